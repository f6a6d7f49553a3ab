# Klantervaringsonderzoek (PREM): what weighs in the contracting
package caresq.categoraal_2024.selective_purchasing

import data.caresq.categoraal_2024.scope
import data.policycheck.outcome
import rego.v1

decision := outcome.decide(data.caresq.categoraal_2024.manifests.selective_purchasing, {
	"scope": scope.conditions,
	"conditions": conditions,
	"readings": scope.readings,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["prem-used"] := input.provider.client_satisfaction.national_method

noted contains "prem-weight" if conditions["prem-used"] == false
