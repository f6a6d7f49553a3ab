# Nieuwe zorgaanbieders; Inkoopsystematiek: the request for a contract and the signature
package asr.geboortezorg_2023.application

import data.asr.geboortezorg_2023.history
import data.asr.geboortezorg_2023.scope
import data.policycheck.outcome
import data.policycheck.text
import rego.v1

relation := input.insurers.asr

signatory := input.provider.vecozo_signatory

parameters := text.parameters(data.asr.geboortezorg_2023.parameters)

decision := outcome.decide(data.asr.geboortezorg_2023.manifests.application, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": scope.readings,
	"due": due,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

# ## Nieuwe zorgaanbieders

# Who had a contract in the year before is approached and need not ask.
exempt["contracted-last-year"] := history.contracted_last_year

conditions["request-channel"] := relation.contract_request.channel == "contracts_mailbox"

# The text sets no day, no turnover and no ban on an earlier start: none is borrowed.
noted contains "no-window" if relation.contract_request.received_on

noted contains "no-window" if relation.contract_request.requested_start_on < relation.contract.concluded_on

conditions["request-has-agb"] := relation.birth_care.request_contents.agb_code

conditions["request-has-name"] := relation.birth_care.request_contents.practice_name

conditions["request-has-care"] := relation.birth_care.request_contents.care

# ## Inkoopsystematiek

conditions["signatory-certificate"] := signatory.personal_certificate

conditions["signatory-authorised"] := signatory.authorised

noted contains "certificate-place" if signatory.personal_certificate == false

noted contains "certificate-place" if signatory.authorised == false

# ## Tijdpad

conditions["published-on-website"] := relation.contract.published_on <= parameters.published_on

due["published-on-website"] := parameters.published_on

noted contains "publication-day" if relation.contract.published_on != parameters.published_on
