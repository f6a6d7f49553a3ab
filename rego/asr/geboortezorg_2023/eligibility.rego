# Voorwaarden en kwaliteitseisen voor een contract
package asr.geboortezorg_2023.eligibility

import data.asr.geboortezorg_2023.care
import data.asr.geboortezorg_2023.history
import data.asr.geboortezorg_2023.scope
import data.policycheck.dates
import data.policycheck.outcome
import data.policycheck.standing
import data.policycheck.text
import rego.v1

provider := input.provider

birth_care := input.provider.birth_care

relation := input.insurers.asr

parameters := text.parameters(data.asr.geboortezorg_2023.parameters)

decision := outcome.decide(data.asr.geboortezorg_2023.manifests.eligibility, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": object.union(scope.readings, readings),
	"noted": noted,
})

noted contains reading if some reading in scope.noted

noted contains "conditions-or-expectations" if count({id | conditions[id] == false}) > 0

# ## Alle zorgaanbieders

conditions["trade-register"] := provider.kvk_registered

# Only "admitted" is what the clause says. Whoever needs no admission is a matter of reading.
conditions["wtza-admission"] := provider.wtza_status == "admitted"

readings["wtza-admission"]["duties-that-apply"].conditions["wtza-admission"] := provider.wtza_status in {"admitted", "notified_only", "exempt"}

conditions["ubo-known"] := relation.ubo_known

conditions["ubo-not-sanctioned"] := provider.ubo_sanctioned == false

conditions["not-in-internal-register"] := relation.internal_referral_register != "entity"

conditions["not-in-external-register"] := provider.external_referral_register != "entity"

readings["register-subject"]["related-persons"].conditions["not-in-internal-register"] := relation.internal_referral_register == "none"

readings["register-subject"]["related-persons"].conditions["not-in-external-register"] := provider.external_referral_register == "none"

conditions["no-fraud-investigation"] := provider.fraud_investigation_open == false

noted contains "investigation-by-whom" if provider.fraud_investigation_open

# The comprehensions over periods and errors count only where the list is known.
conditions["no-heightened-supervision"] := count(supervised) == 0 if provider.heightened_supervision

supervised := standing.supervised_on(input.as_of, provider.heightened_supervision)

# The past five years, clipped to the end of February; the first day of them is the edge.
first_day := dates.years_before(input.as_of, parameters.serious_error_years)

conditions["no-serious-error"] := count([error |
	some error in doubtful_errors
	error.on >= first_day
]) == 0 if {
	provider.serious_errors
}

readings["five-year-edge"].exclusive.conditions["no-serious-error"] := count([error |
	some error in doubtful_errors
	error.on > first_day
]) == 0 if {
	provider.serious_errors
}

doubtful_errors := standing.errors_in_doubt(input.as_of, provider.serious_errors)

noted contains "five-year-reference" if count(doubtful_errors) > 0

conditions["no-plausible-indications"] := relation.findings.plausible_indications == false

noted contains "plausible-indications" if relation.findings.plausible_indications

# ## Verloskundige zorg

exempt["no-midwifery"] := care.midwifery == false

conditions["perinatal-registry"] := birth_care.midwifery.perinatal_registry

# The practice itself takes part; the text has no representation here.
conditions["practice-in-vsv"] := birth_care.vsv == "participant"

noted contains "vsv-representation" if {
	care.midwifery
	birth_care.vsv == "represented"
}

conditions["adequate-cover"] := birth_care.midwifery.adequate_cover

conditions["practice-works-by-lip"] := birth_care.midwifery.works_by_lip

noted contains "lip-listed" if birth_care.midwifery.works_by_lip == false

conditions["midwives-big-registered"] := birth_care.midwives.big_registered

conditions["midwives-knov-registered"] := birth_care.midwives.knov_registered

conditions["midwives-professional-profile"] := birth_care.midwives.professional_profile

# ## Verloskundige zorggroepen

conditions["no-care-group"] := birth_care.midwifery.care_group == false

noted contains "care-group-weight" if birth_care.midwifery.care_group

# ## Kraamzorg

exempt["no-maternity-care"] := care.maternity == false

# Maternity carers work in a maternity-care organisation and in a birth centre.
exempt["no-carers"] if {
	care.maternity == false
	care.birth_centre == false
}

