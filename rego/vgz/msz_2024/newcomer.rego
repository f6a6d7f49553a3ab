# Zo kopen wij zorg in bij nieuwe zorgaanbieders: who is a new provider.
package vgz.msz_2024.newcomer

import data.policycheck.text
import rego.v1

specialist := input.provider.medical_specialist

contract_years := input.insurers.vgz.contract_years

parameters := text.parameters(data.vgz.msz_2024.parameters)

zbc := specialist.kind == "zbc"

contracted_last_year := parameters.previous_year in contract_years

# The contract for the year itself makes nobody less new.
earlier_years := [year | some year in contract_years; year < parameters.contract_year] if contract_years

never_contracted := count(earlier_years) == 0

# An acquired clinic is treated as a new one, whatever contract it had.
acquired_zbc if {
	zbc
	specialist.acquired
}

acquired_zbc := false if zbc == false

acquired_zbc := false if specialist.acquired == false

# Somebody who starts, who has no contract, or an acquired clinic.
new_provider if specialist.starting

new_provider if contracted_last_year == false

new_provider if acquired_zbc

new_provider := false if {
	specialist.starting == false
	contracted_last_year
	acquired_zbc == false
}

# The same, when only who never had a contract has none yet.
never_before if specialist.starting

never_before if never_contracted

never_before if acquired_zbc

never_before := false if {
	specialist.starting == false
	never_contracted == false
	acquired_zbc == false
}

# A new or acquired clinic, under either reading.
new_zbc if {
	zbc
	new_provider
}

new_zbc := false if zbc == false

new_zbc := false if new_provider == false

never_before_zbc if {
	zbc
	never_before
}

never_before_zbc := false if zbc == false

never_before_zbc := false if never_before == false
