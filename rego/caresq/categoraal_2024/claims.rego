# Declaraties: the claim and the care in it
package caresq.categoraal_2024.claims

import data.caresq.categoraal_2024.history
import data.caresq.categoraal_2024.scope
import data.policycheck.outcome
import data.policycheck.text
import rego.v1

claim := input.insurers.caresq.claim

parameters := text.parameters(data.caresq.categoraal_2024.parameters)

decision := outcome.decide(data.caresq.categoraal_2024.manifests.claims, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": scope.readings,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["insured-of-aevitae"] := claim.uzovi == parameters.uzovi

# ## Passende zorg, principe 1

conditions["care-within-zvw"] := claim.care_within_zvw

conditions["care-lawful"] := claim.care_lawful

conditions["care-state-of-science"] := claim.care_state_of_science

conditions["care-used-appropriately"] := claim.care_used_appropriately

# Only proof that the care adds nothing counts, and somebody must have found it.
no_value := input.insurers.caresq.findings.proven_no_added_value

conditions["value-not-disproven"] := no_value == false

noted contains "proven-value" if no_value

noted contains "authorisation-repeal" if input.provider.categorical.kind == "rehabilitation"

# ## Voorwaarden zorgovereenkomst

# The chapter is for who concludes a contract.
exempt["no-contract"] := history.contracted == false

conditions["claim-via-vecozo"] := claim.via_vecozo

conditions["claim-in-vektis-standard"] := claim.vektis_standard
