# Inkoopbeleid 2024, GGZ instellingen: whom and which year the policy is about.
package asr.ggz_2024.scope

import data.policycheck.text
import rego.v1

parameters := text.parameters(data.asr.ggz_2024.parameters)

conditions["contract-year"] := input.contract_year == parameters.contract_year

conditions["mental-health-care"] := "ggz" in input.provider.sectors

conditions["institution"] := input.provider.organisation == "institution"

noted contains "other-years" if input.contract_year != parameters.contract_year

# The sharpening that is announced for August may have changed this text.
noted contains "text-version" if input.known_at <= parameters.sharpening_until
