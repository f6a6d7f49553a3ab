"""Facts of a case that is met are spoiled; what is found makes it met again, says the real OPA."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from generators.cases import declared_facts, without
from policycheck import Policies, load
from policycheck.errors import InvalidCase
from policycheck.facts import Case, case_from_mapping, read_case
from policycheck.facts.dictionary import Change
from policycheck.flipping import Flip, When, Wish
from policycheck.flipping.encoding import Encoding, at, put
from policycheck.flipping.finding import find_flips
from policycheck.model import Outcome

SEED = 20261123
MET = [
    ("asr.geboortezorg_2023", "reduced-second-line", "second_line_supplement"),
    ("asr.ggz_2022", "invoice-of-may", "claims"),
    ("asr.ggz_2024", "new-institution", "application"),
    ("caresq.categoraal_2024", "thrombosis-claim", "claims"),
    ("vgz.msz_2024", "hospital", "eligibility"),
    ("vgz.msz_2024", "tests-2-august", "molecular_diagnostics"),
]


@pytest.fixture(scope="module")
def shipped() -> Policies:
    return load(policies=sorted({policy for policy, _, _ in MET}), engine="compiled")


def spoiled(
    policies: Policies, policy: str, decision: str, met: Case, draw: random.Random
) -> Iterator[tuple[Case, tuple[str, ...]]]:
    """The case without one or two facts that the provider can change, or with others."""
    encoding = Encoding(policies.schemas.schema, {})
    rule = policies.manifests[policy].decisions[decision]
    facts = [
        pointer
        for pointer in sorted(declared_facts(rule))
        if at(met.value, pointer) is not None
        and (definition := policies.schemas.dictionary.at(pointer))
        and definition.change is Change.CHANGEABLE
    ]
    for count in (1, 1, 2):
        chosen = tuple(draw.sample(facts, min(count, len(facts))))
        case = dict(met.value)
        for pointer in chosen:
            case = without(case, [pointer])
            if encoding.kind(pointer) in ("bool", "enum") and draw.random() < 0.6:
                number = draw.randint(*(encoding.domain(pointer) or (0, 0)))
                case = put(case, pointer, encoding.value(pointer, number))
        try:
            yield case_from_mapping(case), chosen
        except InvalidCase:
            continue


@pytest.mark.parametrize(("policy", "name", "decision"), MET)
def test_what_was_spoiled_is_found_and_the_real_opa_agrees(
    root: Path, shipped: Policies, opa: Any, policy: str, name: str, decision: str
) -> None:
    met = read_case(root / f"fixtures/cases/{policy}/{name}.yaml")
    assert shipped.decide(policy, decision, met).outcome is Outcome.MET
    rules = shipped.rules(policy)
    engine = opa()
    for module, source in rules.modules.items():
        engine.add_policy(module, source)
    engine.add_data(dict(rules.data))
    path = rules.entrypoints[decision].replace("/", ".")

    def opas(case: Case, flip: Flip, day: date) -> str:
        facts = dict(case.value)
        for each in flip.changes:
            after = day.isoformat() if each.when is When.DEED else each.after
            facts = put(facts, each.pointer, after)
        known_at = None if "known_at" in facts else day
        try:
            document = shipped.input_document(policy, facts, as_of=day, known_at=known_at)
        except InvalidCase:
            return "no case"
        return str(engine.eval_document(path, document)["outcome"])

    draw = random.Random(f"{SEED} {policy} {decision}")
    tried = 0
    for case, chosen in spoiled(shipped, policy, decision, met, draw):
        made = shipped.decide(policy, decision, case)
        if made.outcome is Outcome.MET:
            continue
        found = find_flips(shipped, policy, decision, case, Wish((Outcome.MET,)))
        why = f"seed {SEED}, {dict(case.value)} without {chosen}"
        events = [
            each
            for each in chosen
            if Encoding(shipped.schemas.schema, {}).kind(each) == "event_date"
            and at(met.value, each) != made.as_of.isoformat()
        ]
        if not events and not found.unsettled:
            # What is past by the day that is judged cannot be done any more.
            assert min(len(flip.changes) for flip in found.flips) <= len(chosen), why
        for flip in found.flips[:3]:
            tried += 1
            assert flip.as_of is not None
            assert opas(case, flip, flip.as_of) == Outcome.MET, why
            if flip.until:
                assert opas(case, flip, flip.until) == Outcome.MET, why
                assert opas(case, flip, flip.until + timedelta(1)) != Outcome.MET, why
    engine.close()
    assert tried
