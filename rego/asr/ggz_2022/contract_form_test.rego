package asr.ggz_2022.contract_form_test

import data.asr.ggz_2022.contract_form
import rego.v1

test_section_two_is_an_independent_practice if {
	contract_form.result["form"] == "independent_practice" with input.provider as {"quality_statute": {"section": "II"}}
}

test_without_a_statute_it_stays_open if {
	contract_form.conditions["statute-division"] == "open" with input.provider as {"quality_statute": {"section": "none"}}
}

test_that_no_ban_of_another_year_is_used_is_noted if {
	"other-years" in contract_form.noted with input.insurers as {"asr": {"contract_request": {"requested_start_on": "2022-03-14"}, "contract": {"concluded_on": "2022-03-15"}}}
		with input.contract_year as 2022
		with input.known_at as "2022-06-01"
}
