package caresq.categoraal_2024.attention_test

import data.caresq.categoraal_2024.attention
import rego.v1

test_exactly_250_fte_is_small if {
	attention.exempt["small-staff"] with input.provider as {"categorical": {"sustainability": {"fte": 250}}}
		with input.known_at as "2024-01-05"
}

test_a_hundredth_more_is_not if {
	attention.exempt["small-staff"] == false with input.provider as {"categorical": {"sustainability": {"fte": 250.01}}}
		with input.known_at as "2024-01-05"
}

test_five_working_days_skip_christmas if {
	attention.due["replied-in-time"] == "2024-01-03" with input.insurers as {"caresq": {"email": {"received_on": "2023-12-22"}}}
		with input.known_at as "2024-01-05"
}

test_rented_real_estate_stays_open if {
	attention.conditions["co2-roadmap-filed"] == "open" with input.provider as {"categorical": {"sustainability": {"real_estate": "rented"}}, "sustainability": {"co2_roadmap": {"status": "not_filed"}}}
}
