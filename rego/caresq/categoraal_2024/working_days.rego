# Planning en bereikbaarheid: the term in working days
package caresq.categoraal_2024.working_days

import data.policycheck.dates
import data.policycheck.text
import rego.v1

parameters := text.parameters(data.caresq.categoraal_2024.parameters)

received_on := input.insurers.caresq.email.received_on

# The public holidays are known for these days only.
within_calendar if {
	received_on >= parameters.first_published
	received_on <= parameters.last_day
}

outside_calendar if received_on < parameters.first_published

outside_calendar if received_on > parameters.last_day

reply_by := dates.working_days_after(received_on, parameters.reply_working_days, parameters.public_holidays) if {
	within_calendar
}
