# Inkoopbeleid Categorale instellingen 2024: whom and which year the policy is about.
package caresq.categoraal_2024.scope

import data.policycheck.text
import rego.v1

institution := input.provider.categorical

parameters := text.parameters(data.caresq.categoraal_2024.parameters)

conditions["contract-year"] := input.contract_year == parameters.contract_year

conditions["categorical-institution"] := "categorical" in input.provider.sectors

conditions["listed-kind"] := institution.kind != "other"

# Geriatric rehabilitation is care that only a rehabilitation centre delivers.
conditions["not-geriatric"] if institution.geriatric_rehabilitation == false

conditions["not-geriatric"] if institution.kind != "rehabilitation"

conditions["not-geriatric"] := false if {
	institution.kind == "rehabilitation"
	institution.geriatric_rehabilitation
}

# A centre of a kind that is listed can be a hospital or a clinic as well, which have policies of their own.
conditions["own-policy"] if institution.also in {"none", "hospital", "independent_clinic"}

readings["scope-overlap"]["policy-of-the-other"].conditions["own-policy"] := institution.also == "none"

noted contains "other-years" if input.contract_year != parameters.contract_year
