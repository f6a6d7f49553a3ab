package asr.geboortezorg_2023.application_test

import data.asr.geboortezorg_2023.application
import rego.v1

test_a_certificate_of_somebody_else_does_not_count if {
	application.conditions["signatory-certificate"] == false with input.provider as {"vecozo_signatory": {"personal_certificate": false}}
}

test_a_publication_on_12_november_is_on_time if {
	application.conditions["published-on-website"] with input.insurers as {"asr": {"contract": {"published_on": "2022-11-12"}}}
		with input.known_at as "2022-12-01"
}

test_a_publication_a_day_later_is_not if {
	application.conditions["published-on-website"] == false with input.insurers as {"asr": {"contract": {"published_on": "2022-11-13"}}}
		with input.known_at as "2022-12-01"
}
