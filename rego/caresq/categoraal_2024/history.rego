# Geen aanbod ontvangen: what earlier contracts with Caresq make of the provider.
package caresq.categoraal_2024.history

import data.policycheck.text
import rego.v1

parameters := text.parameters(data.caresq.categoraal_2024.parameters)

contract_years := input.insurers.caresq.contract_years

# A contract in the year before: Caresq approaches the provider itself.
contracted_last_year := parameters.previous_year in contract_years

contracted := parameters.contract_year in contract_years
