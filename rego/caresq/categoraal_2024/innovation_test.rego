package caresq.categoraal_2024.innovation_test

import data.caresq.categoraal_2024.innovation
import rego.v1

test_an_impactful_transformation_goes_to_the_market_leaders if {
	innovation.result.desk == "market_leaders" with input.insurers as {"caresq": {"initiative": {"kind": "impactful_transformation"}}}
}

test_without_an_award_nothing_is_discussed if {
	innovation.exempt["nothing-awarded"] with input.insurers as {"caresq": {"initiative": {"awarded": false}}}
}
