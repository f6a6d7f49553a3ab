# Voor wie is dit inkoopbeleid bedoeld?: whom, which care and which year the policy is about.
package vgz.msz_2024.scope

import data.policycheck.text
import rego.v1

provider := input.provider

care := input.provider.medical_specialist.care

parameters := text.parameters(data.vgz.msz_2024.parameters)

conditions["contract-year"] := input.contract_year == parameters.contract_year

conditions["medical-specialist-care"] := "medical_specialist" in provider.sectors

# ## Ambulancezorg

conditions["not-ambulance-care"] := care != "ambulance"

# ## Diagnostiek en Trombosezorg

conditions["not-diagnostics"] := regional == false

regional := care in {"diagnostics", "thrombosis"}

noted contains "diagnostics-overlap" if {
	care == "diagnostics"
	provider.medical_specialist.molecular_diagnostics.offered
}

# ## Geriatrische revalidatiezorg

conditions["not-geriatric-rehabilitation"] := care != "geriatric_rehabilitation"

# ## Integrale geboortezorg

conditions["not-integral-birth-care"] := care != "integral_birth_care"
