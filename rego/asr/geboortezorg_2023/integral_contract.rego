# Inkoopsystematiek > Integrale geboortezorg
package asr.geboortezorg_2023.integral_contract

import data.asr.geboortezorg_2023.care
import data.asr.geboortezorg_2023.scope
import data.policycheck.claims
import data.policycheck.dates
import data.policycheck.outcome
import data.policycheck.text
import rego.v1

relation := input.insurers.asr

offer := input.insurers.asr.birth_care.integral_offer

parameters := text.parameters(data.asr.geboortezorg_2023.parameters)

decision := outcome.decide(data.asr.geboortezorg_2023.manifests.integral_contract, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": readings,
	"due": due,
	"departed": departed,
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

# The timetable names the day itself, the text the days before it.
offer_in_time := offer.received_on <= parameters.offer_by

offer_before_the_day := offer.received_on < parameters.offer_before

conditions["offer-in-time"] := offer_in_time

readings["offer-date"]["before-the-day"].conditions["offer-in-time"] := offer_before_the_day

# The day that is in time under both readings.
due["offer-in-time"] := dates.days_after(parameters.offer_before, -1)

noted contains "calendar-day" if {
	offer.received_on in {parameters.offer_by, due["offer-in-time"]}
}

exempt["offer-received-in-time"] := offer_in_time

readings["offer-date"]["before-the-day"].exempt["offer-received-in-time"] := offer_before_the_day

conditions["contact-made"] := offer.contact_made

conditions["preferred-insurer-agreed"] := offer.preferred_insurer == "agreed"

conditions["preferred-terms"] := offer.follows_preferred_terms

departed contains "preferred-terms" if relation.departures.preferred_terms.on <= input.as_of

noted contains "in-principle" if offer.follows_preferred_terms == false

# A contract that starts after the first day of the year is one in a running purchasing year.
mid_year := relation.contract_request.requested_start_on > parameters.first_day if scope.first_year

mid_year := relation.contract_request.requested_start_on > parameters.second_year_from if scope.second_year

exempt["not-mid-year"] := mid_year == false

# The claims for the year are counted, or listed one by one; without any claim the year is no matter.
conditions["no-claims-yet"] := relation.claims.count_for_contract_year == 0

conditions["no-claims-yet"] := count(claims_for_year) == 0 if relation.claims.submitted

conditions["no-claims-yet"] if relation.claims.submitted == []

claims_for_year := claims.for_year(input.contract_year, relation.claims.submitted)

departed contains "no-claims-yet" if relation.departures.no_claims_yet.on <= input.as_of

claimed_mid_year if {
	mid_year
	conditions["no-claims-yet"] == false
}

noted contains "claims-for-year" if claimed_mid_year

noted contains "in-principle" if claimed_mid_year

# ## Tijdpad

conditions["offer-channel"] := offer.channel == "birth_care_mailbox"
