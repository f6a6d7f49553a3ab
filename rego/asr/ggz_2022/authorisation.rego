# Machtiging
package asr.ggz_2022.authorisation

import data.asr.ggz_2022.division
import data.asr.ggz_2022.scope
import data.policycheck.dates
import data.policycheck.outcome
import data.policycheck.text
import rego.v1

authorisation := input.insurers.asr.authorisation

parameters := text.parameters(data.asr.ggz_2022.parameters)

decision := outcome.decide(data.asr.ggz_2022.manifests.authorisation, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"due": due,
	"result": result,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

# Without a statute nothing says which of the two sentences is about the provider.
conditions["division-known"] if division.section != "none"

conditions["division-known"] := "open" if division.section == "none"

# ## A specialised referral to an institution without a contract

conditions["authorised-institution"] := authorisation.decision == "granted"

institution_needs if {
	division.independent == false
	division.contracted == false
	authorisation.referral == "specialised"
}

institution_needs := false if division.section != "III"

institution_needs := false if division.contracted

institution_needs := false if authorisation.referral != "specialised"

exempt["institution-needs-none"] := institution_needs == false

# A referral that does not say which care it is for: by the letter no authorisation, yet nobody knows.
conditions["referral-says-which"] if authorisation.referral != "unspecified"

conditions["referral-says-which"] := "open" if authorisation.referral == "unspecified"

exempt["referral-does-not-matter"] if division.independent

exempt["referral-does-not-matter"] if division.contracted

exempt["referral-does-not-matter"] := false if {
	division.independent == false
	division.contracted == false
}

# Without a statute nothing says whether the referral matters, so it is not left out of account.
exempt["referral-does-not-matter"] := false if {
	division.section == "none"
	division.contracted == false
}

noted contains "specialised-referral" if {
	division.independent == false
	division.contracted == false
	authorisation.referral != "specialised"
}

# ## A long treatment at an independent practice

conditions["authorised-long-treatment"] := authorisation.decision == "granted"

long := authorisation.expected_minutes > parameters.minutes_over

practice_needs if {
	division.independent
	long
}

practice_needs := false if division.section != "II"

practice_needs := false if long == false

exempt["practice-needs-none"] := practice_needs == false

# A treatment that turns out longer than expected.
noted contains "minutes-estimate" if {
	practice_needs == false
	division.independent
	authorisation.minutes_now > parameters.minutes_over
}

noted contains "contracted-practices" if {
	practice_needs
	division.contracted
}

# ## Requested in advance

conditions["requested-beforehand"] if authorisation.requested_on < authorisation.start_on

# On the day itself the hour decides, and dates have none.
conditions["requested-beforehand"] := "open" if authorisation.requested_on == authorisation.start_on

conditions["requested-beforehand"] := false if authorisation.requested_on > authorisation.start_on

due["requested-beforehand"] := dates.days_after(authorisation.start_on, -1)

exempt["none-needed-at-start"] := needed == false

needed if institution_needs

needed if practice_needs

needed := false if {
	institution_needs == false
	practice_needs == false
}

noted contains "no-consequence" if needed

# ## The answer

result["authorisation"] := "required" if needed

result["authorisation"] := "not_required" if {
	needed == false
	answerable
}

answerable if {
	divided
	conditions["referral-says-which"] == true
}

answerable if {
	divided
	exempt["referral-does-not-matter"]
}

divided if division.section in {"II", "III"}
