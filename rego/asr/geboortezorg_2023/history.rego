# Inkoopsystematiek: who had a contract with a.s.r. in the year before.
package asr.geboortezorg_2023.history

import data.policycheck.text
import rego.v1

parameters := text.parameters(data.asr.geboortezorg_2023.parameters)

contracted_last_year := parameters.previous_year in input.insurers.asr.contract_years
