package vgz.msz_2024.attention_test

import data.vgz.msz_2024.attention
import rego.v1

test_15_june_is_in_time if {
	attention.conditions["explained-in-time"] with input.insurers as {"vgz": {"policy_explained": {"on": "2023-06-15"}}}
		with input.known_at as "2023-06-20"
}

test_16_june_is_late if {
	attention.conditions["explained-in-time"] == false with input.insurers as {"vgz": {"policy_explained": {"on": "2023-06-16"}}}
		with input.known_at as "2023-06-20"
}

test_an_offer_in_the_structure_of_2024 if {
	attention.conditions["offer-product-structure"] == false with input.insurers as {"vgz": {"offer": {"product_structure_year": 2024}}}
		with input.known_at as "2023-06-20"
}
