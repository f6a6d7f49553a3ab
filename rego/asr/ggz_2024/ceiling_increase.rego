# Aanvullende zorginkoop
package asr.ggz_2024.ceiling_increase

import data.asr.ggz_2024.scope
import data.policycheck.amounts
import data.policycheck.dates
import data.policycheck.outcome
import data.policycheck.text
import rego.v1

ceiling := input.insurers.asr.ceiling

request := input.insurers.asr.ceiling_request

findings := input.insurers.asr.findings

parameters := text.parameters(data.asr.ggz_2024.parameters)

decision := outcome.decide(data.asr.ggz_2024.manifests.ceiling_increase, {
	"scope": scope.conditions,
	"conditions": conditions,
	"readings": readings,
	"due": due,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["clients-spread-evenly"] := request.clients_spread_evenly

# Compared in cents: the realised amount, as a percentage of the ceiling, is reached or not.
realised := amounts.cents(ceiling.realised) * 100

trigger := amounts.cents(ceiling.amount) * parameters.ceiling_percentage

conditions["ceiling-reached"] := realised >= trigger

# A ceiling is more than nothing.
conditions["ceiling-reached"] := false if realised == 0

readings["ceiling-percentage"]["exact-moment"].conditions["ceiling-reached"] if realised == trigger

readings["ceiling-percentage"]["exact-moment"].conditions["ceiling-reached"] := false if {
	realised < trigger
}

readings["ceiling-percentage"]["exact-moment"].conditions["ceiling-reached"] := false if {
	realised == 0
}

readings["ceiling-percentage"]["exact-moment"].conditions["ceiling-reached"] := "open" if {
	realised > trigger
}

noted contains "ceiling-measure" if realised >= 0

noted contains "seventy-elsewhere" if realised < trigger

conditions["demonstrable-need"] := findings.demonstrable_need

conditions["no-other-provider"] := findings.other_provider_available == false

conditions["new-clients"] := request.new_clients

noted contains "new-clients-weight" if request.new_clients == false

conditions["request-substantiated"] := request.substantiated

conditions["ceiling-request-in-time"] := request.received_on < parameters.ceiling_request_before

due["ceiling-request-in-time"] := dates.days_after(parameters.ceiling_request_before, -1)

readings["reached-after-window"]["insurer-decides"].conditions["ceiling-request-in-time"] if {
	request.received_on < parameters.ceiling_request_before
}

readings["reached-after-window"]["insurer-decides"].conditions["ceiling-request-in-time"] := false if {
	request.received_on >= parameters.ceiling_request_before
	ceiling.reached_on < parameters.ceiling_request_before
}

readings["reached-after-window"]["insurer-decides"].conditions["ceiling-request-in-time"] := "open" if {
	request.received_on >= parameters.ceiling_request_before
	ceiling.reached_on >= parameters.ceiling_request_before
}

noted contains "first-of-september" if request.received_on == parameters.ceiling_request_before

noted contains "calendar-day" if {
	request.received_on in {parameters.ceiling_request_before, due["ceiling-request-in-time"]}
}

conditions["ceiling-request-channel"] := request.channel == "purchasing_mailbox"

reply_by := dates.days_after(request.received_on, parameters.reply_days)

conditions["replied-in-time"] := request.replied_on <= reply_by

due["replied-in-time"] := reply_by

noted contains "reply-term" if reply_by
