package caresq.categoraal_2024.eligibility_test

import data.caresq.categoraal_2024.eligibility
import rego.v1

test_a_quarter_of_the_pathways_is_enough if {
	eligibility.conditions["hybrid-pathways"] with input.provider as {"categorical": {"digital": {"pathways_total": 100, "pathways_hybrid": 25}}}
		with input.known_at as "2024-01-05"
}

test_less_than_a_quarter_is_not if {
	eligibility.conditions["hybrid-pathways"] == false with input.provider as {"categorical": {"digital": {"pathways_total": 100, "pathways_hybrid": 24}}}
		with input.known_at as "2024-01-05"
}

test_nothing_to_count_is_an_exemption if {
	eligibility.exempt["no-patients"] with input.provider as {"categorical": {"digital": {"patients_total": 0}}}
}

test_an_absent_fact_leaves_the_condition_undefined if {
	count(object.keys(eligibility.conditions)) == 0 with input.provider as {}
}
