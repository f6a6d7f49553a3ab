package asr.geboortezorg_2023.integral_contract_test

import data.asr.geboortezorg_2023.integral_contract
import rego.v1

test_an_offer_on_31_october_is_in_time if {
	integral_contract.conditions["offer-in-time"] with input.insurers as {"asr": {"birth_care": {"integral_offer": {"received_on": "2022-10-31"}}}}
		with input.known_at as "2022-11-14"
}

test_an_offer_on_1_november_is_by_the_timetable if {
	integral_contract.conditions["offer-in-time"] with input.insurers as {"asr": {"birth_care": {"integral_offer": {"received_on": "2022-11-01"}}}}
		with input.known_at as "2022-11-14"
	before := integral_contract.readings["offer-date"]["before-the-day"].conditions["offer-in-time"] with input.insurers as {"asr": {"birth_care": {"integral_offer": {"received_on": "2022-11-01"}}}}
		with input.known_at as "2022-11-14"
	before == false
}

test_an_offer_on_2_november_is_late if {
	integral_contract.conditions["offer-in-time"] == false with input.insurers as {"asr": {"birth_care": {"integral_offer": {"received_on": "2022-11-02"}}}}
		with input.known_at as "2022-11-14"
}

test_by_the_text_an_offer_on_1_november_asks_for_contact if {
	before := integral_contract.readings["offer-date"]["before-the-day"].exempt["offer-received-in-time"] with input.insurers as {"asr": {"birth_care": {"integral_offer": {"received_on": "2022-11-01"}}}}
		with input.known_at as "2022-11-14"
	before == false
}

test_the_running_year_begins_after_1_january if {
	integral_contract.exempt["not-mid-year"] with input.insurers as {"asr": {"contract_request": {"requested_start_on": "2023-01-01"}}}
		with input.contract_year as 2023
		with input.known_at as "2022-10-03"
	integral_contract.exempt["not-mid-year"] == false with input.insurers as {"asr": {"contract_request": {"requested_start_on": "2023-01-02"}}}
		with input.contract_year as 2023
		with input.known_at as "2022-10-03"
}

test_so_does_the_second_year if {
	integral_contract.exempt["not-mid-year"] with input.insurers as {"asr": {"contract_request": {"requested_start_on": "2024-01-01"}}}
		with input.contract_year as 2024
		with input.known_at as "2022-10-03"
	integral_contract.exempt["not-mid-year"] == false with input.insurers as {"asr": {"contract_request": {"requested_start_on": "2024-01-02"}}}
		with input.contract_year as 2024
		with input.known_at as "2022-10-03"
}

test_without_any_claim_the_contract_year_is_no_matter if {
	integral_contract.conditions["no-claims-yet"] with input.insurers as {"asr": {"claims": {"submitted": []}}}
}
