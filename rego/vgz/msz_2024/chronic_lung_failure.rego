# Aanvullende minimumeisen voor revalidatiecentra: Complex Chronisch Longfalen
package vgz.msz_2024.chronic_lung_failure

import data.policycheck.outcome
import data.vgz.msz_2024.scope
import rego.v1

lung_failure := input.provider.medical_specialist.chronic_lung_failure

decision := outcome.decide(data.vgz.msz_2024.manifests.chronic_lung_failure, {
	"scope": scope.conditions,
	"conditions": conditions,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["lung-failure-offered"] := lung_failure.offered

conditions["nvalt-criteria"] := lung_failure.nvalt_met
