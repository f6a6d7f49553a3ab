package acme.demo_2024.application_test

import data.acme.demo_2024.application
import rego.v1

test_the_last_day_is_in_time if {
	request := {"contract_request": {"received_on": "2023-10-01"}}
	application.conditions["request-in-time"] with input.insurers as {"asr": request}
		with input.known_at as "2023-08-02"
}

test_the_day_after_it_is_not if {
	request := {"contract_request": {"received_on": "2023-10-02"}}
	application.conditions["request-in-time"] == false with input.insurers as {"asr": request}
		with input.known_at as "2023-08-02"
}
