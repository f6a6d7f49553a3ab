# Partusassistentie
package asr.geboortezorg_2023.partus_assistance

import data.asr.geboortezorg_2023.scope
import data.policycheck.outcome
import data.policycheck.text
import rego.v1

claim := input.insurers.asr.birth_care.partus_claim

parameters := text.parameters(data.asr.geboortezorg_2023.parameters)

decision := outcome.decide(data.asr.geboortezorg_2023.manifests.partus_assistance, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": object.union(scope.readings, readings),
	"noted": noted,
})

noted contains reading if some reading in scope.noted

# Assistance at home is not purchased from a hospital or a birth centre.
exempt["at-home"] := claim.place == "home"

# The hospital can always claim, through its dbc.
conditions["claimed-by-location"] if claim.claimant == "hospital"

conditions["claimed-by-location"] if birth_centre_for_itself

conditions["claimed-by-location"] := false if birth_centre_for_a_hospital

conditions["claimed-by-location"] := false if subcontractor

conditions["claimed-by-location"] := "open" if moved_under_way

readings["partus-payee"]["hospital-only"].conditions["claimed-by-location"] if claim.claimant == "hospital"

readings["partus-payee"]["hospital-only"].conditions["claimed-by-location"] := false if {
	birth_centre_for_itself
}

readings["partus-payee"]["hospital-only"].conditions["claimed-by-location"] := false if {
	birth_centre_for_a_hospital
}

readings["partus-payee"]["hospital-only"].conditions["claimed-by-location"] := false if subcontractor

readings["partus-payee"]["hospital-only"].conditions["claimed-by-location"] := "open" if moved_under_way

birth_centre_for_itself if {
	claim.claimant == "birth_centre"
	claim.place in {"birth_centre", "moved_to_birth_centre"}
}

birth_centre_for_a_hospital if {
	claim.claimant == "birth_centre"
	claim.place in {"hospital", "moved_to_hospital"}
}

# From the first moment in the hospital or birth centre, the maternity provider is a subcontractor.
subcontractor if {
	claim.claimant == "maternity_provider"
	claim.place in {"hospital", "birth_centre"}
}

# The text does not arrange the part before the move.
moved_under_way if {
	claim.claimant == "maternity_provider"
	claim.place in {"moved_to_hospital", "moved_to_birth_centre"}
}

conditions["financial-agreements"] := input.provider.birth_care.maternity.partus_agreements

conditions["one-payment"] := claim.paid_before < parameters.payments_per_delivery
