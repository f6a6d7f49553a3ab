package asr.geboortezorg_2023.contract_term_test

import data.asr.geboortezorg_2023.contract_term
import rego.v1

test_a_day_before_2023_is_open if {
	contract_term.conditions["joins-in-first-year"] == "open" with input.insurers as {"asr": {"contract_request": {"requested_start_on": "2022-12-31"}}}
		with input.known_at as "2022-10-03"
}

test_and_has_no_number_of_years if {
	count({key | contract_term.result[key]; key == "years"}) == 0 with input.insurers as {"asr": {"contract_years": [], "contract_request": {"requested_start_on": "2022-12-31"}}}
		with input.known_at as "2022-10-03"
}

test_the_first_day_of_2023_is_in_the_first_year if {
	contract_term.conditions["joins-in-first-year"] with input.insurers as {"asr": {"contract_request": {"requested_start_on": "2023-01-01"}}}
		with input.known_at as "2022-10-03"
}

test_the_last_day_of_2023_is_in_the_first_year if {
	contract_term.conditions["joins-in-first-year"] with input.insurers as {"asr": {"contract_request": {"requested_start_on": "2023-12-31"}}}
		with input.known_at as "2022-10-03"
}

test_the_first_day_of_2024_is_open if {
	contract_term.conditions["joins-in-first-year"] == "open" with input.insurers as {"asr": {"contract_request": {"requested_start_on": "2024-01-01"}}}
		with input.known_at as "2022-10-03"
}

test_four_kinds_have_two_years if {
	contract_term.conditions["two-year-offer"] with input.provider as {"birth_care": {"care": ["prenatal_screening"]}}
	contract_term.conditions["two-year-offer"] == false with input.provider as {"birth_care": {"care": ["integral"]}}
}
