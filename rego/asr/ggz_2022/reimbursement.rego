# Tarieven
package asr.ggz_2022.reimbursement

import data.asr.ggz_2022.division
import data.asr.ggz_2022.scope
import data.policycheck.amounts
import data.policycheck.outcome
import rego.v1

invoice := input.insurers.asr.invoice

decision := outcome.decide(data.asr.ggz_2022.manifests.reimbursement, {
	"scope": scope.conditions,
	"conditions": conditions,
	"result": result,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

# With or without a contract there is a basis; only not knowing which leaves it open.
conditions["one-basis"] if division.contracted in {true, false}

result["basis"] := "agreed_tariff" if division.contracted

result["at_most"] := invoice.agreed_tariff if division.contracted

result["basis"] := "policy_conditions" if division.contracted == false

# The insurance policy may give less; it never gives more than the invoice or the maximum.
result["at_most"] := invoice.amount if {
	division.contracted == false
	amounts.cents(invoice.amount) <= amounts.cents(invoice.maximum_reimbursement)
}

result["at_most"] := invoice.maximum_reimbursement if {
	division.contracted == false
	amounts.cents(invoice.amount) > amounts.cents(invoice.maximum_reimbursement)
}

# Below nothing there is nothing: one of the two is then enough.
result["at_most"] := 0 if {
	division.contracted == false
	invoice.amount == 0
}

result["at_most"] := 0 if {
	division.contracted == false
	invoice.maximum_reimbursement == 0
}

noted contains "external-maximum" if division.contracted == false
