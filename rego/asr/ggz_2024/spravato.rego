# Spravato
package asr.ggz_2024.spravato

import data.asr.ggz_2024.scope
import data.policycheck.outcome
import rego.v1

provider := input.provider

relation := input.insurers.asr

decision := outcome.decide(data.asr.ggz_2024.manifests.spravato, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["ecn-nl-affiliated"] := provider.spravato.ecn_nl_affiliated

conditions["nvvp-guidelines"] := provider.spravato.nvvp_guidelines_met

# An authorisation belongs to the use for a patient, not to the agreement.
conditions["use-authorised"] := relation.spravato.authorised

noted contains "spravato-authorisation" if relation.spravato.question == "use"

exempt["agreement-only"] := relation.spravato.question == "agreement"
