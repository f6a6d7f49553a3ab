package vgz.msz_2024.application_test

import data.vgz.msz_2024.application
import rego.v1

test_1_june_is_in_time if {
	application.conditions["request-in-time"] with input.insurers as {"vgz": {"contract_request": {"received_on": "2023-06-01"}}}
		with input.known_at as "2023-06-05"
}

test_2_june_is_too_late if {
	application.conditions["request-in-time"] == false with input.insurers as {"vgz": {"contract_request": {"received_on": "2023-06-02"}}}
		with input.known_at as "2023-06-05"
}

test_a_late_clinic_stays_open_without_a_met_duty_of_care if {
	extra := application.readings["late-and-duty-of-care"]["extra-contracting"].conditions["request-in-time"] with input.insurers as {"vgz": {"contract_request": {"received_on": "2023-06-02"}, "findings": {"duty_of_care_met": false}}}
		with input.known_at as "2023-06-05"
	extra == "open"
}

test_a_clinic_that_was_taken_over_is_new if {
	application.conditions["new-provider"] with input.provider as {"medical_specialist": {"kind": "zbc", "acquired": true}}
}

test_the_contract_for_2024_makes_nobody_less_new if {
	never := application.readings["lapsed-provider"]["never-contracted"].conditions["new-provider"] with input.provider as {"medical_specialist": {"kind": "zbc", "starting": false, "acquired": false}}
		with input.insurers as {"vgz": {"contract_years": [2024]}}
		with input.known_at as "2024-03-05"
	never
}

test_an_earlier_contract_does_by_one_reading if {
	never := application.readings["lapsed-provider"]["never-contracted"].conditions["new-provider"] with input.provider as {"medical_specialist": {"kind": "zbc", "starting": false, "acquired": false}}
		with input.insurers as {"vgz": {"contract_years": [2022, 2024]}}
		with input.known_at as "2024-03-05"
	never == false
}
