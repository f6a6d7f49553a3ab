package asr.geboortezorg_2023.claims_test

import data.asr.geboortezorg_2023.claims
import rego.v1

test_claims_wait_while_the_process_is_open if {
	claims.conditions["purchasing-completed"] == false with input.insurers as {"asr": {"contracting_status": "open"}}
}

test_they_are_handled_when_it_is_completed if {
	claims.conditions["purchasing-completed"] with input.insurers as {"asr": {"contracting_status": "completed"}}
}
