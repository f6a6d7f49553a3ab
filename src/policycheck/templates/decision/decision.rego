# ${decision_title}
#
# Change the conditions; each has its clause in ${decision}.yaml. A condition is true, false, "open"
# (the text does not settle it) or undefined: then a fact is missing. A number or a day stands in
# parameters.yaml.
package ${policy}.${decision}

import data.${policy}.scope
import data.policycheck.outcome
import rego.v1

provider := input.provider

decision := outcome.decide(data.${policy}.manifests.${decision}, {
	"scope": scope.conditions,
	"conditions": conditions,
${entries}})
${rules}
# The fact is the answer.
conditions["trade-register"] := provider.kvk_registered

# Compared, and not negated: a fact that is missing gives no answer.
conditions["no-sanctions"] := provider.ubo_sanctioned == false
