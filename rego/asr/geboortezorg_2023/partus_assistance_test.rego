package asr.geboortezorg_2023.partus_assistance_test

import data.asr.geboortezorg_2023.partus_assistance
import rego.v1

test_the_maternity_provider_is_a_subcontractor if {
	partus_assistance.conditions["claimed-by-location"] == false with input.insurers as {"asr": {"birth_care": {"partus_claim": {"place": "hospital", "claimant": "maternity_provider"}}}}
}

test_the_hospital_claims if {
	partus_assistance.conditions["claimed-by-location"] with input.insurers as {"asr": {"birth_care": {"partus_claim": {"place": "hospital", "claimant": "hospital"}}}}
}

test_a_birth_centre_claims_by_one_reading if {
	partus_assistance.conditions["claimed-by-location"] with input.insurers as {"asr": {"birth_care": {"partus_claim": {"place": "birth_centre", "claimant": "birth_centre"}}}}
	hospital_only := partus_assistance.readings["partus-payee"]["hospital-only"].conditions["claimed-by-location"] with input.insurers as {"asr": {"birth_care": {"partus_claim": {"place": "birth_centre", "claimant": "birth_centre"}}}}
	hospital_only == false
}

test_the_part_before_a_move_is_open if {
	partus_assistance.conditions["claimed-by-location"] == "open" with input.insurers as {"asr": {"birth_care": {"partus_claim": {"place": "moved_to_hospital", "claimant": "maternity_provider"}}}}
}

test_a_second_payment_is_one_too_many if {
	partus_assistance.conditions["one-payment"] == false with input.insurers as {"asr": {"birth_care": {"partus_claim": {"paid_before": 1}}}}
		with input.known_at as "2023-02-01"
}