exempt["no-carers"] := false if care.maternity

exempt["no-carers"] := false if care.birth_centre

conditions["maternity-certificate"] := birth_care.hkz_iso_certificate == "maternity_care"

conditions["quality-indicators"] := birth_care.maternity.quality_indicators

conditions["carers-per-request"] := birth_care.maternity.most_carers_per_request <= parameters.carers_per_request

# Represented is enough here.
conditions["organisation-in-vsv"] := birth_care.vsv in {"participant", "represented"}

conditions["trains-carers"] := birth_care.maternity.trains_carers

conditions["training-plan"] := birth_care.maternity.training_plan

conditions["sbb-recognition"] := birth_care.maternity.sbb_recognised

conditions["bo-geboortezorg-member"] := birth_care.maternity.bo_geboortezorg_member

# Who had a contract was told to do nothing, and is not told of a transition.
exempt["contracted-last-year"] := false

readings["membership-transition"]["new-providers"].exempt["contracted-last-year"] := history.contracted_last_year

conditions["carers-basic-quality"] := birth_care.carers.basic_quality

conditions["carers-quality-register"] := birth_care.carers.quality_register

conditions["carers-work-by-lip"] := birth_care.carers.works_by_lip

conditions["carers-who-code"] := birth_care.carers.who_code

# ## ZZP'ers

# The section stands under maternity care and speaks of the self-employed in general.
exempt["outside-maternity-care"] := care.maternity == false

readings["self-employed-scope"]["all-birth-care"].exempt["outside-maternity-care"] := false

conditions["not-individual"] := birth_care.self_employment != "individual"

exempt["no-collaboration"] := birth_care.self_employment != "collaboration"

conditions["collaboration-of-enough-size"] := relation.findings.collaboration_large_enough

noted contains "enough-size" if birth_care.self_employment == "collaboration"

conditions["availability-agreements"] := birth_care.collaboration.availability

conditions["mutual-cover-agreements"] := birth_care.collaboration.mutual_cover

conditions["whole-year-continuity"] := birth_care.collaboration.whole_year

# ## Prenatale screening

exempt["no-prenatal-screening"] := care.prenatal_screening == false

conditions["regional-centre-agreement"] := birth_care.screening.regional_centre_agreement

registers := {"ben", "knov"}

exempt["seo-not-offered"] := birth_care.screening.seo_offered == false

exempt["nt-not-offered"] := birth_care.screening.nt_offered == false

seo_registered := birth_care.screening.seo_register in registers

nt_registered := birth_care.screening.nt_register in registers

conditions["seo-registered"] := seo_registered

conditions["nt-registered"] := nt_registered

readings["echo-register"]["any-entry"].conditions["seo-registered"] := any_entry

readings["echo-register"]["any-entry"].conditions["nt-registered"] := any_entry

any_entry if seo_registered

any_entry if nt_registered

any_entry := false if {
	seo_registered == false
	nt_registered == false
}

# ## Geboortecentrum

exempt["no-birth-centre"] := care.birth_centre == false

conditions["hospital-agreements"] := birth_care.birth_centre.hospital_agreements

# A contract or carers of its own: either is enough, both are needed to say no.
conditions["centre-has-carers"] if birth_care.birth_centre.maternity_contract

conditions["centre-has-carers"] if birth_care.birth_centre.employs_carers

conditions["centre-has-carers"] := false if {
	birth_care.birth_centre.maternity_contract == false
	birth_care.birth_centre.employs_carers == false
}

conditions["dry-connection"] := birth_care.birth_centre.dry_connection

conditions["carers-level"] := birth_care.carers.lowest_level >= parameters.carer_level

conditions["carers-specialised"] := birth_care.carers.maternity_specialisation

conditions["carers-placement"] := birth_care.carers.maternity_placement

# ## Integrale geboortezorg

exempt["no-integral-care"] := care.integral == false

noted contains "integral-funding" if care.integral

conditions["transparent-costs"] := birth_care.integral.transparent_costs

conditions["budget-neutral"] := birth_care.integral.budget_neutral

conditions["liability-finance"] := birth_care.integral.liability_finance

conditions["liability-medical"] := birth_care.integral.liability_medical
