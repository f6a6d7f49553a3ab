package asr.ggz_2024.claims_test

import data.asr.ggz_2024.claims
import rego.v1

test_claims_wait_while_contracting_is_open if {
	claims.conditions["purchasing-completed"] == false with input.insurers as {"asr": {"contracting_status": "open"}}
}

test_claims_go_on_once_it_is_completed if {
	claims.conditions["purchasing-completed"] with input.insurers as {"asr": {"contracting_status": "completed"}}
}

test_who_does_not_negotiate_is_exempt_by_the_default_reading_only if {
	claims.exempt["not-negotiating"] with input.insurers as {"asr": {"contracting_status": "none"}}
	held := claims.readings["hold-scope"]["all-claims"].exempt["not-negotiating"] with input.insurers as {"asr": {"contracting_status": "none"}}
	held == false
}
