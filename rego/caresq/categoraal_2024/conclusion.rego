# VECOZO Zorginkoopportaal; Planning: the contract is complete
package caresq.categoraal_2024.conclusion

import data.caresq.categoraal_2024.chapter_3
import data.caresq.categoraal_2024.scope
import data.policycheck.dates
import data.policycheck.outcome
import data.policycheck.text
import rego.v1

institution := input.provider.categorical

contract := input.insurers.caresq.contract

parameters := text.parameters(data.caresq.categoraal_2024.parameters)

decision := outcome.decide(data.caresq.categoraal_2024.manifests.conclusion, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": object.union(scope.readings, readings),
	"due": due,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["price-list-approved"] := contract.price_list_approved

# ## Revalidatiecentra

exempt["no-rehabilitation"] := institution.kind != "rehabilitation"

conditions["rehabilitation-vektis"] := institution.vektis_registration_correct

conditions["rehabilitation-vecozo"] := institution.vecozo_certificates_correct

conditions["rehabilitation-chapter-3"] := chapter_3.met

# ## Planning

# The first text had another day, which is not printed; the change was published after it.
sign_by := parameters.sign_by if input.known_at > parameters.first_published

conditions["signed-in-time"] := contract.signed_on <= sign_by

conditions["signed-in-time"] := "open" if first_text

readings["late-signature"]["caresq-decides"].conditions["signed-in-time"] if contract.signed_on <= sign_by

readings["late-signature"]["caresq-decides"].conditions["signed-in-time"] := "open" if {
	contract.signed_on > sign_by
}

readings["late-signature"]["caresq-decides"].conditions["signed-in-time"] := "open" if first_text

# Unsigned is unknown by the first text too, and not open: without a signature nothing is complete.
first_text if {
	contract.signed_on
	input.known_at <= parameters.first_published
}

due["signed-in-time"] := sign_by

noted contains "signing-date-version" if input.known_at <= parameters.sign_by

noted contains "notice-of-changes" if input.known_at <= parameters.sign_by

noted contains "calendar-day" if contract.signed_on in {sign_by, dates.days_after(sign_by, 1)}

conditions["listed-from"] := contract.listed_on >= parameters.listed_from

due["listed-from"] := parameters.listed_from

noted contains "first-day-of-listing" if contract.listed_on != parameters.listed_from
