# The kinds of birth care for which a contract is asked.
package asr.geboortezorg_2023.care

import rego.v1

kinds := input.provider.birth_care.care

midwifery := "midwifery" in kinds

maternity := "maternity" in kinds

prenatal_screening := "prenatal_screening" in kinds

birth_centre := "birth_centre" in kinds

integral := "integral" in kinds

# The kinds for which the document offers a contract for two years: all but integral care.
two_years if {
	some kind in kinds
	kind != "integral"
}

two_years := false if {
	every kind in kinds {
		kind == "integral"
	}
}
