package asr.ggz_2024.contract_form_test

import data.asr.ggz_2024.contract_form
import rego.v1

test_integrated_institutions_get_an_offer_letter if {
	contract_form.form == "offer_letter" with input.provider as {"ggz_kind": "integrated"}
}

test_from_150000_euros_there_is_no_questionnaire if {
	contract_form.form == "digital_without_questionnaire" with input.provider as {"ggz_kind": "other"}
		with input.insurers as {"asr": {"turnover_adjusted": {"2023": 150000}}}
		with input.known_at as "2023-10-01"
}

test_a_cent_below_there_is_one if {
	contract_form.form == "digital_with_questionnaire" with input.provider as {"ggz_kind": "other"}
		with input.insurers as {"asr": {"turnover_adjusted": {"2023": 149999.99}}}
		with input.known_at as "2023-10-01"
}

test_the_literal_text_leaves_a_gap if {
	open := contract_form.readings["form-threshold"].literal.conditions["one-form"] with input.provider as {"ggz_kind": "other"}
		with input.insurers as {"asr": {"turnover_adjusted": {"2023": 100050}}}
		with input.known_at as "2023-10-01"
	open == "open"
}

test_the_literal_text_is_clear_below_the_gap if {
	literal := contract_form.literal_form with input.provider as {"ggz_kind": "other"}
		with input.insurers as {"asr": {"turnover_adjusted": {"2023": 100049.99}}}
		with input.known_at as "2023-10-01"
	literal == "digital_with_questionnaire"
}
