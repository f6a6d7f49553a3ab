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

test_that_nothing_is_said_on_an_earlier_start_is_noted if {
	"no-window" in application.noted with input.insurers as {"asr": {"contract_request": {"requested_start_on": "2024-02-28"}, "contract": {"concluded_on": "2024-02-29"}}}
		with input.known_at as "2024-03-01"
}

test_a_start_on_the_day_of_conclusion_is_not_earlier if {
	count(application.noted) == 0 with input.insurers as {"asr": {"contract_request": {"requested_start_on": "2024-02-29"}, "contract": {"concluded_on": "2024-02-29"}}}
		with input.known_at as "2024-03-01"
}
