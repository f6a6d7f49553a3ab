package asr.ggz_2024.application_test

import data.asr.ggz_2024.application
import rego.v1

test_31_august_is_in_time if {
	application.conditions["request-in-time"] with input.insurers as {"asr": {"contract_request": {"received_on": "2023-08-31"}}}
		with input.known_at as "2023-09-01"
}

test_1_september_is_too_late if {
	application.conditions["request-in-time"] == false with input.insurers as {"asr": {"contract_request": {"received_on": "2023-09-01"}}}
		with input.known_at as "2023-09-01"
}

test_the_request_is_due_on_31_august if {
	application.due["request-in-time"] == "2023-08-31" with input.known_at as "2023-09-01"
}

test_a_start_on_the_day_of_conclusion_is_not_retroactive if {
	application.conditions["start-not-retroactive"] with input.insurers as {"asr": {"contract_request": {"requested_start_on": "2024-02-29"}, "contract": {"concluded_on": "2024-02-29"}}}
}

test_a_start_a_day_earlier_is if {
	application.conditions["start-not-retroactive"] == false with input.insurers as {"asr": {"contract_request": {"requested_start_on": "2024-02-28"}, "contract": {"concluded_on": "2024-02-29"}}}
}

test_a_late_signature_is_open_or_final_by_reading if {
	application.conditions["signed-in-time"] == "open" with input.insurers as {"asr": {"contract": {"signed_on": "2023-11-02"}}}
		with input.known_at as "2023-11-02"
	no_contract := application.readings["late-signature"]["no-contract"].conditions["signed-in-time"] with input.insurers as {"asr": {"contract": {"signed_on": "2023-11-02"}}}
		with input.known_at as "2023-11-02"
	no_contract == false
}

test_the_running_year_begins_after_1_january if {
	application.mid_year == false with input.insurers as {"asr": {"contract_request": {"requested_start_on": "2024-01-01"}}}
		with input.known_at as "2023-09-01"
	application.mid_year with input.insurers as {"asr": {"contract_request": {"requested_start_on": "2024-01-02"}}}
		with input.known_at as "2023-09-01"
}
