# Digitale voorlichting en instructie in de kraamzorg
package asr.geboortezorg_2023.digital_instruction

import data.asr.geboortezorg_2023.care
import data.asr.geboortezorg_2023.scope
import data.policycheck.outcome
import rego.v1

instruction := input.provider.birth_care.digital_instruction

decision := outcome.decide(data.asr.geboortezorg_2023.manifests.digital_instruction, {
	"scope": scope.conditions,
	"conditions": conditions,
	"readings": scope.readings,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["maternity-care"] := care.maternity

conditions["replaces-physical-hours"] := instruction.replaces_hours

conditions["indicated-by-lip"] := instruction.indicated_by_lip

conditions["case-integration"] := instruction.case_integration

conditions["case-replacement"] := instruction.case_replacement
