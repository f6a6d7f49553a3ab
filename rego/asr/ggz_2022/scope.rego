# Inkoopbeleid GGZ 2022: whom and which year the policy is about.
package asr.ggz_2022.scope

import data.policycheck.text
import rego.v1

parameters := text.parameters(data.asr.ggz_2022.parameters)

conditions["contract-year"] := input.contract_year == parameters.contract_year

conditions["mental-health-care"] := "ggz" in input.provider.sectors

noted contains "other-years" if input.contract_year != parameters.contract_year

# The page calls itself incomplete, whatever is asked of it.
noted contains "incomplete-policy" if input.contract_year == parameters.contract_year
