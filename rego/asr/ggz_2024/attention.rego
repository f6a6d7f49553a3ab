# Dit vinden wij belangrijk; Veiligheid: what a.s.r. expects, without an outcome
package asr.ggz_2024.attention

import data.asr.ggz_2024.scope
import data.policycheck.outcome
import data.policycheck.text
import rego.v1

practice := input.provider.practice

sustainability := input.provider.sustainability

safety := input.provider.safety

parameters := text.parameters(data.asr.ggz_2024.parameters)

decision := outcome.decide(data.asr.ggz_2024.manifests.attention, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"due": due,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

# ## Gezonde keuzes

conditions["shared-decisions"] := practice.shared_decisions

conditions["prevention"] := practice.prevention

# ## Toegankelijkheid

conditions["timely-access"] := practice.timely_access

conditions["optimal-capacity"] := practice.optimal_capacity

conditions["medical-technology"] := practice.medical_technology

# ## Kwaliteit van zorg

conditions["professional-standards"] := practice.professional_standards

conditions["only-fitting-care"] := practice.only_fitting_care

conditions["informs-on-options"] := practice.informs_on_options

conditions["measures-quality"] := practice.measures_quality

# ## Digitalisering van de zorg

conditions["active-technology-policy"] := practice.active_technology_policy

conditions["digital-plan"] := input.provider.digital_initiative.plan

conditions["digital-less-effort"] := input.provider.digital_initiative.less_practitioner_effort

conditions["digital-effective"] := input.provider.digital_initiative.effective_outcomes

# ## Duurzaamheid

conditions["green-deal"] := sustainability.green_deal_committed

# A roadmap that is filed has a day; one that is not filed has none.
conditions["co2-roadmap-filed"] := sustainability.co2_roadmap.filed_on <= parameters.co2_roadmap_by

conditions["co2-roadmap-filed"] := false if sustainability.co2_roadmap.status == "not_filed"

due["co2-roadmap-filed"] := parameters.co2_roadmap_by

conditions["co2-roadmap-adopted"] := sustainability.co2_roadmap.board_adopted

due["co2-roadmap-adopted"] := parameters.co2_roadmap_by

conditions["co2-roadmap-shared"] := sustainability.co2_roadmap.shared

exempt["roadmap-not-requested"] := sustainability.co2_roadmap.requested == false

noted contains "roadmap-real-estate" if sustainability.co2_roadmap

conditions["staff-travel-mapped"] := sustainability.staff_travel_mapped

conditions["mobility-plan"] := sustainability.mobility_plan.exists

conditions["mobility-plan-goals"] := sustainability.mobility_plan.goals_and_measures

conditions["visitor-travel-included"] := sustainability.visitor_travel_included

conditions["milieuthermometer"] := sustainability.milieuthermometer

# ## Doelmatigheid

conditions["appropriate-care-motto"] := practice.appropriate_care_motto

conditions["sound-triage"] := practice.sound_triage

conditions["monitors-and-stops"] := practice.monitors_and_stops

conditions["chain-cooperation"] := practice.chain_cooperation

conditions["contributes-to-transition"] := practice.contributes_to_transition

# ## Veiligheid

conditions["safety-law"] := safety.follows_law

conditions["safety-quality-cycle"] := safety.active_quality_cycle

conditions["safe-climate"] := safety.safe_climate

exempt["no-clinical-stay"] := safety.clinical_stay == false
