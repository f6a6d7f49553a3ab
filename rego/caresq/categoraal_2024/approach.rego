# Inkoopprocedure: whom Caresq approaches, and how
package caresq.categoraal_2024.approach

import data.caresq.categoraal_2024.chapter_3
import data.caresq.categoraal_2024.eligibility
import data.caresq.categoraal_2024.history
import data.caresq.categoraal_2024.scope
import data.policycheck.outcome
import data.policycheck.text
import rego.v1

institution := input.provider.categorical

talk := input.insurers.caresq.purchase_talk

parameters := text.parameters(data.caresq.categoraal_2024.parameters)

decision := outcome.decide(data.caresq.categoraal_2024.manifests.approach, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": scope.readings,
	"due": due,
	"result": result,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["contracted-last-year"] := history.contracted_last_year

noted contains "rehabilitation-without-contract" if {
	rehabilitation
	history.contracted_last_year == false
}

rehabilitation := institution.kind == "rehabilitation"

# ## Categorale instellingen (behalve revalidatiecentra)

# A rehabilitation centre needs these for its contract, and not to be invited to a talk.
exempt["rehabilitation"] := rehabilitation

conditions["vektis-registration"] := institution.vektis_registration_correct

conditions["vecozo-certificates"] := institution.vecozo_certificates_correct

conditions["chapter-3"] := chapter_3.met

noted contains "effort-conditions" if count(eligibility.efforts_missed) > 0

noted contains "multi-year" if rehabilitation

# ## Revalidatiecentra

exempt["no-rehabilitation"] := rehabilitation == false

conditions["invited-in-time"] := talk.invited_on <= parameters.invite_by

due["invited-in-time"] := parameters.invite_by

noted contains "mid-september" if rehabilitation

noted contains "order-of-offer" if rehabilitation

result["route"] := "purchasing_talks" if rehabilitation

result["route"] := "vecozo" if rehabilitation == false
