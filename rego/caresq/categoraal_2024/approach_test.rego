package caresq.categoraal_2024.approach_test

import data.caresq.categoraal_2024.approach
import rego.v1

test_a_contract_in_2023_is_needed if {
	approach.conditions["contracted-last-year"] == false with input.insurers as {"caresq": {"contract_years": [2022]}}
		with input.known_at as "2024-01-05"
}

test_a_rehabilitation_centre_gets_a_talk if {
	approach.result.route == "purchasing_talks" with input.provider as {"categorical": {"kind": "rehabilitation"}}
}

test_one_failure_decides_chapter_3 if {
	approach.conditions["chapter-3"] == false with input.provider as {"categorical": {"care": {"zin_positions": false}}}
}
