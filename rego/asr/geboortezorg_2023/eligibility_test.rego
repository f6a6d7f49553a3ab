package asr.geboortezorg_2023.eligibility_test

import data.asr.geboortezorg_2023.eligibility
import rego.v1

test_two_carers_for_one_request_are_allowed if {
	eligibility.conditions["carers-per-request"] with input.provider as {"birth_care": {"maternity": {"most_carers_per_request": 2}}}
		with input.known_at as "2022-10-03"
}

test_three_are_not if {
	eligibility.conditions["carers-per-request"] == false with input.provider as {"birth_care": {"maternity": {"most_carers_per_request": 3}}}
		with input.known_at as "2022-10-03"
}

test_level_3_is_enough_in_a_birth_centre if {
	eligibility.conditions["carers-level"] with input.provider as {"birth_care": {"carers": {"lowest_level": 3}}}
		with input.known_at as "2022-10-03"
}

test_level_2_is_not if {
	eligibility.conditions["carers-level"] == false with input.provider as {"birth_care": {"carers": {"lowest_level": 2}}}
		with input.known_at as "2022-10-03"
}

test_an_unknown_list_of_errors_says_nothing if {
	count({id | eligibility.conditions[id] == true; id == "no-serious-error"}) == 0 with input.provider as {"sectors": ["birth_care"]}
		with input.as_of as "2022-10-03"
		with input.known_at as "2022-10-03"
}

test_an_error_of_exactly_five_years_ago_counts if {
	eligibility.conditions["no-serious-error"] == false with input.provider as {"serious_errors": [{"on": "2017-10-03", "integrity_in_doubt": true}]}
		with input.as_of as "2022-10-03"
		with input.known_at as "2022-10-03"
}

test_represented_is_enough_for_maternity_care_only if {
	eligibility.conditions["organisation-in-vsv"] with input.provider as {"birth_care": {"vsv": "represented"}}
	eligibility.conditions["practice-in-vsv"] == false with input.provider as {"birth_care": {"vsv": "represented"}}
}

test_a_birth_centre_needs_a_contract_or_carers if {
	eligibility.conditions["centre-has-carers"] with input.provider as {"birth_care": {"birth_centre": {"maternity_contract": true}}}
	eligibility.conditions["centre-has-carers"] == false with input.provider as {"birth_care": {"birth_centre": {"maternity_contract": false, "employs_carers": false}}}
}

test_one_register_covers_one_scan_or_all_by_reading if {
	eligibility.conditions["nt-registered"] == false with input.provider as {"birth_care": {"screening": {"seo_register": "ben", "nt_register": "none"}}}
	entry := eligibility.readings["echo-register"]["any-entry"].conditions["nt-registered"] with input.provider as {"birth_care": {"screening": {"seo_register": "ben", "nt_register": "none"}}}
	entry == true
}

test_midwives_are_no_maternity_carers if {
	eligibility.exempt["no-carers"] with input.provider as {"birth_care": {"care": ["midwifery"]}}
	eligibility.exempt["no-carers"] == false with input.provider as {"birth_care": {"care": ["birth_centre"]}}
}
