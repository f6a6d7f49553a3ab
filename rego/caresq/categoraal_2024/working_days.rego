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

# No row of days off is longer than five, so twice the term and a week hold enough working days.
following := [day |
	within_calendar
	some distance in numbers.range(1, (2 * parameters.reply_working_days) + 7)
	day := dates.days_after(received_on, distance)
	working(day)
]

working(day) if {
	object.get(parameters.public_holidays, day, "") == ""
	not_weekend[time.weekday(time.parse_ns("2006-01-02", day))]
}

not_weekend := {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}

reply_by := following[parameters.reply_working_days - 1]
