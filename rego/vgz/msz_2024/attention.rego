# Zo kopen wij zorg in; Planning zorginkoop: what is expected of both sides, without an outcome
package vgz.msz_2024.attention

import data.policycheck.outcome
import data.policycheck.text
import data.vgz.msz_2024.newcomer
import data.vgz.msz_2024.scope
import rego.v1

relation := input.insurers.vgz

parameters := text.parameters(data.vgz.msz_2024.parameters)

decision := outcome.decide(data.vgz.msz_2024.manifests.attention, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"due": due,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

# ## Toelichten inkoopbeleid en afspraken maken over het zorginkoopproces

conditions["explained-in-time"] := relation.policy_explained.on <= parameters.explain_by

due["explained-in-time"] := parameters.explain_by

exempt["zbc-without-contract"] if {
	newcomer.zbc
	newcomer.contracted_last_year == false
}

exempt["zbc-without-contract"] := false if newcomer.zbc == false

exempt["zbc-without-contract"] := false if newcomer.contracted_last_year

# ## Onderhandelen

conditions["offer-has-volumes"] := relation.offer.volumes

conditions["offer-has-tariffs"] := relation.offer.tariffs

conditions["offer-product-structure"] := relation.offer.product_structure_year == parameters.product_structure

noted contains "differentiation" if relation.offer

conditions["module-opened"] := relation.vecozo.module_opened_on <= parameters.open_by

due["module-opened"] := parameters.open_by

conditions["standard-contract-available"] := relation.vecozo.standard_contract_on <= parameters.open_by

due["standard-contract-available"] := parameters.open_by

# ## Planning zorginkoop

conditions["explained-orally-or-by-email"] := relation.policy_explained.channel in {"oral", "email"}

exempt["a-zbc"] := newcomer.zbc

conditions["zbc-explained-by-email"] := relation.policy_explained.channel == "email"

exempt["not-a-zbc"] := newcomer.zbc == false

noted contains "explanation-channel" if relation.policy_explained.channel == "letter"

noted contains "explanation-channel" if {
	newcomer.zbc
	relation.policy_explained.channel == "oral"
}

conditions["new-zbc-explained-in-time"] := relation.policy_explained.on <= parameters.explain_to_new_by

due["new-zbc-explained-in-time"] := parameters.explain_to_new_by

exempt["zbc-with-contract"] := newcomer.contracted_last_year

noted contains "hospital-or-zbc" if newcomer.zbc

# The planning for 2024 is empty, so nothing is tested about a signature.
noted contains "no-signing-date" if relation.contract

# ## Bekendmaking gecontracteerd zorgaanbod

conditions["listed"] := relation.contract.listed

due["listed"] := parameters.publish_from

noted contains "publication-start" if relation.contract.listed in {true, false}
