package caresq.categoraal_2024.selective_purchasing_test

import data.caresq.categoraal_2024.selective_purchasing
import rego.v1

test_the_prem_follows_the_fact if {
	selective_purchasing.conditions["prem-used"] == false with input.provider as {"client_satisfaction": {"national_method": false}}
}
