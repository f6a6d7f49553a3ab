package asr.ggz_2024.spravato_test

import data.asr.ggz_2024.spravato
import rego.v1

test_the_agreement_needs_no_authorisation if {
	spravato.exempt["agreement-only"] with input.insurers as {"asr": {"spravato": {"question": "agreement"}}}
}

test_a_use_does if {
	spravato.exempt["agreement-only"] == false with input.insurers as {"asr": {"spravato": {"question": "use"}}}
}
