# Onze minimumeisen voor zorgaanbieders
package vgz.msz_2024.eligibility

import data.policycheck.outcome
import data.policycheck.text
import data.vgz.msz_2024.newcomer
import data.vgz.msz_2024.scope
import rego.v1

provider := input.provider

specialist := input.provider.medical_specialist

findings := input.insurers.vgz.findings

parameters := text.parameters(data.vgz.msz_2024.parameters)

decision := outcome.decide(data.vgz.msz_2024.manifests.eligibility, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": readings,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

# ## Nieuwe zorgaanbieders Zelfstandig Behandelcentrum (ZBC)

criteria_met := {id | findings.criteria[id] == true}

criteria_not_met := {id | findings.criteria[id] == false}

# One criterion suffices; all must be known to be absent to say no.
conditions["one-criterion"] if count(criteria_met) >= parameters.minimum_criteria

conditions["one-criterion"] := false if count(criteria_not_met) >= parameters.criteria

# The last criterion refers to the other ones: by itself it may say nothing.
readings["added-value-alone"]["with-another"].conditions["one-criterion"] if {
	count(criteria_met - {"added_value"}) >= parameters.minimum_criteria
}

readings["added-value-alone"]["with-another"].conditions["one-criterion"] := false if {
	count(criteria_not_met - {"added_value"}) >= parameters.leading_criteria
}

conditions["talks-decided"] := findings.talks

conditions["offer-decided"] := findings.offer

exempt["not-a-new-zbc"] := newcomer.new_zbc == false

readings["lapsed-provider"]["never-contracted"].exempt["not-a-new-zbc"] := newcomer.never_before_zbc == false

noted contains "same-conditions" if newcomer.new_zbc

noted contains "text-of-which-day" if {
	newcomer.new_zbc
	input.known_at >= parameters.zekur_changed_on
}

# ## Alle overeenkomsten

conditions["no-contra-indication"] if findings.screening in {"clear", "hit_cleared"}

conditions["no-contra-indication"] := false if findings.screening == "contraindication"

# A result that nobody has assessed is not yet a contra-indication.
conditions["no-contra-indication"] := "open" if findings.screening == "hit_not_assessed"

noted contains "contra-indication" if findings.screening in {"hit_not_assessed", "hit_cleared", "contraindication"}

# ## Medisch specialistische zorg

conditions["scientific-norms"] := specialist.norms.scientific_met

conditions["national-registrations"] := specialist.registrations_kept

# The norms themselves are in the contracting advice of ZN. An earlier edition settles nothing.
conditions["volume-norms"] := specialist.norms.volume_met if {
	specialist.norms.edition == "contract_year"
}

conditions["volume-norms"] := "open" if specialist.norms.edition == "earlier"

conditions["quality-norms"] := specialist.norms.quality_met if {
	specialist.norms.edition == "contract_year"
}

conditions["quality-norms"] := "open" if specialist.norms.edition == "earlier"

noted contains "norms-edition" if specialist.norms.edition == "earlier"

conditions["accredited-quality-system"] := specialist.accredited_quality_system

conditions["safety-system-implemented"] := specialist.safety_management.implemented

# ## Aanvullende minimumeisen voor ZBC's

exempt["not-a-zbc"] := newcomer.zbc == false

conditions["agb-code-valid"] := specialist.agb_valid_for_care

conditions["safety-system-certified"] := specialist.safety_management.certified

noted contains "safety-system" if {
	newcomer.zbc
	specialist.safety_management.certified != specialist.safety_management.implemented
}

conditions["inspectorate-requests"] := specialist.igj.takes_part

conditions["no-open-instructions"] := specialist.igj.open_instructions == 0

conditions["transparency-calendar"] := specialist.transparency_calendar_met

# Who is only hired in is not attached.
attached := [each |
	some each in specialist.specialists
	each.relation in {"admission", "employment"}
] if {
	specialist.specialists
}

enough_hours := [each | some each in attached; each.fte >= parameters.fte_individual] if attached

# In thousandths, so that 0.6 and 0.7 are exactly 1.3.
thousandths(specialists) := sum([part | some each in specialists; part := round(each.fte * 1000)])

joint_minimum := round(parameters.fte_joint * 1000)

conditions["two-specialists"] := count(attached) >= parameters.specialists

conditions["individual-hours"] := count(enough_hours) >= parameters.specialists

conditions["joint-hours"] := thousandths(enough_hours) >= joint_minimum

readings["specialists"]["every-specialist"].conditions["individual-hours"] := count(enough_hours) == count(attached)

readings["specialists"]["every-specialist"].conditions["joint-hours"] := thousandths(attached) >= joint_minimum

readings["specialists"]["all-add-up"].conditions["individual-hours"] := count(enough_hours) >= parameters.specialists

readings["specialists"]["all-add-up"].conditions["joint-hours"] := thousandths(attached) >= joint_minimum

invasive := specialist.invasive_procedures

stay := provider.safety.clinical_stay

neither if {
	invasive == false
	stay == false
}

neither := false if invasive

neither := false if stay

not_both if invasive == false

not_both if stay == false

not_both := false if {
	invasive
	stay
}

exempt["no-backup-needed"] := neither

readings["backup-trigger"].both.exempt["no-backup-needed"] := not_both

conditions["backup-hospital"] := specialist.backup.hospital_in_region

conditions["backup-within-minutes"] := specialist.backup.transfer_minutes <= parameters.transfer_minutes

conditions["backup-in-writing"] := specialist.backup.in_writing

conditions["backup-signed"] := specialist.backup.signed_by_all

noted contains "backup-measure" if {
	newcomer.zbc
	specialist.backup.transfer_minutes >= 0
}

noted contains "hospital-or-zbc" if newcomer.zbc

# ## Aanvullende minimumeisen voor revalidatiecentra

exempt["not-a-rehabilitation-centre"] := specialist.kind != "rehabilitation_centre"

conditions["rehabilitation-framework"] := specialist.rehabilitation.framework_met

conditions["rehabilitation-treatment-frameworks"] := specialist.rehabilitation.treatment_frameworks_met

conditions["rehabilitation-care-standards"] := specialist.rehabilitation.care_standards_met

noted contains "rehabilitation-elsewhere" if {
	specialist.kind != "rehabilitation_centre"
	specialist.rehabilitation
}
