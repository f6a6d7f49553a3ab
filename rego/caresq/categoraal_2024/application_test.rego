package caresq.categoraal_2024.application_test

import data.caresq.categoraal_2024.application
import rego.v1

test_1_september_is_in_time if {
	application.conditions["request-in-time"] with input.insurers as {"caresq": {"contract_request": {"received_on": "2023-09-01"}}}
		with input.known_at as "2024-01-05"
}

test_2_september_is_late if {
	application.conditions["request-in-time"] == false with input.insurers as {"caresq": {"contract_request": {"received_on": "2023-09-02"}}}
		with input.known_at as "2024-01-05"
}
