# Toeslag achterstandspostcodegebieden: the way out of financial problems
package asr.geboortezorg_2023.deprived_area_hardship

import data.asr.geboortezorg_2023.care
import data.asr.geboortezorg_2023.scope
import data.policycheck.outcome
import rego.v1

findings := input.insurers.asr.findings

decision := outcome.decide(data.asr.geboortezorg_2023.manifests.deprived_area_hardship, {
	"scope": scope.conditions,
	"conditions": conditions,
	"readings": scope.readings,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["maternity-care"] := care.maternity

conditions["problems-shown"] := findings.deprived_area_problems

conditions["disproportionate-insured"] := findings.deprived_area_disproportion

noted contains "hardship-measure" if care.maternity
