# Niet gecontracteerde zorgaanbieders
package caresq.categoraal_2024.reimbursement

import data.caresq.categoraal_2024.history
import data.caresq.categoraal_2024.scope
import data.policycheck.outcome
import rego.v1

decision := outcome.decide(data.caresq.categoraal_2024.manifests.reimbursement, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": scope.readings,
	"result": result,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

# With or without a contract there is a basis; only not knowing which leaves it open.
conditions["one-basis"] if history.contracted in {true, false}

result["basis"] := "price_list" if history.contracted

result["basis"] := "policy_conditions" if history.contracted == false

result["listing"] := "contracted" if history.contracted

result["listing"] := "not_listed" if history.contracted == false

conditions["not-listed"] := input.insurers.caresq.listed_as_contracted == false

exempt["contracted"] := history.contracted
