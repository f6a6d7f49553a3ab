package caresq.categoraal_2024.expensive_medicines_test

import data.caresq.categoraal_2024.expensive_medicines
import rego.v1

test_the_purchase_price_makes_no_profit if {
	expensive_medicines.conditions["no-profit"] with input.insurers as {"caresq": {"medicine": {"tariff": 19.99, "realised_purchase_price": 19.99}}}
}

test_a_cent_more_does if {
	expensive_medicines.conditions["no-profit"] == false with input.insurers as {"caresq": {"medicine": {"tariff": 20, "realised_purchase_price": 19.99}}}
}
