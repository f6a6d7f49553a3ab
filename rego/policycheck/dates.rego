# Calendar arithmetic on ISO dates.
package policycheck.dates

import rego.v1

# The same day a number of years earlier; 29 February becomes 28 February where there is none.
years_before(day, years) := earlier if {
	shifted := shift(day, 0 - years, 0, 0)
	substring(shifted, 8, 2) == substring(day, 8, 2)
	earlier := shifted
}

years_before(day, years) := earlier if {
	shifted := shift(day, 0 - years, 0, 0)
	substring(shifted, 8, 2) != substring(day, 8, 2)
	earlier := shift(shifted, 0, 0, -1)
}

# The calendar year of a day.
year(day) := time.date(time.parse_ns("2006-01-02", day))[0]

# The day a number of days later.
days_after(day, days) := shift(day, 0, 0, days)

shift(day, years, months, days) := time.format([moment, "UTC", "2006-01-02"]) if {
	moment := time.add_date(time.parse_ns("2006-01-02", day), years, months, days)
}
