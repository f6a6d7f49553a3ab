# Nieuwe zorgaanbieder: the request, the start and the signature
package asr.ggz_2024.application

import data.asr.ggz_2024.history
import data.asr.ggz_2024.scope
import data.policycheck.claims
import data.policycheck.dates
import data.policycheck.outcome
import data.policycheck.text
import rego.v1

relation := input.insurers.asr

request := input.insurers.asr.contract_request

contract := input.insurers.asr.contract

parameters := text.parameters(data.asr.ggz_2024.parameters)

decision := outcome.decide(data.asr.ggz_2024.manifests.application, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": readings,
	"due": due,
	"departed": departed,
	"result": result,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

# Whoever had a contract in the year before is approached by a.s.r. and need not ask.
exempt["contracted-last-year"] := history.contracted_last_year

conditions["provider-route"] if history.lapsed in {true, false}

readings["lapsed-provider"]["not-named"].conditions["provider-route"] if history.named

readings["lapsed-provider"]["not-named"].conditions["provider-route"] := "open" if history.lapsed

exempt["not-named-as-new"] := false

readings["lapsed-provider"]["not-named"].exempt["not-named-as-new"] := history.lapsed

# Strictly before the first day on which it is too late.
conditions["request-in-time"] := request.received_on < parameters.request_before

due["request-in-time"] := dates.days_after(parameters.request_before, -1)

noted contains "first-of-september" if request.received_on == parameters.request_before

noted contains "calendar-day" if {
	request.received_on in {parameters.request_before, due["request-in-time"]}
}

conditions["request-channel"] := request.channel == "contracts_mailbox"

# A contract that starts after the first day of the year is one in a running purchasing year.
mid_year := request.requested_start_on > parameters.first_day

exempt["mid-year-route"] := mid_year

readings["window-and-mid-year"]["window-closes"].exempt["mid-year-route"] := false

# The start is the day of conclusion or later. Until the start, a contract can still be concluded.
conditions["start-not-retroactive"] := request.requested_start_on >= contract.concluded_on

due["start-not-retroactive"] := request.requested_start_on

exempt["renewal"] := history.contracted_last_year

readings["retroactivity-scope"]["every-contract"].exempt.renewal := false

# The claims for the year are counted, or listed one by one.
conditions["no-claims-yet"] := relation.claims.count_for_contract_year == 0

conditions["no-claims-yet"] := count(claims_for_year) == 0 if relation.claims.submitted

claims_for_year := claims.for_year(parameters.contract_year, relation.claims.submitted)

exempt["not-mid-year"] := mid_year == false

departed contains "no-claims-yet" if relation.departures.no_claims_yet.on <= input.as_of

claimed_mid_year if {
	mid_year
	conditions["no-claims-yet"] == false
}

noted contains "claims-for-year" if claimed_mid_year

noted contains "in-principle" if claimed_mid_year

# ## Tijdpad

conditions["signed-in-time"] if contract.signed_on <= parameters.sign_by

conditions["signed-in-time"] := "open" if contract.signed_on > parameters.sign_by

readings["late-signature"]["no-contract"].conditions["signed-in-time"] := contract.signed_on <= parameters.sign_by

due["signed-in-time"] := parameters.sign_by

exempt["signed-mid-year"] := mid_year

conditions["published-on-website"] := contract.published_on <= parameters.published_on

due["published-on-website"] := parameters.published_on

noted contains "publication-day" if contract.published_on != parameters.published_on

# ## The route

result["route"] := "renewal" if history.contracted_last_year

result["route"] := "mid_year" if {
	history.contracted_last_year == false
	mid_year
}

result["route"] := "new" if {
	history.contracted_last_year == false
	mid_year == false
}
