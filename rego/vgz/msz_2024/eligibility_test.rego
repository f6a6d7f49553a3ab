package vgz.msz_2024.eligibility_test

import data.vgz.msz_2024.eligibility
import rego.v1

test_six_and_seven_tenths_are_enough if {
	specialists := [{"relation": "employment", "fte": 0.6}, {"relation": "admission", "fte": 0.7}]
	eligibility.conditions["joint-hours"] with input.provider as {"medical_specialist": {"specialists": specialists}}
		with input.known_at as "2023-09-01"
}

test_a_specialist_of_29_hundredths_does_not_qualify if {
	specialists := [{"relation": "employment", "fte": 0.29}, {"relation": "admission", "fte": 1.2}]
	eligibility.conditions["individual-hours"] == false with input.provider as {"medical_specialist": {"specialists": specialists}}
		with input.known_at as "2023-09-01"
}

test_nobody_knows_of_specialists_that_are_absent if {
	count(eligibility.conditions) == 0 with input.provider as {"medical_specialist": {}}
		with input.known_at as "2023-09-01"
}

test_hired_in_specialists_are_not_attached if {
	specialists := [{"relation": "other", "fte": 1}, {"relation": "employment", "fte": 1}]
	eligibility.conditions["two-specialists"] == false with input.provider as {"medical_specialist": {"specialists": specialists}}
		with input.known_at as "2023-09-01"
}

test_thirty_minutes_are_within_the_term if {
	eligibility.conditions["backup-within-minutes"] with input.provider as {"medical_specialist": {"backup": {"transfer_minutes": 30}}}
		with input.known_at as "2023-09-01"
	eligibility.conditions["backup-within-minutes"] == false with input.provider as {"medical_specialist": {"backup": {"transfer_minutes": 31}}}
		with input.known_at as "2023-09-01"
}

test_procedures_alone_ask_for_a_backup if {
	eligibility.exempt["no-backup-needed"] == false with input.provider as {"medical_specialist": {"invasive_procedures": true}}
}

test_procedures_alone_do_not_when_both_are_meant if {
	eligibility.readings["backup-trigger"].both.exempt["no-backup-needed"] with input.provider as {"medical_specialist": {"invasive_procedures": true}, "safety": {"clinical_stay": false}}
}

test_one_criterion_is_enough if {
	eligibility.conditions["one-criterion"] with input.insurers as {"vgz": {"findings": {"criteria": {"competitive_price": true}}}}
		with input.known_at as "2023-09-01"
}
