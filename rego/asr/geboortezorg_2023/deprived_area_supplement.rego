# Toeslag achterstandspostcodegebieden: until when it existed
package asr.geboortezorg_2023.deprived_area_supplement

import data.asr.geboortezorg_2023.care
import data.asr.geboortezorg_2023.scope
import data.policycheck.outcome
import data.policycheck.text
import rego.v1

claim := input.insurers.asr.birth_care.deprived_area_claim

parameters := text.parameters(data.asr.geboortezorg_2023.parameters)

decision := outcome.decide(data.asr.geboortezorg_2023.manifests.deprived_area_supplement, {
	"scope": scope.conditions,
	"conditions": conditions,
	"readings": scope.readings,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["maternity-care"] := care.maternity

# Per day of care: a stay over New Year has days on both sides.
conditions["care-before-end"] := claim.care_on < parameters.supplement_ends
