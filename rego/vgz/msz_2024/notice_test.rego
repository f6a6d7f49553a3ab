package vgz.msz_2024.notice_test

import data.vgz.msz_2024.notice
import rego.v1

test_80_percent_is_enough if {
	notice.conditions["buys-less"] == false with input.insurers as {"vgz": {"reduction": {"contract_value_2023": 100000, "intended_2024": 80000}}}
		with input.known_at as "2023-05-20"
}

test_a_cent_less_is_not if {
	notice.conditions["buys-less"] with input.insurers as {"vgz": {"reduction": {"contract_value_2023": 100000, "intended_2024": 79999.99}}}
		with input.known_at as "2023-05-20"
}

test_nothing_needs_no_contract_value if {
	notice.conditions["buys-less"] with input.insurers as {"vgz": {"reduction": {"intended_2024": 0}}}
		with input.known_at as "2023-05-20"
}

test_the_notice_is_due_on_15_may if {
	notice.due["notice-in-time"] == "2023-05-15" with input.known_at as "2023-05-20"
}
