package vgz.msz_2024.selective_purchasing_test

import data.vgz.msz_2024.selective_purchasing
import rego.v1

test_a_seven_is_enough if {
	selective_purchasing.conditions["zorgkaart-mark"] with input.provider as {"medical_specialist": {"zorgkaart_score_july_2023": 7}}
		with input.known_at as "2023-07-26"
}

test_a_hundredth_less_is_not if {
	selective_purchasing.conditions["zorgkaart-mark"] == false with input.provider as {"medical_specialist": {"zorgkaart_score_july_2023": 6.99}}
		with input.known_at as "2023-07-26"
}

test_the_selection_lapses_on_27_july if {
	selective_purchasing.lapsed == false with input.known_at as "2023-07-26"
	selective_purchasing.lapsed with input.known_at as "2023-07-27"
}

test_45_kilometres_are_within_the_outer_radius_only if {
	selective_purchasing.conditions["hospital-within-radius"] with input.insurers as {"vgz": {"zekur": {"nearest_hospital_km": 45}}}
		with input.known_at as "2023-07-26"
	inner := selective_purchasing.readings.radius.inner.conditions["hospital-within-radius"] with input.insurers as {"vgz": {"zekur": {"nearest_hospital_km": 45}}}
		with input.known_at as "2023-07-26"
	inner == false
}
