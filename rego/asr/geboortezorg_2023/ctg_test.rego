package asr.geboortezorg_2023.ctg_test

import data.asr.geboortezorg_2023.ctg
import rego.v1

test_a_business_case_of_one_provider_is_not_joint if {
	ctg.conditions["joint-business-case"] == false with input.provider as {"birth_care": {"ctg": {"business_case": "individual"}}}
}

test_a_business_case_together_is if {
	ctg.conditions["joint-business-case"] with input.provider as {"birth_care": {"ctg": {"business_case": "joint"}}}
}
