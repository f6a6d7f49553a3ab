# The conditions of ${decision} by themselves; what they make together stands in the scenarios.
#
# Change a test with its condition, and test what a missing fact gives.
package ${policy}.${decision}_test

import data.${policy}.${decision}
import rego.v1

test_a_sanction_stands_in_the_way if {
	${decision}.conditions["no-sanctions"] == false with input.provider as {"ubo_sanctioned": true}
}

test_missing_facts_give_no_answer if {
	${decision}.conditions == {} with input.provider as {"sectors": []}
}
