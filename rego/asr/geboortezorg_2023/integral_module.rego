# Module integrale geboortezorg
package asr.geboortezorg_2023.integral_module

import data.asr.geboortezorg_2023.care
import data.asr.geboortezorg_2023.scope
import data.policycheck.outcome
import rego.v1

module := input.provider.birth_care.integral_module

decision := outcome.decide(data.asr.geboortezorg_2023.manifests.integral_module, {
	"scope": scope.conditions,
	"conditions": conditions,
	"readings": readings,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["integral-care"] := care.integral

# One year, unless the contract for two years is meant for integral birth care as well.
conditions["integral-year"] := scope.first_year

readings["integral-exception"]["approach-only"] := {"conditions": {
	"contract-year": scope.either_year,
	"integral-year": scope.either_year,
}}

noted contains "integral-funding" if care.integral

# That they are known is enough, whatever they are.
conditions["preconditions-clear"] := module.preconditions_clear

conditions["result-obligation"] := module.result_obligation

conditions["transition-costs"] := module.transition_costs

conditions["no-other-funding"] := module.other_funding == "none"

conditions["prior-work-studied"] := module.prior_work_studied

conditions["budget-transparent"] := module.budget_transparent

conditions["market-rates"] := module.market_rates

# Asked is asked, whatever became of it.
conditions["not-asked-before"] := module.earlier_application == "none"

readings["earlier-application"]["not-when-refused"].conditions["not-asked-before"] := module.earlier_application in {"none", "refused"}
