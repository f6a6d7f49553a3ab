package asr.geboortezorg_2023.deprived_area_supplement_test

import data.asr.geboortezorg_2023.deprived_area_supplement
import rego.v1

test_care_on_31_december_is_from_before if {
	deprived_area_supplement.conditions["care-before-end"] with input.insurers as {"asr": {"birth_care": {"deprived_area_claim": {"care_on": "2022-12-31"}}}}
		with input.known_at as "2023-02-01"
}

test_care_on_1_january_is_not if {
	deprived_area_supplement.conditions["care-before-end"] == false with input.insurers as {"asr": {"birth_care": {"deprived_area_claim": {"care_on": "2023-01-01"}}}}
		with input.known_at as "2023-02-01"
}
