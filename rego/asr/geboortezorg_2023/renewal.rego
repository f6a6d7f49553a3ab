# Inkoopsystematiek: who had a contract in 2022
package asr.geboortezorg_2023.renewal

import data.asr.geboortezorg_2023.care
import data.asr.geboortezorg_2023.history
import data.asr.geboortezorg_2023.scope
import data.policycheck.outcome
import rego.v1

decision := outcome.decide(data.asr.geboortezorg_2023.manifests.renewal, {
	"scope": scope.conditions,
	"conditions": conditions,
	"readings": scope.readings,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["contracted-last-year"] := history.contracted_last_year

# Every reading of the exception leaves integral birth care out of the approach.
conditions["proactive-approach"] := care.two_years
