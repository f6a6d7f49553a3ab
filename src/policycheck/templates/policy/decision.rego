# ${decision_title}
#
# Change the conditions; each has its clause in ${decision}.yaml. A condition is true, false, "open"
# (the text does not settle it) or undefined: then a fact is missing.
package ${policy}.${decision}

import data.${policy}.scope
import data.policycheck.outcome
import data.policycheck.text
import rego.v1

provider := input.provider

# The values published on input.known_at.
parameters := text.parameters(data.${policy}.parameters)

decision := outcome.decide(data.${policy}.manifests.${decision}, {
	"scope": scope.conditions,
	"conditions": conditions,
})

# The fact is the answer.
conditions["trade-register"] := provider.kvk_registered

# Compared, and not negated: a fact that is missing gives no answer.
conditions["no-sanctions"] := provider.ubo_sanctioned == false

# The day stands in parameters.yaml, with the word that sets its boundary.
conditions["started-before"] := provider.started_on < parameters.started_before
