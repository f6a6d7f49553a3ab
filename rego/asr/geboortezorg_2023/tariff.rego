# Max-max tarieven
package asr.geboortezorg_2023.tariff

import data.asr.geboortezorg_2023.care
import data.asr.geboortezorg_2023.scope
import data.policycheck.amounts
import data.policycheck.outcome
import rego.v1

relation := input.insurers.asr

tariff := input.insurers.asr.birth_care.tariff

decision := outcome.decide(data.asr.geboortezorg_2023.manifests.tariff, {
	"scope": scope.conditions,
	"conditions": conditions,
	"readings": scope.readings,
	"departed": departed,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

# The sentence speaks of providers; it stands under midwifery.
conditions["midwifery"] := care.midwifery

noted contains "max-max-scope" if care.midwifery == false

conditions["no-max-max"] := tariff.max_max == false

departed contains "no-max-max" if relation.departures.max_max_tariff.on <= input.as_of

noted contains "in-principle" if tariff.max_max

# Compared in cents, per performance.
conditions["within-nza-maximum"] := amounts.cents(tariff.asked) <= amounts.cents(tariff.nza_maximum)
