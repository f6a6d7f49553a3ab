# Moleculaire diagnostiek
package vgz.msz_2024.molecular_diagnostics

import data.policycheck.outcome
import data.policycheck.text
import data.vgz.msz_2024.scope
import rego.v1

molecular := input.provider.medical_specialist.molecular_diagnostics

parameters := text.parameters(data.vgz.msz_2024.parameters)

decision := outcome.decide(data.vgz.msz_2024.manifests.molecular_diagnostics, {
	"scope": scope.conditions,
	"conditions": conditions,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["tests-offered"] := molecular.offered

# Part of the text until the amendment; the table in the annex still prints it.
conditions["ciebag-criteria-tests"] := molecular.ciebag_met

noted contains "superseded-row" if {
	molecular.ciebag_met == false
	input.known_at >= parameters.tests_changed_on
}

conditions["agreements-signed"] := molecular.sla_signed_by_all

conditions["regional-network-recorded"] := molecular.sla_regional_network
