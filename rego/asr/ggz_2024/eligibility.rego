# Voorwaarden en kwaliteitseisen voor een contract
package asr.ggz_2024.eligibility

import data.asr.ggz_2024.history
import data.asr.ggz_2024.scope
import data.policycheck.amounts
import data.policycheck.dates
import data.policycheck.outcome
import data.policycheck.standing
import data.policycheck.text
import rego.v1

provider := input.provider

relation := input.insurers.asr

parameters := text.parameters(data.asr.ggz_2024.parameters)

decision := outcome.decide(data.asr.ggz_2024.manifests.eligibility, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": readings,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

noted contains "conditions-or-expectations" if count({id | conditions[id] == false}) > 0

# ## Algemeen

conditions["trade-register"] := provider.kvk_registered

# Only "admitted" is what the clause says. Whoever needs no admission is a matter of reading.
conditions["wtza-admission"] := provider.wtza_status == "admitted"

readings["wtza-admission"]["duties-that-apply"].conditions["wtza-admission"] := provider.wtza_status in {"admitted", "notified_only", "exempt"}

conditions["quality-statute-section"] := provider.quality_statute.section == "III"

conditions["quality-statute-registered"] := provider.quality_statute.registration == "registered"

noted contains "quality-statute-filing" if provider.quality_statute.registration == "filed"

conditions["quality-statute-followed"] := provider.quality_statute.followed

conditions["governance-code"] := provider.governance_code.implemented

exempt["outside-governance-code"] := provider.governance_code.in_scope == false

noted contains "governance-scope" if provider.governance_code.in_scope == false

conditions["board-statement"] := provider.board_statement_met

noted contains "external-texts" if provider.board_statement_met == false

conditions["ubo-known"] := relation.ubo_known

conditions["ubo-not-sanctioned"] := provider.ubo_sanctioned == false

conditions["not-in-internal-register"] := relation.internal_referral_register != "entity"

conditions["not-in-external-register"] := provider.external_referral_register != "entity"

readings["register-subject"]["related-persons"].conditions["not-in-internal-register"] := relation.internal_referral_register == "none"

readings["register-subject"]["related-persons"].conditions["not-in-external-register"] := provider.external_referral_register == "none"

conditions["no-fraud-investigation"] := provider.fraud_investigation_open == false

noted contains "investigation-by-whom" if provider.fraud_investigation_open

conditions["no-heightened-supervision"] := count(supervised) == 0 if provider.heightened_supervision

supervised := standing.supervised_on(input.as_of, provider.heightened_supervision)

conditions["sound-administration"] := provider.sound_administration

conditions["data-supplied-in-time"] := relation.data_requests == "in_time" if {
	relation.data_requests != "none_made"
}

exempt["no-data-requested"] := relation.data_requests == "none_made"

conditions["vecozo-certificate"] := provider.vecozo_contracting_certificate

# Either ground is enough to fail; both facts are needed to say that no care is refused.
conditions["no-care-refused"] if {
	provider.refuses_care.on_insured_characteristics == false
	provider.refuses_care.on_care_severity == false
}

conditions["no-care-refused"] := false if provider.refuses_care.on_insured_characteristics

conditions["no-care-refused"] := false if provider.refuses_care.on_care_severity

noted contains "refusal-grounds" if {
	provider.refuses_care.on_insured_characteristics != provider.refuses_care.on_care_severity
}

# The past five years, clipped to the end of February; the first day of them is the edge.
first_day := dates.years_before(input.as_of, parameters.serious_error_years)

# A list that is absent is not an empty one: then nothing is known.
conditions["no-serious-error"] := count(recent_errors) == 0 if provider.serious_errors

readings["five-year-edge"].exclusive.conditions["no-serious-error"] := count(later_errors) == 0 if {
	provider.serious_errors
}

recent_errors := [error | some error in doubtful_errors; error.on >= first_day]

later_errors := [error | some error in doubtful_errors; error.on > first_day]

doubtful_errors := standing.errors_in_doubt(input.as_of, provider.serious_errors)

noted contains "five-year-reference" if count(doubtful_errors) > 0

conditions["no-plausible-indications"] := relation.findings.plausible_indications == false

noted contains "plausible-indications" if relation.findings.plausible_indications

conditions["general-provisions"] := provider.general_provisions_ggz_met

noted contains "external-texts" if provider.general_provisions_ggz_met == false

# ## Kwaliteit

conditions["quality-system-operational"] := provider.quality_system.operational

conditions["quality-system-recognised"] := provider.quality_system.recognition in {"national", "international", "both"}

conditions["quality-system-audited"] := provider.quality_system.external_audit

conditions["chain-agreements"] := provider.chain_agreements

conditions["satisfaction-surveyed"] := provider.client_satisfaction.national_method

conditions["satisfaction-delivered"] := provider.client_satisfaction.delivered

conditions["complaints-procedure-own"] := provider.complaints_procedure.own_written

conditions["complaints-procedure-wkkgz"] := provider.complaints_procedure.wkkgz_compliant

# ## Nieuwe zorgaanbieder

exempt["contracted-last-year"] := history.contracted_last_year

exempt["not-named-as-new"] := false

readings["lapsed-provider"]["not-named"].exempt["not-named-as-new"] := history.lapsed

conditions["authorisation-requests"] := relation.findings.authorisation_requests == "good" if {
	relation.findings.authorisation_requests in {"good", "poor"}
}

# Who never asked for an authorisation has no quality to weigh: the text does not say what then.
conditions["authorisation-requests"] := "open" if relation.findings.authorisation_requests == "none_made"

conditions["added-value"] := relation.findings.added_value

noted contains "weight-of-assessment" if relation.findings.authorisation_requests == "poor"

noted contains "weight-of-assessment" if relation.findings.added_value == false

# The turnover of each year that is known, in cents; nothing for a year that ended before the start.
turnover := object.union(no_turnover, {year: amounts.cents(relation.turnover[year]) |
	some year, _ in parameters.turnover_years
})

no_turnover := {year: 0 |
	some year, last_day in parameters.turnover_years
	provider.started_on > last_day
}

enough := {year | turnover[year] >= amounts.cents(parameters.minimum_turnover)}

too_little := {year | turnover[year] < amounts.cents(parameters.minimum_turnover)}

together := sum([turnover[year] | some year in object.keys(turnover)])

# One year of enough turnover suffices; both years are needed to say no.
conditions["minimum-turnover"] if count(enough) > 0

conditions["minimum-turnover"] := false if count(too_little) == count(parameters.turnover_years)

readings["turnover-years"]["each-year"].conditions["minimum-turnover"] if {
	count(enough) == count(parameters.turnover_years)
}

readings["turnover-years"]["each-year"].conditions["minimum-turnover"] := false if {
	count(too_little) > 0
}

readings["turnover-years"]["years-together"].conditions["minimum-turnover"] if {
	together >= amounts.cents(parameters.minimum_turnover)
}

readings["turnover-years"]["years-together"].conditions["minimum-turnover"] := false if {
	count(turnover) == count(parameters.turnover_years)
	together < amounts.cents(parameters.minimum_turnover)
}

# Who started after those years can have no turnover in them.
exempt["starter"] := false

readings["starter-turnover"]["not-for-starters"].exempt["starter"] := false if together > 0

readings["starter-turnover"]["not-for-starters"].exempt["starter"] := started_later if {
	# policycheck ignore=answer-from-absence: turnover before the start is refused as a contradiction
	together == 0
}

started_later := count(no_turnover) == count(parameters.turnover_years) if provider.started_on
