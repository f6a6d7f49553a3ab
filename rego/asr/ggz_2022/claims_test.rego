package asr.ggz_2022.claims_test

import data.asr.ggz_2022.claims
import rego.v1

test_30_april_is_in_time_by_the_example if {
	claims.conditions["submitted-in-time"] with input.insurers as {"asr": {"invoice": {"opened_on": "2021-05-20", "submitted_on": "2022-04-30"}}}
		with input.known_at as "2022-06-01"
}

test_and_late_by_the_rule if {
	claims.readings["thirtieth-of-april"]["too-late"].conditions["submitted-in-time"] == false with input.insurers as {"asr": {"invoice": {"opened_on": "2021-05-20", "submitted_on": "2022-04-30"}}}
		with input.known_at as "2022-06-01"
}

test_the_old_term_is_not_known if {
	claims.conditions["submitted-in-time"] == "open" with input.insurers as {"asr": {"invoice": {"opened_on": "2020-05-20", "submitted_on": "2022-04-30"}}}
		with input.known_at as "2022-06-01"
}

test_what_has_not_come_after_the_last_day_is_late if {
	claims.conditions["submitted-in-time"] == false with input.insurers as {"asr": {"invoice": {"opened_on": "2021-05-20", "submission": "not_submitted"}}}
		with input.as_of as "2022-05-01"
		with input.known_at as "2022-06-01"
}

test_on_the_last_day_it_can_still_come_by_the_example if {
	claims.exempt["can-come-today"] with input.insurers as {"asr": {"invoice": {"opened_on": "2021-05-20", "submission": "not_submitted"}}}
		with input.as_of as "2022-04-30"
		with input.known_at as "2022-06-01"
	claims.exempt["can-come-today"] == false with input.insurers as {"asr": {"invoice": {"opened_on": "2021-05-20", "submission": "not_submitted"}}}
		with input.as_of as "2022-05-01"
		with input.known_at as "2022-06-01"
}

test_and_not_by_the_rule if {
	today := claims.readings["thirtieth-of-april"]["too-late"].exempt["can-come-today"] with input.insurers as {"asr": {"invoice": {"opened_on": "2021-05-20", "submission": "not_submitted"}}}
		with input.as_of as "2022-04-30"
		with input.known_at as "2022-06-01"
	today == false
}
