package asr.ggz_2024.application_test

import data.asr.ggz_2024.application
import data.asr.ggz_2024.history
import rego.v1

test_a_request_must_arrive_before_1_september[name] if {
	some name, case in {
		"30 August is in time": {"received_on": "2023-08-30", "in_time": true},
		"31 August is in time": {"received_on": "2023-08-31", "in_time": true},
		"1 September is too late": {"received_on": "2023-09-01", "in_time": false},
	}
	insurers := {"asr": {"contract_request": {"received_on": case.received_on}}}
	application.conditions["request-in-time"] == case.in_time with input.insurers as insurers
		with input.known_at as "2023-09-01"
}

test_the_request_is_due_on_31_august if {
	application.due["request-in-time"] == "2023-08-31" with input.known_at as "2023-09-01"
}

test_a_start_before_the_day_of_conclusion_is_retroactive[name] if {
	some name, case in {
		"on the day": {"start": "2024-02-29", "allowed": true},
		"a day earlier": {"start": "2024-02-28", "allowed": false},
	}
	insurers := {"asr": {"contract_request": {"requested_start_on": case.start}, "contract": {"concluded_on": "2024-02-29"}}}
	application.conditions["start-not-retroactive"] == case.allowed with input.insurers as insurers
}

test_a_late_signature_is_open_or_final_by_reading if {
	application.conditions["signed-in-time"] == "open" with input.insurers as {"asr": {"contract": {"signed_on": "2023-11-02"}}}
		with input.known_at as "2023-11-02"
	no_contract := application.readings["late-signature"]["no-contract"].conditions["signed-in-time"] with input.insurers as {"asr": {"contract": {"signed_on": "2023-11-02"}}}
		with input.known_at as "2023-11-02"
	no_contract == false
}

test_the_running_year_begins_after_1_january if {
	application.mid_year == false with input.insurers as {"asr": {"contract_request": {"requested_start_on": "2024-01-01"}}}
		with input.known_at as "2023-09-01"
	application.mid_year with input.insurers as {"asr": {"contract_request": {"requested_start_on": "2024-01-02"}}}
		with input.known_at as "2023-09-01"
}

test_a_contract_in_the_year_before_is_no_earlier_one[name] if {
	some name, case in {
		"two years before": {"years": [2022], "earlier": [2022]},
		"the year before": {"years": [2023], "earlier": []},
		"the contract year": {"years": [2024], "earlier": []},
	}
	insurers := {"asr": {"contract_years": case.years}}
	history.earlier_years == case.earlier with input.insurers as insurers
		with input.known_at as "2023-09-01"
}
