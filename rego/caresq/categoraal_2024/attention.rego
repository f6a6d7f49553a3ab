# Thema's zorginkoop; Planning en bereikbaarheid: what Caresq expects, without an outcome
package caresq.categoraal_2024.attention

import data.caresq.categoraal_2024.scope
import data.caresq.categoraal_2024.working_days
import data.policycheck.outcome
import data.policycheck.text
import rego.v1

provider := input.provider

institution := input.provider.categorical

practice := institution.practice

relation := input.insurers.caresq

parameters := text.parameters(data.caresq.categoraal_2024.parameters)

decision := outcome.decide(data.caresq.categoraal_2024.manifests.attention, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": scope.readings,
	"due": due,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

# ## Innovatieve zorg

conditions["informs-on-transformation"] := relation.transformation.informed

exempt["no-plan-running"] := institution.transformation.running == false

exempt["contract-not-touched"] := relation.transformation.affects_contract == false

# ## Passende zorg

conditions["labour-saving"] := practice.labour_saving

conditions["implements-initiatives"] := practice.implements_initiatives

conditions["critical-on-need"] := practice.critical_on_need

conditions["shared-decisions"] := provider.practice.shared_decisions

conditions["realistic-goals"] := practice.realistic_goals

conditions["informs-on-options"] := provider.practice.informs_on_options

conditions["eye-for-efficiency"] := practice.eye_for_efficiency

conditions["close-to-the-insured"] := provider.practice.appropriate_care_motto

conditions["right-place"] := practice.right_place

conditions["consults-others"] := practice.consults_others

# ## Verduurzamen van de zorgsector

roadmap := provider.sustainability.co2_roadmap

sustainability := institution.sustainability

conditions["green-deal"] := provider.sustainability.green_deal_committed

conditions["sustainability-in-strategy"] := sustainability.in_strategy

# More than the limit, in hundredths of an fte.
exempt["small-staff"] := round(sustainability.fte * 100) <= parameters.roadmap_fte * 100

exempt["no-real-estate"] := sustainability.real_estate == "none"

# Whether rented buildings count is not said.
missed := false if sustainability.real_estate == "owned"

missed := "open" if sustainability.real_estate == "rented"

conditions["co2-roadmap-filed"] if roadmap.filed_on <= parameters.co2_roadmap_by

conditions["co2-roadmap-filed"] := missed if roadmap.filed_on > parameters.co2_roadmap_by

conditions["co2-roadmap-filed"] := missed if roadmap.status == "not_filed"

due["co2-roadmap-filed"] := parameters.co2_roadmap_by

conditions["co2-roadmap-adopted"] if roadmap.board_adopted

conditions["co2-roadmap-adopted"] := missed if roadmap.board_adopted == false

due["co2-roadmap-adopted"] := parameters.co2_roadmap_by

conditions["real-estate-plan"] if sustainability.real_estate_plan_included

conditions["real-estate-plan"] := missed if sustainability.real_estate_plan_included == false

due["real-estate-plan"] := parameters.co2_roadmap_by

noted contains "fte-basis" if sustainability.fte

noted contains "fte-basis" if sustainability.real_estate == "rented"

# ## Medisch specialistische revalidatiezorg

conditions["critical-inclusion"] := institution.tests_inclusion_critically

exempt["no-msrz"] := institution.delivers_msrz == false

# ## Wachtlijstbemiddeling

wait := relation.waiting

# Waiting for exactly the norm is within it.
exceeded := wait.days > wait.norm_days

# Whoever does not wait at all is within every norm.
exceeded := false if wait.days == 0

conditions["within-treek-norm"] := exceeded == false

exempt["special-circumstances"] := wait.special_circumstances

noted contains "treek-norms" if wait.norm_days

conditions["waiting-times-published"] := institution.waiting.published == "per_location"

exempt["no-waiting-times"] := institution.waiting.has_waiting_times == false

# Either is enough.
conditions["helped-on"] if wait.pointed_to_mediation

conditions["helped-on"] if wait.referred_to == "contracted"

conditions["helped-on"] := false if {
	wait.pointed_to_mediation == false
	wait.referred_to != "contracted"
}

exempt["norm-not-exceeded"] := exceeded == false

exempt["chose-to-wait"] := wait.chose_to_wait

noted contains "mediation-or-referral" if wait.pointed_to_mediation != helped_by_referral

helped_by_referral := wait.referred_to == "contracted"

conditions["necessary-care-always"] := institution.waiting.necessary_care_always

conditions["seasons-planned"] := institution.waiting.seasons_planned

# ## Klantervaringsonderzoek (PREM)

conditions["prem-survey"] := provider.client_satisfaction.national_method

noted contains "prem-weight" if provider.client_satisfaction.national_method == false

# ## Planning en bereikbaarheid

conditions["subject-has-agb"] := relation.email.subject_has_agb

conditions["subject-has-care-type"] := relation.email.subject_has_care_type

conditions["replied-in-time"] := relation.email.replied_on <= working_days.reply_by

conditions["replied-in-time"] := "open" if working_days.outside_calendar

due["replied-in-time"] := working_days.reply_by

noted contains "working-days" if relation.email.received_on
