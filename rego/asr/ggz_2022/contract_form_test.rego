package asr.ggz_2022.contract_form_test

import data.asr.ggz_2022.contract_form
import rego.v1

test_section_two_is_an_independent_practice if {
	contract_form.result["form"] == "independent_practice" with input.provider as {"quality_statute": {"section": "II"}}
}

test_without_a_statute_it_stays_open if {
	contract_form.conditions["statute-division"] == "open" with input.provider as {"quality_statute": {"section": "none"}}
}
