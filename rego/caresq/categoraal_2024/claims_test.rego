package caresq.categoraal_2024.claims_test

import data.caresq.categoraal_2024.claims
import rego.v1

test_another_insurer_is_out_of_scope if {
	claims.conditions["insured-of-aevitae"] == false with input.insurers as {"caresq": {"claim": {"uzovi": "0101"}}}
		with input.known_at as "2024-01-05"
}

test_a_claim_on_paper_does_not_comply if {
	claims.conditions["claim-via-vecozo"] == false with input.insurers as {"caresq": {"claim": {"via_vecozo": false}}}
}

test_the_conditions_of_the_contract_are_for_who_has_one if {
	claims.exempt["no-contract"] with input.insurers as {"caresq": {"contract_years": [2023]}}
		with input.known_at as "2024-02-01"
	claims.exempt["no-contract"] == false with input.insurers as {"caresq": {"contract_years": [2024]}}
		with input.known_at as "2024-02-01"
}
