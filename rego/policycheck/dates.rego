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

# The same day a number of months later, or the last day of that month where there is no such day:
# of this day and the three before it, the last whose day of the month exists in that month.
months_after(day, months) := max([later |
	some back in [0, 1, 2, 3]
	earlier := days_after(day, 0 - back)
	later := shift(earlier, 0, months, 0)
	substring(later, 8, 2) == substring(earlier, 8, 2)
])

# The day a number of days later.
days_after(day, days) := shift(day, 0, 0, days)

# The day a number of working days later, one at the least: Saturdays, Sundays and the days in
# holidays, an object by day, do not count. No row of days off may be longer than a week.
working_days_after(day, days, holidays) := following[days - 1] if {
	following := [later |
		some distance in numbers.range(1, (2 * days) + 7)
		later := days_after(day, distance)
		time.weekday(time.parse_ns("2006-01-02", later)) in {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}
		object.get(holidays, later, "") == ""
	]
}

shift(day, years, months, days) := time.format([moment, "UTC", "2006-01-02"]) if {
	moment := time.add_date(time.parse_ns("2006-01-02", day), years, months, days)
}
