# Nieuwe zorgaanbieder: who had a contract in the year before
package asr.ggz_2024.renewal

import data.asr.ggz_2024.history
import data.asr.ggz_2024.scope
import data.policycheck.outcome
import rego.v1

relation := input.insurers.asr

findings := input.insurers.asr.findings

decision := outcome.decide(data.asr.ggz_2024.manifests.renewal, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"departed": departed,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

conditions["contracted-last-year"] := history.contracted_last_year

conditions["conditions-met-last-year"] := relation.conditions_met_2023

conditions["no-unexplained-costs"] := findings.unexplained_high_costs == false

# Only an exception gives a.s.r. something to decide. Its decision to offer all the same settles it.
conditions["offer-decided"] := findings.renewal_offer

exempt["no-exception"] if {
	relation.conditions_met_2023
	findings.unexplained_high_costs == false
}

exempt["no-exception"] := false if relation.conditions_met_2023 == false

exempt["no-exception"] := false if findings.unexplained_high_costs

departed contains "conditions-met-last-year" if findings.renewal_offer

departed contains "no-unexplained-costs" if findings.renewal_offer

noted contains "renewal-exceptions" if exempt["no-exception"] == false
