# Nieuwe zorgaanbieder: what earlier contracts with a.s.r. make of the provider.
package asr.ggz_2024.history

import data.policycheck.text
import rego.v1

parameters := text.parameters(data.asr.ggz_2024.parameters)

contract_years := input.insurers.asr.contract_years

# A contract in the year before: a.s.r. approaches the provider itself.
contracted_last_year := parameters.previous_year in contract_years

# A contract in an earlier year, and none in the year before.
lapsed := count(earlier_years) > 0 if contracted_last_year == false

lapsed := false if contracted_last_year

earlier_years := [year | some year in contract_years; year < parameters.previous_year]

# The paragraph names new providers, providers that never had a contract, and providers with a
# contract in 2023. A lapsed provider is named by none of the three.
named := lapsed == false
