# Declareren
package asr.ggz_2022.claims

import data.asr.ggz_2022.scope
import data.policycheck.dates
import data.policycheck.outcome
import data.policycheck.text
import rego.v1

invoice := input.insurers.asr.invoice

parameters := text.parameters(data.asr.ggz_2022.parameters)

decision := outcome.decide(data.asr.ggz_2022.manifests.claims, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": readings,
	"due": due,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

noted contains "claims-on-hold" if input.insurers.asr.contracting_status == "open"

conditions["meets-claim-standard"] if invoice.meets_standard

conditions["meets-claim-standard"] := false if {
	invoice.meets_standard == false
	invoice.privacy_statement == false
}

# What is left out because of a privacy statement is no ground to refuse by itself.
conditions["meets-claim-standard"] := "open" if {
	invoice.meets_standard == false
	invoice.privacy_statement
}

noted contains "privacy-and-standard" if invoice.privacy_statement

# ## Indientermijn

# The term counts from the year in which the performance was opened.
last_day := day if {
	some day, year in parameters.claim_last_days
	invoice.opened_on >= year.first
	invoice.opened_on <= year.last
}

# For a performance from before the first of those years, or after the last, another text holds.
no_last_day if {
	every year in parameters.claim_last_days {
		invoice.opened_on < year.first
	}
}

no_last_day if {
	every year in parameters.claim_last_days {
		invoice.opened_on > year.last
	}
}

no_last_day if invoice.submitted_on < parameters.term_from

# Whatever has been submitted by now came before the term, as long as the term has not begun.
no_last_day if {
	invoice.submission == "submitted"
	input.as_of < parameters.term_from
}

counted if {
	last_day
	invoice.submitted_on >= parameters.term_from
}

conditions["submitted-in-time"] := invoice.submitted_on <= last_day if counted

conditions["submitted-in-time"] := "open" if no_last_day

readings["thirtieth-of-april"]["too-late"].conditions["submitted-in-time"] := invoice.submitted_on < last_day if {
	counted
}

readings["thirtieth-of-april"]["too-late"].conditions["submitted-in-time"] := "open" if no_last_day

# On the day that the text contradicts itself about, an invoice that came is judged at once.
due["submitted-in-time"] := last_day if {
	counted
	input.as_of != last_day
}

due["submitted-in-time"] := last_day if {
	outstanding
	input.as_of != last_day
}

# ## An invoice that has not come

outstanding if invoice.submission == "not_submitted"

conditions["submitted-in-time"] := false if {
	outstanding
	input.as_of > last_day
}

readings["thirtieth-of-april"]["too-late"].conditions["submitted-in-time"] := false if {
	outstanding
	input.as_of >= last_day
}

# The contested day has no due date, as the readings differ on it: under one it can still come.
exempt["can-come-today"] := input.as_of == last_day if outstanding

exempt["can-come-today"] := false if submitted_or_no_last_day

readings["thirtieth-of-april"]["too-late"].exempt["can-come-today"] := false if {
	outstanding
	last_day
}

readings["thirtieth-of-april"]["too-late"].exempt["can-come-today"] := false if submitted_or_no_last_day

submitted_or_no_last_day if invoice.submission == "submitted"

submitted_or_no_last_day if invoice.submitted_on

submitted_or_no_last_day if no_last_day

noted contains "term-start" if last_day

noted contains "opening-date" if invoice.opened_on

noted contains "calendar-day" if invoice.submitted_on in {last_day, dates.days_after(last_day, 1)}
