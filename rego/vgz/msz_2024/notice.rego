# Onderhandelen: the notice to clinics from which VGZ may buy less
package vgz.msz_2024.notice

import data.policycheck.amounts
import data.policycheck.outcome
import data.policycheck.text
import data.vgz.msz_2024.newcomer
import data.vgz.msz_2024.scope
import rego.v1

reduction := input.insurers.vgz.reduction

parameters := text.parameters(data.vgz.msz_2024.parameters)

decision := outcome.decide(data.vgz.msz_2024.manifests.notice, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"due": due,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["a-zbc"] := newcomer.zbc

# Nothing at all is less than 80 percent as well. Compared in cents: exactly 80 percent is enough.
buys_less := amounts.cents(reduction.intended_2024) * 100 < amounts.cents(reduction.contract_value_2023) * parameters.notice_percentage

conditions["buys-less"] := buys_less

conditions["buys-less"] if reduction.intended_2024 == 0

exempt["buys-enough"] := conditions["buys-less"] == false

conditions["notice-in-time"] := reduction.notice_sent_on <= parameters.notice_by

due["notice-in-time"] := parameters.notice_by

noted contains "contract-value-day" if reduction.contract_value_2023

noted contains "notice-consequence" if {
	buys_less
	reduction.notice_sent_on > parameters.notice_by
}

noted contains "hospital-or-zbc" if newcomer.zbc
