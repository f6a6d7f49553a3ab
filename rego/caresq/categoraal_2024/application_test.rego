package caresq.categoraal_2024.application_test

import data.caresq.categoraal_2024.application
import rego.v1

test_1_september_is_in_time if {
	application.conditions["request-in-time"] with input.insurers as {"caresq": {"contract_request": {"received_on": "2023-09-01"}}}
		with input.known_at as "2024-01-05"
}

test_2_september_is_late if {
	application.conditions["request-in-time"] == false with input.insurers as {"caresq": {"contract_request": {"received_on": "2023-09-02"}}}
		with input.known_at as "2024-01-05"
}

test_a_contract_before_the_year_is_possible if {
	application.conditions["concluded-before-year"] with input.insurers as {"caresq": {"contract": {"concluded_on": "2023-12-31"}}}
		with input.known_at as "2024-01-05"
}

test_no_contract_in_the_year if {
	every day in ["2024-01-01", "2024-02-29", "2024-12-31"] {
		application.conditions["concluded-before-year"] == false with input.insurers as {"caresq": {"contract": {"concluded_on": day}}}
			with input.known_at as "2024-01-05"
	}
}

test_a_contract_after_the_year_is_left_open if {
	application.conditions["concluded-before-year"] == "open" with input.insurers as {"caresq": {"contract": {"concluded_on": "2025-01-01"}}}
		with input.known_at as "2024-01-05"
}
