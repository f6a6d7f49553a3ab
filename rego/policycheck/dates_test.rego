package policycheck.dates_test

import data.policycheck.dates
import rego.v1

test_five_years_before_a_day_is_that_day_five_years_earlier if {
	dates.years_before("2023-08-15", 5) == "2018-08-15"
}

test_no_years_before_a_day_is_the_day_itself if {
	dates.years_before("2024-02-29", 0) == "2024-02-29"
}

test_29_february_becomes_28_february_where_there_is_none if {
	dates.years_before("2024-02-29", 5) == "2019-02-28"
	dates.years_before("2024-02-29", 1) == "2023-02-28"
}

test_29_february_stays_29_february_in_a_leap_year if {
	dates.years_before("2024-02-29", 4) == "2020-02-29"
}

test_1900_was_no_leap_year_and_2000_was if {
	dates.years_before("1904-02-29", 4) == "1900-02-28"
	dates.years_before("2004-02-29", 4) == "2000-02-29"
}

test_28_february_stays_28_february if {
	dates.years_before("2021-02-28", 1) == "2020-02-28"
}

test_the_days_around_the_turn_of_the_year_stay if {
	dates.years_before("2024-01-01", 5) == "2019-01-01"
	dates.years_before("2024-12-31", 5) == "2019-12-31"
}

test_28_days_after_crosses_a_month if {
	dates.days_after("2024-07-01", 28) == "2024-07-29"
	dates.days_after("2024-07-05", 28) == "2024-08-02"
}

test_days_after_counts_29_february if {
	dates.days_after("2024-02-28", 1) == "2024-02-29"
	dates.days_after("2023-02-28", 1) == "2023-03-01"
}

test_a_day_less_than_none_is_the_day_before if {
	dates.days_after("2023-09-01", -1) == "2023-08-31"
	dates.days_after("2024-01-01", -1) == "2023-12-31"
	dates.days_after("2024-03-01", -1) == "2024-02-29"
}

test_a_month_ends_on_a_day_that_exists if {
	dates.months_after("2024-01-31", 1) == "2024-02-29"
	dates.months_after("2024-01-30", 1) == "2024-02-29"
	dates.months_after("2024-01-29", 1) == "2024-02-29"
	dates.months_after("2023-01-29", 1) == "2023-02-28"
	dates.months_after("2024-08-31", 1) == "2024-09-30"
	dates.months_after("2024-12-15", 1) == "2025-01-15"
	dates.months_after("2024-03-01", 1) == "2024-04-01"
	dates.months_after("2023-12-31", 14) == "2025-02-28"
	dates.months_after("2024-03-31", -1) == "2024-02-29"
	dates.months_after("2024-03-31", 0) == "2024-03-31"
}

christmas := {"2023-12-25": "first", "2023-12-26": "second", "2024-01-01": "new year"}

test_working_days_leave_out_weekends_and_holidays if {
	dates.working_days_after("2023-12-22", 1, christmas) == "2023-12-27"
	dates.working_days_after("2023-12-22", 5, christmas) == "2024-01-03"
	dates.working_days_after("2023-12-22", 5, {}) == "2023-12-29"
	dates.working_days_after("2024-03-01", 1, {}) == "2024-03-04"
	dates.working_days_after("2024-03-03", 1, {}) == "2024-03-04"
}

test_the_year_is_that_of_the_day if {
	dates.year("2023-12-31") == 2023
	dates.year("2024-01-01") == 2024
	dates.year("1700-02-28") == 1700
}

test_the_nights_in_which_the_clock_changes_have_a_day_as_well if {
	dates.days_after("2024-03-30", 1) == "2024-03-31"
	dates.days_after("2024-10-26", 1) == "2024-10-27"
}

test_the_first_and_the_last_years_of_a_case_can_be_reckoned_with if {
	dates.days_after("1700-01-01", -1) == "1699-12-31"
	dates.days_after("2199-12-31", 1) == "2200-01-01"
	dates.years_before("1700-03-01", 10) == "1690-03-01"
}

test_before_a_day_that_is_not_known_there_is_none if {
	count([day | day := dates.years_before(input.days.unknown, 5)]) == 0 with input.days as {"known": "2024-01-01"}
}
