package asr.ggz_2024.attention_test

import data.asr.ggz_2024.attention
import rego.v1

test_a_roadmap_filed_on_1_january_is_in_time if {
	attention.conditions["co2-roadmap-filed"] with input.provider as {"sustainability": {"co2_roadmap": {"filed_on": "2024-01-01"}}}
		with input.known_at as "2024-01-05"
}

test_a_roadmap_filed_on_2_january_is_late if {
	attention.conditions["co2-roadmap-filed"] == false with input.provider as {"sustainability": {"co2_roadmap": {"filed_on": "2024-01-02"}}}
		with input.known_at as "2024-01-05"
}

test_no_stay_needs_no_safe_climate if {
	attention.exempt["no-clinical-stay"] with input.provider as {"safety": {"clinical_stay": false}}
}
