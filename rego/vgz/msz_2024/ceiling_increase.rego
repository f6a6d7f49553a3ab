# Aanvullende zorginkoop
package vgz.msz_2024.ceiling_increase

import data.policycheck.amounts
import data.policycheck.dates
import data.policycheck.outcome
import data.policycheck.text
import data.vgz.msz_2024.scope
import rego.v1

ceiling := input.insurers.vgz.ceiling

request := input.insurers.vgz.ceiling_request

findings := input.insurers.vgz.findings

parameters := text.parameters(data.vgz.msz_2024.parameters)

decision := outcome.decide(data.vgz.msz_2024.manifests.ceiling_increase, {
	"scope": scope.conditions,
	"conditions": conditions,
	"due": due,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["no-continued-delivery"] := input.insurers.vgz.contract.continued_delivery == false

# Compared in cents: the realised amount, as a percentage of the ceiling.
realised := amounts.cents(ceiling.realised) * 100

conditions["ceiling-reached"] := realised >= amounts.cents(ceiling.amount) * parameters.ceiling_percentage

# A ceiling is more than nothing.
conditions["ceiling-reached"] := false if realised == 0

noted contains "ceiling-measure" if realised >= 0

# A forecast that equals the ceiling is enough.
conditions["forecast-insufficient"] := amounts.cents(ceiling.forecast) > amounts.cents(ceiling.amount)

conditions["forecast-insufficient"] := false if ceiling.forecast == 0

# The route is for the year itself; of a request before or after it nothing is said.
conditions["asked-during-year"] if {
	request.received_on >= parameters.first_day
	request.received_on <= parameters.last_day
}

conditions["asked-during-year"] := "open" if request.received_on < parameters.first_day

conditions["asked-during-year"] := "open" if request.received_on > parameters.last_day

conditions["informed-by-email"] := request.channel == "email"

conditions["increase-asked"] := request.asks_increase

conditions["forecast-by-product"] := request.forecast_by_product

conditions["realisation-by-product"] := request.realisation_by_product

# Other care helps only if it is accessible and near enough.
conditions["no-suitable-care-elsewhere"] if findings.accessible_elsewhere == false

conditions["no-suitable-care-elsewhere"] if findings.distance_acceptable == false

conditions["no-suitable-care-elsewhere"] := false if {
	findings.accessible_elsewhere
	findings.distance_acceptable
}

# The month runs from the day on which both the request and the information had arrived.
after_request := dates.months_after(request.received_on, parameters.reply_months)

after_information := dates.months_after(request.complete_on, parameters.reply_months)

reply_by := max([after_request, after_information])

# A reply within a month of either one is in time, whenever the other one arrived.
conditions["replied-in-time"] if request.replied_on <= after_request

conditions["replied-in-time"] if request.replied_on <= after_information

conditions["replied-in-time"] := false if request.replied_on > reply_by

due["replied-in-time"] := reply_by

noted contains "reply-term" if reply_by
