package asr.geboortezorg_2023.digital_instruction_test

import data.asr.geboortezorg_2023.digital_instruction
import rego.v1

test_both_parts_of_the_business_case_are_needed if {
	digital_instruction.conditions["case-replacement"] == false with input.provider as {"birth_care": {"digital_instruction": {"case_integration": true, "case_replacement": false}}}
}
