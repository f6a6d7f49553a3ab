package vgz.msz_2024.ceiling_increase_test

import data.vgz.msz_2024.ceiling_increase
import rego.v1

test_the_month_starts_when_everything_is_there if {
	ceiling_increase.due["replied-in-time"] == "2024-04-20" with input.insurers as {"vgz": {"ceiling_request": {"received_on": "2024-03-10", "complete_on": "2024-03-20"}}}
		with input.known_at as "2024-04-01"
}

test_a_forecast_that_equals_the_ceiling_is_sufficient if {
	ceiling_increase.conditions["forecast-insufficient"] == false with input.insurers as {"vgz": {"ceiling": {"amount": 100000, "forecast": 100000}}}
		with input.known_at as "2024-04-01"
}

test_care_that_is_too_far_away_settles_it if {
	ceiling_increase.conditions["no-suitable-care-elsewhere"] with input.insurers as {"vgz": {"findings": {"distance_acceptable": false}}}
}

test_a_request_comes_in_the_year_itself if {
	every day in ["2024-01-01", "2024-02-29", "2024-12-31"] {
		ceiling_increase.conditions["asked-during-year"] with input.insurers as {"vgz": {"ceiling_request": {"received_on": day}}}
			with input.known_at as "2025-02-01"
	}
	every day in ["2023-12-31", "2025-01-01"] {
		ceiling_increase.conditions["asked-during-year"] == "open" with input.insurers as {"vgz": {"ceiling_request": {"received_on": day}}}
			with input.known_at as "2025-02-01"
	}
}

test_nothing_realised_is_too_early_under_every_ceiling if {
	ceiling_increase.conditions["ceiling-reached"] == false with input.insurers as {"vgz": {"ceiling": {"realised": 0}}}
}

test_a_forecast_of_nothing_is_sufficient_under_every_ceiling if {
	ceiling_increase.conditions["forecast-insufficient"] == false with input.insurers as {"vgz": {"ceiling": {"forecast": 0}}}
}
