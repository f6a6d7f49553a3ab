package vgz.msz_2024.medicines_test

import data.vgz.msz_2024.medicines
import rego.v1

test_a_medicine_in_the_list if {
	medicines.conditions["in-price-list"] with input.insurers as {"vgz": {"medicine": {"in_price_list": true}}}
}

test_the_amendment_on_tests_is_noted if {
	"ciebag-medicines" in medicines.noted with input.provider as {"medical_specialist": {"medicine": {"ciebag_met": false}}}
		with input.known_at as "2023-08-02"
}
