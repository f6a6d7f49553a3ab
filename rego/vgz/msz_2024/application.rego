# Zo kopen wij zorg in bij nieuwe zorgaanbieders
package vgz.msz_2024.application

import data.policycheck.dates
import data.policycheck.outcome
import data.policycheck.text
import data.vgz.msz_2024.newcomer
import data.vgz.msz_2024.scope
import rego.v1

request := input.insurers.vgz.contract_request

findings := input.insurers.vgz.findings

parameters := text.parameters(data.vgz.msz_2024.parameters)

decision := outcome.decide(data.vgz.msz_2024.manifests.application, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": readings,
	"due": due,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["new-provider"] := newcomer.new_provider

readings["lapsed-provider"]["never-contracted"].conditions["new-provider"] := newcomer.never_before

# A maximum is possible only once the duty of care is fulfilled.
conditions["within-maximum"] := findings.maximum_reached == false

exempt["duty-of-care-not-met"] := findings.duty_of_care_met == false

# ## Nieuwe zorgaanbieders Zelfstandig Behandelcentrum (ZBC)

# The last day itself is in time.
in_time := request.received_on <= parameters.apply_until

conditions["request-in-time"] := in_time

due["request-in-time"] := parameters.apply_until

# ## Onze zorgplicht

readings["late-and-duty-of-care"]["extra-contracting"].conditions["request-in-time"] if in_time

readings["late-and-duty-of-care"]["extra-contracting"].conditions["request-in-time"] := false if {
	in_time == false
	findings.duty_of_care_met
}

readings["late-and-duty-of-care"]["extra-contracting"].conditions["request-in-time"] := "open" if {
	in_time == false
	findings.duty_of_care_met == false
}

exempt["not-a-zbc"] := newcomer.zbc == false

noted contains "window-for-others" if newcomer.zbc == false

noted contains "text-of-which-day" if {
	request.received_on < parameters.zekur_changed_on
	input.known_at >= parameters.zekur_changed_on
}

noted contains "calendar-day" if {
	request.received_on in {parameters.apply_until, dates.days_after(parameters.apply_until, 1)}
}

conditions["request-by-email"] := request.channel == "email"
