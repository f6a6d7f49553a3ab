package vgz.msz_2024.chronic_lung_failure_test

import data.vgz.msz_2024.chronic_lung_failure
import rego.v1

test_the_criteria_are_met if {
	chronic_lung_failure.conditions["nvalt-criteria"] with input.provider as {"medical_specialist": {"chronic_lung_failure": {"nvalt_met": true}}}
}

test_the_criteria_are_missed if {
	chronic_lung_failure.conditions["nvalt-criteria"] == false with input.provider as {"medical_specialist": {"chronic_lung_failure": {"nvalt_met": false}}}
}
