# ${title}: whom and which year the policy is about.
#
# Change what a provider has to be for the policy to be about it; policy.yaml has the clauses.
package ${policy}.scope

import data.policycheck.text
import rego.v1

# The values published on input.known_at.
parameters := text.parameters(data.${policy}.parameters)

conditions["contract-year"] := input.contract_year == parameters.contract_year

conditions["sector"] := "${sector}" in input.provider.sectors
