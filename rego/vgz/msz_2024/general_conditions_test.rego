package vgz.msz_2024.general_conditions_test

import data.vgz.msz_2024.general_conditions
import rego.v1

test_they_do_not_hold_for_this_sector if {
	general_conditions.conditions["not-an-excepted-sector"] == false with input.provider as {"sectors": ["medical_specialist"]}
}

test_they_do_not_hold_for_mental_health_care_either if {
	general_conditions.conditions["not-an-excepted-sector"] == false with input.provider as {"sectors": ["ggz"]}
}
