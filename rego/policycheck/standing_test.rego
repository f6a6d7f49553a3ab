package policycheck.standing_test

import data.policycheck.standing
import rego.v1

lifted := {"from": "2023-03-01", "status": "lifted", "lifted_on": "2023-09-01"}

in_force := {"from": "2023-03-01", "status": "in_force"}

test_supervision_holds_from_its_first_day if {
	standing.supervised_on("2023-02-28", [in_force]) == []
	standing.supervised_on("2023-03-01", [in_force]) == [in_force]
	standing.supervised_on("2099-01-01", [in_force]) == [in_force]
}

test_the_day_on_which_it_is_lifted_is_free if {
	standing.supervised_on("2023-02-28", [lifted]) == []
	standing.supervised_on("2023-03-01", [lifted]) == [lifted]
	standing.supervised_on("2023-08-31", [lifted]) == [lifted]
	standing.supervised_on("2023-09-01", [lifted]) == []
}

test_one_period_of_several_is_enough if {
	standing.supervised_on("2023-10-01", [lifted, in_force]) == [in_force]
}

test_an_error_counts_from_its_day if {
	error := {"on": "2024-02-29", "integrity_in_doubt": true}
	standing.errors_in_doubt("2024-02-28", [error]) == []
	standing.errors_in_doubt("2024-02-29", [error]) == [error]
	standing.errors_in_doubt("2024-03-01", [error]) == [error]
}

test_an_error_without_doubt_does_not_count if {
	standing.errors_in_doubt("2024-03-01", [{"on": "2024-02-29", "integrity_in_doubt": false}]) == []
}
