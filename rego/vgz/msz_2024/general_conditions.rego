# Algemene voorwaarden zorginkoop
package vgz.msz_2024.general_conditions

import data.policycheck.outcome
import data.vgz.msz_2024.scope
import rego.v1

decision := outcome.decide(data.vgz.msz_2024.manifests.general_conditions, {
	"scope": scope.conditions,
	"conditions": conditions,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

# The exception names this sector, so a provider in scope never falls under the general conditions.
conditions["not-an-excepted-sector"] := excepted == false

excepted := count(excepted_sectors) > 0 if input.provider.sectors

excepted_sectors := {sector |
	some sector in input.provider.sectors
	sector in {"medical_specialist", "ggz"}
}

noted contains "general-conditions-exception" if excepted
