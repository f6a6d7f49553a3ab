package policycheck.amounts_test

import data.policycheck.amounts
import rego.v1

test_whole_euros_are_a_hundred_cents_each if {
	amounts.cents(0) == 0
	amounts.cents(50000) == 5000000
}

test_cents_that_binary_fractions_miss_are_exact if {
	amounts.cents(0.29) == 29
	amounts.cents(1.15) == 115
	amounts.cents(19.99) == 1999
	amounts.cents(49999.99) == 4999999
}

test_a_sum_of_cents_is_exact_where_a_sum_of_euros_is_not_needed if {
	amounts.cents(0.1) + amounts.cents(0.2) == amounts.cents(0.3)
}

test_a_cent_makes_the_difference if {
	amounts.cents(149999.99) < amounts.cents(150000)
	amounts.cents(150000.01) > amounts.cents(150000)
}

test_the_largest_amounts_keep_their_cents if {
	amounts.cents(999999999999.99) == 99999999999999
	amounts.cents(1000000000000) == 100000000000000
}

test_what_is_not_known_has_no_cents if {
	count([cents | cents := amounts.cents(input.amounts.unknown)]) == 0 with input.amounts as {"known": 1}
}
