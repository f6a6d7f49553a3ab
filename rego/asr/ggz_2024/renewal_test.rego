package asr.ggz_2024.renewal_test

import data.asr.ggz_2024.renewal
import rego.v1

test_without_an_exception_there_is_nothing_to_decide if {
	renewal.exempt["no-exception"] with input.insurers as {"asr": {"conditions_met_2023": true, "findings": {"unexplained_high_costs": false}}}
}

test_one_exception_is_enough if {
	renewal.exempt["no-exception"] == false with input.insurers as {"asr": {"findings": {"unexplained_high_costs": true}}}
}

test_an_offer_all_the_same_settles_both_exceptions if {
	departed := renewal.departed with input.insurers as {"asr": {"findings": {"renewal_offer": true}}}
	departed == {"conditions-met-last-year", "no-unexplained-costs"}
}
