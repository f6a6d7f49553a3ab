# CTG verricht door verloskundigen in de eerstelijn
package asr.geboortezorg_2023.ctg

import data.asr.geboortezorg_2023.care
import data.asr.geboortezorg_2023.scope
import data.policycheck.outcome
import rego.v1

ctg := input.provider.birth_care.ctg

findings := input.insurers.asr.findings

decision := outcome.decide(data.asr.geboortezorg_2023.manifests.ctg, {
	"scope": scope.conditions,
	"conditions": conditions,
	"readings": scope.readings,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["midwifery"] := care.midwifery

conditions["agreed-quality"] := ctg.agreed_quality

conditions["agreed-costs"] := ctg.agreed_costs

conditions["agreed-staffing"] := ctg.agreed_staffing

# A business case of one provider alone is no joint one.
conditions["joint-business-case"] := ctg.business_case == "joint"

noted contains "business-case-in-body" if ctg.business_case != "joint"

conditions["shows-cost-shift"] := ctg.shows_cost_shift

conditions["ctg-agreed"] := findings.ctg_agreed
