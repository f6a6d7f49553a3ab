package caresq.categoraal_2024.conclusion_test

import data.caresq.categoraal_2024.conclusion
import rego.v1

test_11_november_is_in_time if {
	conclusion.conditions["signed-in-time"] with input.insurers as {"caresq": {"contract": {"signed_on": "2023-11-11"}}}
		with input.known_at as "2024-01-05"
}

test_the_date_of_the_first_text_is_not_known if {
	conclusion.conditions["signed-in-time"] == "open" with input.insurers as {"caresq": {"contract": {"signed_on": "2023-11-08"}}}
		with input.known_at as "2023-04-01"
}
