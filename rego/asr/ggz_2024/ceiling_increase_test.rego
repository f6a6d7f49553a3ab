package asr.ggz_2024.ceiling_increase_test

import data.asr.ggz_2024.ceiling_increase
import rego.v1

test_70_percent_is_enough if {
	ceiling_increase.conditions["ceiling-reached"] with input.insurers as {"asr": {"ceiling": {"amount": 333333.33, "realised": 233333.34}}}
		with input.known_at as "2024-06-01"
}

test_a_cent_less_is_not if {
	ceiling_increase.conditions["ceiling-reached"] == false with input.insurers as {"asr": {"ceiling": {"amount": 333333.33, "realised": 233333.33}}}
		with input.known_at as "2024-06-01"
}

test_the_reply_is_due_after_28_days if {
	ceiling_increase.due["replied-in-time"] == "2024-07-01" with input.insurers as {"asr": {"ceiling_request": {"received_on": "2024-06-03"}}}
		with input.known_at as "2024-06-03"
}

test_who_reached_70_percent_after_the_window_is_left_to_the_insurer_by_one_reading if {
	open := ceiling_increase.readings["reached-after-window"]["insurer-decides"].conditions["ceiling-request-in-time"] with input.insurers as {"asr": {"ceiling": {"reached_on": "2024-09-01"}, "ceiling_request": {"received_on": "2024-09-01"}}}
		with input.known_at as "2024-09-02"
	open == "open"
}

test_nothing_realised_is_too_early_under_every_ceiling if {
	ceiling_increase.conditions["ceiling-reached"] == false with input.insurers as {"asr": {"ceiling": {"realised": 0}}}
	ceiling_increase.readings["ceiling-percentage"]["exact-moment"].conditions["ceiling-reached"] == false with input.insurers as {"asr": {"ceiling": {"realised": 0}}}
}
