# Inkoopsystematiek
package asr.ggz_2024.contract_form

import data.asr.ggz_2024.scope
import data.policycheck.amounts
import data.policycheck.outcome
import data.policycheck.text
import rego.v1

provider := input.provider

relation := input.insurers.asr

parameters := text.parameters(data.asr.ggz_2024.parameters)

decision := outcome.decide(data.asr.ggz_2024.manifests.contract_form, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": readings,
	"result": result,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

# Each institution gets one of three forms: the offer letter by its kind, else by its turnover.
conditions["one-form"] if form

readings["form-threshold"].literal.conditions["one-form"] if literal_form

readings["form-threshold"].literal.conditions["one-form"] := "open" if between_the_thresholds

result["form"] := form

readings["form-threshold"].literal.result["form"] := literal_form

# ## GGZ-instellingen met een aanbiedingsbrief

offer_letter if provider.ggz_kind == "integrated"

offer_letter := relation.considered_large if provider.ggz_kind in {"categorical", "ambulatory"}

offer_letter := false if provider.ggz_kind == "other"

form := "offer_letter" if offer_letter

literal_form := "offer_letter" if offer_letter

noted contains "offer-letter-group" if offer_letter

# The turnover of the year, corrected for changes in the number of insured.
adjusted_turnover := amounts.cents(relation.turnover_adjusted[parameters.form_turnover_year])

# It sets the form where there is no offer letter.
turnover := adjusted_turnover if offer_letter == false

noted contains "form-turnover-basis" if turnover >= 0

# ## GGZ-instellingen met een digitaal contracteerproces zonder vragenlijst

large_turnover := adjusted_turnover >= amounts.cents(parameters.without_questionnaire_from)

enough_turnover := large_turnover if offer_letter == false

form := "digital_without_questionnaire" if enough_turnover

literal_form := "digital_without_questionnaire" if enough_turnover

# ## GGZ-instellingen met een digitaal contracteerproces met vragenlijst

below_printed_amount := turnover < amounts.cents(parameters.with_questionnaire_below)

form := "digital_with_questionnaire" if enough_turnover == false

literal_form := "digital_with_questionnaire" if below_printed_amount

between_the_thresholds if {
	enough_turnover == false
	below_printed_amount == false
}

noted contains "negotiable" if form != "digital_with_questionnaire"

conditions["questionnaire-completed"] := relation.questionnaire_completed

exempt["form-without-questionnaire"] := form != "digital_with_questionnaire"

# With this turnover no questionnaire belongs to the form, whether or not that is the offer letter.
exempt["form-without-questionnaire"] if large_turnover
