# Dit vinden wij belangrijk: what a.s.r. expects, without an outcome
package asr.geboortezorg_2023.attention

import data.asr.geboortezorg_2023.scope
import data.policycheck.outcome
import rego.v1

practice := input.provider.practice

birth_practice := input.provider.birth_care.practice

digital := input.provider.digital_care

sustainability := input.provider.sustainability

decision := outcome.decide(data.asr.geboortezorg_2023.manifests.attention, {
	"scope": scope.conditions,
	"conditions": conditions,
	"readings": scope.readings,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

# ## Kwaliteit van zorg

conditions["professional-standards"] := practice.professional_standards

conditions["only-fitting-care"] := practice.only_fitting_care

conditions["tells-progress"] := birth_practice.tells_progress

conditions["tells-options"] := practice.informs_on_options

conditions["tells-waiting-lists"] := birth_practice.tells_waiting_lists

conditions["tells-programmes"] := birth_practice.tells_programmes

conditions["tells-costs"] := birth_practice.tells_costs

conditions["measures-quality"] := practice.measures_quality

# ## Gezamenlijke ambities en doelen digitalisering van de zorg

conditions["digital-replaces"] := digital.replaces_existing

conditions["digital-available"] := digital.available

conditions["digital-on-website"] := digital.offer_on_website

conditions["digital-choice"] := digital.choice_for_all

conditions["data-exchange"] := digital.exchange_with_consent

conditions["uniform-registration"] := digital.uniform_registration

conditions["quality-registries"] := digital.quality_registries

conditions["shares-data"] := digital.shares_data

goals := {"digital-available", "digital-on-website", "digital-choice", "data-exchange", "uniform-registration", "quality-registries", "shares-data"}

noted contains "goals-or-duties" if {
	some goal in goals
	conditions[goal] == false
}

# ## Duurzaamheid

conditions["co2-targets"] := sustainability.co2_targets_committed

conditions["co2-roadmap"] := sustainability.co2_roadmap.delivered

noted contains "roadmap-unaddressed" if sustainability.co2_roadmap.delivered == false

# ## Doelmatigheid

conditions["light-as-possible"] := birth_practice.light_as_possible

conditions["care-programmes"] := birth_practice.care_programmes

conditions["new-applications"] := birth_practice.new_applications

conditions["monitors-and-stops"] := practice.monitors_and_stops
