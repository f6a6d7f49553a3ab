package asr.ggz_2024.eligibility_test

import data.asr.ggz_2024.eligibility
import rego.v1

test_trade_register_follows_the_fact if {
	eligibility.conditions["trade-register"] with input.provider as {"kvk_registered": true}
	eligibility.conditions["trade-register"] == false with input.provider as {"kvk_registered": false}
}

test_an_absent_fact_leaves_the_condition_undefined if {
	count(object.keys(eligibility.conditions)) == 0 with input.provider as {}
}

test_exempt_from_admission_differs_by_reading if {
	eligibility.conditions["wtza-admission"] == false with input.provider as {"wtza_status": "exempt"}
	by_duty := eligibility.readings["wtza-admission"]["duties-that-apply"].conditions["wtza-admission"] with input.provider as {"wtza_status": "exempt"}
	by_duty
}

test_supervision_lifted_on_the_day_no_longer_counts if {
	periods := [{"from": "2023-01-01", "status": "lifted", "lifted_on": "2023-08-15"}]
	eligibility.conditions["no-heightened-supervision"] with input.provider as {"heightened_supervision": periods}
		with input.as_of as "2023-08-15"
	eligibility.conditions["no-heightened-supervision"] == false with input.provider as {"heightened_supervision": periods}
		with input.as_of as "2023-08-14"
}

test_one_ground_of_refusal_is_enough if {
	eligibility.conditions["no-care-refused"] == false with input.provider as {"refuses_care": {"on_care_severity": true}}
}

test_the_edge_of_five_years_is_in_or_out_by_reading if {
	errors := [{"on": "2018-09-01", "integrity_in_doubt": true}]
	eligibility.conditions["no-serious-error"] == false with input.provider as {"serious_errors": errors}
		with input.as_of as "2023-09-01"
		with input.known_at as "2023-09-01"
	exclusive := eligibility.readings["five-year-edge"].exclusive.conditions["no-serious-error"] with input.provider as {"serious_errors": errors}
		with input.as_of as "2023-09-01"
		with input.known_at as "2023-09-01"
	exclusive
}

test_turnover_at_the_minimum_is_enough if {
	eligibility.conditions["minimum-turnover"] with input.insurers as {"asr": {"turnover": {"2021": 50000}}}
		with input.known_at as "2023-09-01"
}

test_turnover_a_cent_below_in_both_years_is_not_enough if {
	eligibility.conditions["minimum-turnover"] == false with input.insurers as {"asr": {"turnover": {"2021": 49999.99, "2022": 49999.99}}}
		with input.known_at as "2023-09-01"
}
