package asr.geboortezorg_2023.renewal_test

import data.asr.geboortezorg_2023.renewal
import rego.v1

test_a_contract_in_2022_counts if {
	renewal.conditions["contracted-last-year"] with input.insurers as {"asr": {"contract_years": [2021, 2022]}}
		with input.known_at as "2022-10-03"
}

test_an_older_contract_does_not if {
	renewal.conditions["contracted-last-year"] == false with input.insurers as {"asr": {"contract_years": [2021]}}
		with input.known_at as "2022-10-03"
}

test_integral_care_is_not_approached if {
	renewal.conditions["proactive-approach"] == false with input.provider as {"birth_care": {"care": ["integral"]}}
}

test_other_care_beside_it_is if {
	renewal.conditions["proactive-approach"] with input.provider as {"birth_care": {"care": ["integral", "maternity"]}}
}
