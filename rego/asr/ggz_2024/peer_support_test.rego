package asr.ggz_2024.peer_support_test

import data.asr.ggz_2024.peer_support
import rego.v1

test_level_5_is_enough if {
	peer_support.conditions["minimum-level"] with input.provider as {"peer_support": {"level": 5, "level_scale": "nlqf"}}
		with input.known_at as "2024-01-01"
}

test_level_4_is_not if {
	peer_support.conditions["minimum-level"] == false with input.provider as {"peer_support": {"level": 4, "level_scale": "nlqf"}}
		with input.known_at as "2024-01-01"
}

test_another_scale_is_not_compared if {
	peer_support.conditions["minimum-level"] == "open" with input.provider as {"peer_support": {"level": 9, "level_scale": "other"}}
		with input.known_at as "2024-01-01"
}
