# Inkoopsystematiek: the contract for two years
package asr.geboortezorg_2023.contract_term

import data.asr.geboortezorg_2023.care
import data.asr.geboortezorg_2023.history
import data.asr.geboortezorg_2023.scope
import data.policycheck.outcome
import data.policycheck.text
import rego.v1

request := input.insurers.asr.contract_request

parameters := text.parameters(data.asr.geboortezorg_2023.parameters)

decision := outcome.decide(data.asr.geboortezorg_2023.manifests.contract_term, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": readings,
	"result": result,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["two-year-offer"] := care.two_years

readings["integral-exception"]["approach-only"] := {"conditions": {
	"contract-year": scope.either_year,
	"two-year-offer": true,
}}

# Who starts before the first year or in the second: the text does not say what term that gives.
starts_in_first_year if {
	request.requested_start_on >= parameters.first_day
	request.requested_start_on < parameters.second_year_from
}

conditions["joins-in-first-year"] if starts_in_first_year

conditions["joins-in-first-year"] := "open" if request.requested_start_on < parameters.first_day

conditions["joins-in-first-year"] := "open" if request.requested_start_on >= parameters.second_year_from

exempt["contracted-last-year"] := history.contracted_last_year

result["years"] := parameters.term_years if history.contracted_last_year

result["years"] := parameters.term_years if starts_in_first_year

result["last_day"] := parameters.last_day
