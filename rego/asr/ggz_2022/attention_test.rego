package asr.ggz_2022.attention_test

import data.asr.ggz_2022.attention
import rego.v1

test_without_a_contract_no_postcodes if {
	attention.exempt["no-contract"] with input.insurers as {"asr": {"contract_years": []}}
		with input.known_at as "2022-06-01"
}
