# Inkoopsystematiek: whom and which years the policy is about.
package asr.geboortezorg_2023.scope

import data.asr.geboortezorg_2023.care
import data.policycheck.text
import rego.v1

parameters := text.parameters(data.asr.geboortezorg_2023.parameters)

first_year := input.contract_year == parameters.contract_year

second_year := input.contract_year == parameters.second_year

conditions["birth-care"] := "birth_care" in input.provider.sectors

# The second year belongs to the contract for two years, which integral birth care does not get.
conditions["contract-year"] if first_year

conditions["contract-year"] := care.two_years if second_year

conditions["contract-year"] := false if {
	first_year == false
	second_year == false
}

either_year := input.contract_year in {parameters.contract_year, parameters.second_year}

readings["integral-exception"]["approach-only"].conditions["contract-year"] := either_year

noted contains "second-year" if second_year
