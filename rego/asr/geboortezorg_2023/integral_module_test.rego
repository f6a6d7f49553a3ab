package asr.geboortezorg_2023.integral_module_test

import data.asr.geboortezorg_2023.integral_module
import rego.v1

test_a_refused_request_counts_by_the_letter if {
	integral_module.conditions["not-asked-before"] == false with input.provider as {"birth_care": {"integral_module": {"earlier_application": "refused"}}}
	refusal := integral_module.readings["earlier-application"]["not-when-refused"].conditions["not-asked-before"] with input.provider as {"birth_care": {"integral_module": {"earlier_application": "refused"}}}
	refusal == true
}

test_a_granted_request_always_counts if {
	granted := integral_module.readings["earlier-application"]["not-when-refused"].conditions["not-asked-before"] with input.provider as {"birth_care": {"integral_module": {"earlier_application": "granted"}}}
	granted == false
}
