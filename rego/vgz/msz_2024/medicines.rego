# Intramurale farmacie
package vgz.msz_2024.medicines

import data.policycheck.outcome
import data.policycheck.text
import data.vgz.msz_2024.scope
import rego.v1

medicine := input.provider.medical_specialist.medicine

parameters := text.parameters(data.vgz.msz_2024.parameters)

decision := outcome.decide(data.vgz.msz_2024.manifests.medicines, {
	"scope": scope.conditions,
	"conditions": conditions,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["in-price-list"] := input.insurers.vgz.medicine.in_price_list

# The amendment is about the tests only; this requirement stays.
conditions["ciebag-criteria-medicine"] := medicine.ciebag_met

noted contains "medicines-and-contract" if medicine.ciebag_met == false

noted contains "ciebag-medicines" if {
	medicine.ciebag_met == false
	input.known_at >= parameters.tests_changed_on
}
