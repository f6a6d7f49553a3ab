package asr.geboortezorg_2023.tariff_test

import data.asr.geboortezorg_2023.tariff
import rego.v1

test_the_maximum_itself_is_allowed if {
	tariff.conditions["within-nza-maximum"] with input.insurers as {"asr": {"birth_care": {"tariff": {"asked": 650.25, "nza_maximum": 650.25}}}}
}

test_a_cent_more_is_not if {
	tariff.conditions["within-nza-maximum"] == false with input.insurers as {"asr": {"birth_care": {"tariff": {"asked": 650.26, "nza_maximum": 650.25}}}}
}
