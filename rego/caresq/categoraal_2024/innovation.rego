# Innovatieve zorg
package caresq.categoraal_2024.innovation

import data.caresq.categoraal_2024.scope
import data.policycheck.outcome
import rego.v1

initiative := input.insurers.caresq.initiative

decision := outcome.decide(data.caresq.categoraal_2024.manifests.innovation, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": scope.readings,
	"result": result,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

impactful := initiative.kind == "impactful_transformation"

# An impactful transformation starts with the market leaders, by the process of ZN.
exempt["impactful"] := impactful

result["desk"] := "market_leaders" if impactful

result["desk"] := "caresq" if impactful == false

exempt["nothing-awarded"] if impactful == false

exempt["nothing-awarded"] if initiative.awarded == false

exempt["nothing-awarded"] := false if {
	impactful
	initiative.awarded
}

conditions["influence-discussed"] := initiative.influence_discussed

# Any other initiative goes to the mailbox of Caresq.
conditions["within-zvw"] := initiative.within_zvw

conditions["fits-themes"] := initiative.fits_themes

conditions["enough-common-ground"] := input.insurers.caresq.findings.enough_common_ground
