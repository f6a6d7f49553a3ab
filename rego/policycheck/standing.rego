# The standing of a provider: what several policies ask of it in the same words.
#
# Each function wants a list that is known; whether it is known is for the condition to show.
package policycheck.standing

import rego.v1

# The periods of heightened supervision that hold on a day. The day on which the supervision is
# lifted is the first day without it.
supervised_on(day, periods) := [period |
	some period in periods
	period.from <= day
	in_force(period, day)
]

in_force(period, _) if period.status == "in_force"

in_force(period, day) if {
	period.status == "lifted"
	day < period.lifted_on
}

# The errors up to a day, that day included, that put the integrity of the provider in doubt.
errors_in_doubt(day, errors) := [error |
	some error in errors
	error.integrity_in_doubt
	error.on <= day
]
