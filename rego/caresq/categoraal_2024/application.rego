# Geen aanbod ontvangen
package caresq.categoraal_2024.application

import data.caresq.categoraal_2024.history
import data.caresq.categoraal_2024.scope
import data.policycheck.dates
import data.policycheck.outcome
import data.policycheck.text
import rego.v1

request := input.insurers.caresq.contract_request

contract := input.insurers.caresq.contract

parameters := text.parameters(data.caresq.categoraal_2024.parameters)

decision := outcome.decide(data.caresq.categoraal_2024.manifests.application, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": object.union(scope.readings, readings),
	"due": due,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

# New is who had no contract in the year before; whoever had one is approached by Caresq.
conditions["concluded-before-year"] if contract.concluded_on < parameters.first_day

# Only during the year there are no new contracts; of one that comes after it nothing is said.
conditions["concluded-before-year"] := false if {
	contract.concluded_on >= parameters.first_day
	contract.concluded_on <= parameters.last_day
}

conditions["concluded-before-year"] := "open" if contract.concluded_on > parameters.last_day

due["concluded-before-year"] := dates.days_after(parameters.first_day, -1)

exempt["not-a-new-contract"] := history.contracted_last_year

readings["new-contract"]["any-contract"].exempt["not-a-new-contract"] := false

noted contains "purchasing-year" if input.as_of < parameters.first_day

# The last day itself is in time.
conditions["request-in-time"] := request.received_on <= parameters.request_by

due["request-in-time"] := parameters.request_by

exempt["approached-by-caresq"] := history.contracted_last_year

conditions["request-by-form"] := request.channel == "web_form"

noted contains "no-right-to-offer" if history.contracted_last_year == false

noted contains "first-of-september" if request.received_on == parameters.request_by

noted contains "calendar-day" if {
	request.received_on in {parameters.request_by, dates.days_after(parameters.request_by, 1)}
}
