# Contract; Declareren tijdens de inkoopfase
package asr.geboortezorg_2023.claims

import data.asr.geboortezorg_2023.scope
import data.policycheck.outcome
import rego.v1

relation := input.insurers.asr

decision := outcome.decide(data.asr.geboortezorg_2023.manifests.claims, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": object.union(scope.readings, readings),
	"noted": noted,
})

noted contains reading if some reading in scope.noted

# ## Contract

conditions["uniform-claims-paragraph"] := relation.claim.follows_uniform_claims_paragraph

noted contains "external-texts" if relation.claim.follows_uniform_claims_paragraph == false

exempt["no-contract"] := relation.contracting_status == "none"

# ## Declareren tijdens de inkoopfase

# Claims wait until the purchasing process with this provider is completed; they are not rejected.
conditions["purchasing-completed"] := relation.contracting_status == "completed"

# A provider that does not negotiate never completes the process.
exempt["not-negotiating"] := relation.contracting_status == "none"

readings["hold-scope"]["all-claims"].exempt["not-negotiating"] := false
