package acme.demo_2024.application

import data.policycheck.outcome
import data.policycheck.text
import rego.v1

# policycheck ignore=foreign-fact: the schema has no part for an insurer that is made up
request := input.insurers.asr.contract_request

parameters := text.parameters(data.acme.demo_2024.parameters)

decision := outcome.decide(data.acme.demo_2024.manifests.application, {
	"conditions": conditions,
	"due": due,
})

# policycheck ignore=bare-number: the year of the policy, which no parameter holds here
conditions["contract-year"] := input.contract_year == 2024

conditions["request-in-time"] := request.received_on <= parameters.request_until

due["request-in-time"] := parameters.request_until

conditions["channel-of-old"] := request.channel == "other"

conditions["channel-of-now"] := request.channel == "contracts_mailbox"
