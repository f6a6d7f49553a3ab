package asr.geboortezorg_2023.attention_test

import data.asr.geboortezorg_2023.attention
import rego.v1

test_an_offer_that_is_not_on_the_website_is_one_point if {
	attention.conditions["digital-on-website"] == false with input.provider as {"digital_care": {"available": true, "offer_on_website": false}}
}
