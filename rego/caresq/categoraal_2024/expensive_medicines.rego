# Dure geneesmiddelen
package caresq.categoraal_2024.expensive_medicines

import data.caresq.categoraal_2024.scope
import data.policycheck.amounts
import data.policycheck.outcome
import rego.v1

medicines := input.provider.categorical.medicines

relation := input.insurers.caresq

medicine := relation.medicine

decision := outcome.decide(data.caresq.categoraal_2024.manifests.expensive_medicines, {
	"scope": scope.conditions,
	"conditions": conditions,
	"readings": scope.readings,
	"departed": departed,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

# Compared in cents: without profit, the tariff is the purchase price or less.
tariff := amounts.cents(medicine.tariff)

price := amounts.cents(medicine.realised_purchase_price)

conditions["no-profit"] := tariff <= price

departed contains "no-profit" if relation.departures.medicine_tariff.on <= input.as_of

noted contains "handling-costs" if tariff > price

conditions["purchase-effort"] := medicines.purchase_effort

conditions["post-calculation"] := medicine.post_calculation

# On its own or together with others.
conditions["hospital-price-level"] := medicines.hospital_price_level != "not_reached"
