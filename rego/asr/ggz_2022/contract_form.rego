# Overeenkomst afsluiten
package asr.ggz_2022.contract_form

import data.asr.ggz_2022.division
import data.asr.ggz_2022.scope
import data.policycheck.outcome
import rego.v1

relation := input.insurers.asr

class := input.insurers.asr.contract_class

decision := outcome.decide(data.asr.ggz_2022.manifests.contract_form, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"result": result,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

# The page says nothing of a contract that starts before it was concluded.
noted contains "other-years" if relation.contract_request.requested_start_on < relation.contract.concluded_on

# The statute divides providers into independent practices and institutions. Without one the text has no answer.
conditions["statute-division"] if division.section in {"II", "III"}

conditions["statute-division"] := "open" if division.section == "none"

noted contains "which-statute" if division.section

exempt["independent-practice"] := division.independent

# The text names market share, turnover and clients and no amounts: a.s.r. says which kind it is.
conditions["class-decided"] if class in {"tariff_only", "tailor_made"}

noted contains "types-and-categories" if division.independent == false

result["form"] := "independent_practice" if division.independent

result["form"] := "digital" if {
	division.independent == false
	class == "tariff_only"
}

result["form"] := "offer_procedure" if {
	division.independent == false
	class == "tailor_made"
}
