# Terms that count in months.
package vgz.msz_2024.terms

import data.policycheck.dates
import rego.v1

# The same day a number of months later, or the last day of that month where there is no such day:
# of this day and the three before it, the last whose day of the month exists in that month.
months_after(day, months) := max([later |
	some back in [0, 1, 2, 3]
	earlier := dates.days_after(day, 0 - back)
	later := dates.shift(earlier, 0, months, 0)
	substring(later, 8, 2) == substring(earlier, 8, 2)
])
