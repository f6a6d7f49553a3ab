package vgz.msz_2024.molecular_diagnostics_test

import data.vgz.msz_2024.molecular_diagnostics
import rego.v1

test_the_old_row_is_noted_from_2_august if {
	"superseded-row" in molecular_diagnostics.noted with input.provider as {"medical_specialist": {"molecular_diagnostics": {"ciebag_met": false}}}
		with input.known_at as "2023-08-02"
}

test_the_old_row_is_not_noted_on_1_august if {
	count(molecular_diagnostics.noted) == 0 with input.provider as {"medical_specialist": {"molecular_diagnostics": {"ciebag_met": false}}}
		with input.known_at as "2023-08-01"
}

test_agreements_signed_by_one_side_are_not_enough if {
	molecular_diagnostics.conditions["agreements-signed"] == false with input.provider as {"medical_specialist": {"molecular_diagnostics": {"sla_signed_by_all": false}}}
}
