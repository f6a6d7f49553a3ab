# Zorgverlenersportaal; Wachttijd voor verzekerden: what a.s.r. asks, without an outcome
package asr.ggz_2022.attention

import data.asr.ggz_2022.division
import data.asr.ggz_2022.scope
import data.policycheck.outcome
import rego.v1

relation := input.insurers.asr

decision := outcome.decide(data.asr.ggz_2022.manifests.attention, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["postcodes-entered"] := relation.portal_postcodes_entered

exempt["no-contract"] := division.contracted == false

conditions["refers-to-advisers"] := relation.waiting.refers_to_advisers

exempt["waiting-time-stable"] := relation.waiting.increasing == false
