"""A made-up decision of few facts, so that every case of it can be decided."""

from pathlib import Path

import pytest

from made_up import made_up_rules
from policycheck.evaluation import Policies, load

POLICY = "acme.demo_2024"

REGO = """package acme.demo_2024.application

import data.policycheck.outcome
import data.policycheck.text
import rego.v1

parameters := text.parameters(data.acme.demo_2024.parameters)

provider := input.provider

relation := input.insurers.asr

decision := outcome.decide(data.acme.demo_2024.manifests.application, {
	"conditions": conditions,
	"exempt": exempt,
	"departed": departed,
	"result": result,
})

conditions["contract-year"] := input.contract_year == 2024

conditions["request-in-time"] := relation.contract_request.received_on <= parameters.request_until

conditions["registered"] := provider.kvk_registered

exempt["no-admission-needed"] := provider.wtza_status == "exempt"

# Whichever it is, this is met.
conditions["either"] if provider.sound_administration == true

conditions["either"] if provider.sound_administration == false

conditions["no-errors"] := count(doubts) == 0

doubts := [1 | some each in provider.serious_errors; each.integrity_in_doubt]

conditions["no-claims"] := relation.data_requests == "none_made"

departed contains "no-claims" if relation.departures.no_claims_yet.on <= input.as_of

conditions["channel"] := relation.contract_request.channel == "contracts_mailbox"

result["form"] := "small" if relation.turnover["2022"] < 100

result["form"] := "large" if relation.turnover["2022"] >= 100
"""

YAML = """title: {nl: Aanvraag, en: Application}
question: {nl: Is het verzoek op tijd?, en: Is the request in time?}
asked_by: [/insurers/asr/contract_request]
outcomes:
  met: {nl: Op tijd., en: In time.}
  not_met: {nl: Te laat., en: Too late.}
  refer: {nl: Acme beslist., en: Acme decides.}
  undetermined: {nl: Niet bekend., en: Not known.}
  not_applicable: {nl: Niet van toepassing., en: Not applicable.}
result:
  $schema: https://json-schema.org/draft/2020-12/schema
  type: object
  properties:
    form:
      title: The form
      x-title-nl: De vorm
      x-values:
        small: {nl: klein, en: small}
        large: {nl: groot, en: large}
      enum: [small, large]
  required: [form]
  additionalProperties: false
result_facts: [/insurers/asr/turnover/2022]
exemptions:
  no-admission-needed:
    title: {nl: Vrijgesteld., en: Exempt.}
    refs: [app-01]
    facts: [/provider/wtza_status]
clauses:
  - id: app-01
    section: Aanvraag
    lines: "3"
    checksum: 3c9ee040e5ce572b
    title: {nl: Het verzoek is op tijd., en: The request is in time.}
    conditions:
      - id: request-in-time
        modality: must
        title: {nl: Het verzoek is op tijd., en: The request is in time.}
        facts: [/insurers/asr/contract_request/received_on]
      - id: registered
        modality: must
        title: {nl: Ingeschreven., en: Registered.}
        facts: [/provider/kvk_registered]
        exempt_by: [no-admission-needed]
      - id: either
        modality: must
        title: {nl: Hoe dan ook., en: Either way.}
        facts: [/provider/sound_administration]
      - id: no-errors
        modality: judgement
        title: {nl: Geen fouten., en: No errors.}
        facts: [/provider/serious_errors]
      - id: no-claims
        modality: in_principle
        title: {nl: Geen declaraties., en: No claims.}
        facts: [/insurers/asr/data_requests]
        departure: [/insurers/asr/departures/no_claims_yet/on]
      - id: channel
        modality: expectation
        title: {nl: Per mail., en: By mail.}
        facts: [/insurers/asr/contract_request/channel]
  - id: app-02
    section: Aanvraag
    lines: "4"
    checksum: f0b5828bf274e44f
    title: {nl: Een brief., en: A letter.}
    information: {reason: invitation}
  - id: app-03
    section: Aanvraag
    lines: "5"
    checksum: a9fad24aea9b93bb
    title: {nl: Een mail., en: A mail.}
    information: {reason: invitation}
"""


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rules directory of a made-up policy with one decision."""
    rules = made_up_rules(tmp_path_factory.mktemp("asking"))
    place = rules / "acme/demo_2024"
    (place / "application.rego").write_text(REGO, encoding="utf-8")
    (place / "application.yaml").write_text(YAML, encoding="utf-8")
    (place / "application_test.rego").unlink()
    return rules


@pytest.fixture(scope="session")
def made_up_policies(made_up: Path) -> Policies:
    """The same, loaded."""
    return load(made_up)
