# The conditions of ${decision} by themselves; what they make together stands in the scenarios.
#
# Change a test with its condition: both sides of a boundary, and what a missing fact gives.
package ${policy}.${decision}_test

import data.${policy}.${decision}
import rego.v1

test_a_sanction_stands_in_the_way if {
	${decision}.conditions["no-sanctions"] == false with input.provider as {"ubo_sanctioned": true}
}

test_the_day_before_is_early_enough if {
	${decision}.conditions["started-before"] with input.provider as {"started_on": "${before_limit}"}
		with input.known_at as "${previous_year}-10-01"
}

test_the_day_itself_is_too_late if {
	${decision}.conditions["started-before"] == false with input.provider as {"started_on": "${limit}"}
		with input.known_at as "${previous_year}-10-01"
}

test_missing_facts_give_no_answer if {
	${decision}.conditions == {} with input.provider as {"sectors": []}
		with input.known_at as "${previous_year}-10-01"
}
