# Toeslag tweedelijn
package asr.geboortezorg_2023.second_line_supplement

import data.asr.geboortezorg_2023.care
import data.asr.geboortezorg_2023.scope
import data.policycheck.outcome
import rego.v1

supplement := input.insurers.asr.birth_care.second_line_supplement

decision := outcome.decide(data.asr.geboortezorg_2023.manifests.second_line_supplement, {
	"scope": scope.conditions,
	"conditions": conditions,
	"readings": scope.readings,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["midwifery"] := care.midwifery

conditions["policy-rule-met"] := supplement.policy_rule_met

noted contains "policy-rule-version" if supplement.policy_rule_met in {true, false}

conditions["in-addendum"] := supplement.in_addendum

conditions["end-agreed"] := supplement.end_agreed

# Needed and not enough: a.s.r. decides on its own supplement as well.
conditions["granted-by-preferred"] := supplement.granted_by_preferred

conditions["supplement-channel"] := supplement.channel == "birth_care_mailbox"

conditions["agreements-enclosed"] := supplement.agreements_enclosed
