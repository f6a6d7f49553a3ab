package asr.geboortezorg_2023.deprived_area_hardship_test

import data.asr.geboortezorg_2023.deprived_area_hardship
import rego.v1

test_a_finding_is_taken_over if {
	deprived_area_hardship.conditions["problems-shown"] == false with input.insurers as {"asr": {"findings": {"deprived_area_problems": false}}}
}
