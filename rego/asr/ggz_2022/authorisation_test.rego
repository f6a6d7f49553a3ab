package asr.ggz_2022.authorisation_test

import data.asr.ggz_2022.authorisation
import rego.v1

test_exactly_3000_minutes_are_not_long if {
	authorisation.exempt["practice-needs-none"] with input.insurers as {"asr": {"authorisation": {"expected_minutes": 3000}}}
		with input.known_at as "2022-06-01"
}

test_a_minute_more_at_a_practice_is if {
	authorisation.exempt["practice-needs-none"] == false with input.provider as {"quality_statute": {"section": "II"}}
		with input.insurers as {"asr": {"authorisation": {"expected_minutes": 3001}}}
		with input.known_at as "2022-06-01"
}

test_the_day_itself_stays_open if {
	authorisation.conditions["requested-beforehand"] == "open" with input.insurers as {"asr": {"authorisation": {"requested_on": "2022-03-07", "start_on": "2022-03-07"}}}
}
