package policycheck.claims_test

import data.policycheck.claims
import rego.v1

test_a_count_says_whether_there_are_any if {
	claims.none_for_year(2024, {"count_for_contract_year": 0}) == true
	claims.none_for_year(2024, {"count_for_contract_year": 1}) == false
}

test_an_empty_list_says_that_there_are_none if {
	claims.none_for_year(2024, {"submitted": []}) == true
}

test_nothing_known_says_nothing if {
	count([1 | claims.none_for_year(2024, {})]) == 0
	count([1 | claims.none_for_year(2024, {}) == false]) == 0
}

claim_of(day) := {"submitted": [{"care_on": day, "submitted_on": "2025-03-01"}]}

test_the_year_of_the_care_counts if {
	claims.none_for_year(2024, claim_of("2023-12-31")) == true
	claims.none_for_year(2024, claim_of("2024-01-01")) == false
	claims.none_for_year(2024, claim_of("2024-02-29")) == false
	claims.none_for_year(2024, claim_of("2024-12-31")) == false
	claims.none_for_year(2024, claim_of("2025-01-01")) == true
}

test_the_day_of_submission_does_not_count if {
	old := {"care_on": "2023-11-15", "submitted_on": "2024-01-10"}
	claims.none_for_year(2024, {"submitted": [old]}) == true
	claims.none_for_year(2023, {"submitted": [old]}) == false
}

test_a_withdrawn_claim_counts if {
	claim := {"care_on": "2024-01-10", "submitted_on": "2024-01-12", "withdrawn": true}
	claims.none_for_year(2024, {"submitted": [claim]}) == false
}
