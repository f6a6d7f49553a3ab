package policycheck.claims_test

import data.policycheck.claims
import rego.v1

test_the_year_of_the_care_counts if {
	days := ["2023-12-31", "2024-01-01", "2024-02-29", "2024-12-31", "2025-01-01"]
	listed := [{"care_on": day, "submitted_on": "2025-03-01"} | some day in days]
	[claim.care_on | some claim in claims.for_year(2024, listed)] == ["2024-01-01", "2024-02-29", "2024-12-31"]
}

test_the_day_of_submission_does_not_count if {
	old := {"care_on": "2023-11-15", "submitted_on": "2024-01-10"}
	claims.for_year(2024, [old]) == []
	claims.for_year(2023, [old]) == [old]
}

test_a_withdrawn_claim_counts if {
	claim := {"care_on": "2024-01-10", "submitted_on": "2024-01-12", "withdrawn": true}
	claims.for_year(2024, [claim]) == [claim]
}

test_no_claims_are_none_for_any_year if {
	claims.for_year(2024, []) == []
}
