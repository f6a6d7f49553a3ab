package asr.ggz_2022.reimbursement_test

import data.asr.ggz_2022.reimbursement
import rego.v1

test_the_maximum_is_the_limit if {
	reimbursement.result.at_most == 100 with input.insurers as {"asr": {"contract_years": [], "invoice": {"amount": 120, "maximum_reimbursement": 100}}}
		with input.known_at as "2022-06-01"
}

test_the_invoice_is_the_limit if {
	reimbursement.result.at_most == 120 with input.insurers as {"asr": {"contract_years": [], "invoice": {"amount": 120, "maximum_reimbursement": 150}}}
		with input.known_at as "2022-06-01"
}
