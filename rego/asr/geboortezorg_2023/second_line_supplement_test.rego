package asr.geboortezorg_2023.second_line_supplement_test

import data.asr.geboortezorg_2023.second_line_supplement
import rego.v1

test_another_mailbox_is_not_the_one_named if {
	second_line_supplement.conditions["supplement-channel"] == false with input.insurers as {"asr": {"birth_care": {"second_line_supplement": {"channel": "other"}}}}
}

test_the_grant_of_the_preferred_insurer_is_needed if {
	second_line_supplement.conditions["granted-by-preferred"] == false with input.insurers as {"asr": {"birth_care": {"second_line_supplement": {"granted_by_preferred": false}}}}
}
