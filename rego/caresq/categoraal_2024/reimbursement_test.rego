package caresq.categoraal_2024.reimbursement_test

import data.caresq.categoraal_2024.reimbursement
import rego.v1

test_without_a_contract_the_insurance_policy_decides if {
	reimbursement.result.basis == "policy_conditions" with input.insurers as {"caresq": {"contract_years": []}}
		with input.known_at as "2024-01-05"
}
