# Overeenkomst afsluiten: independent practice or institution, as the quality statute divides them.
package asr.ggz_2022.division

import data.policycheck.text
import rego.v1

parameters := text.parameters(data.asr.ggz_2022.parameters)

section := input.provider.quality_statute.section

independent if section == "II"

independent := false if section == "III"

contracted := parameters.contract_year in input.insurers.asr.contract_years
