"""What is asked of shipped decisions, against cases that are completed and decided one by one."""

import json
import random
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest

from generators.cases import Cases, exchanged, fact_pointers, without
from policycheck.asking.model import Asking
from policycheck.asking.relevance import Asker, Question
from policycheck.errors import InvalidCase
from policycheck.evaluation import Policies, load
from policycheck.facts import case_from_mapping
from policycheck.model import FINAL_OUTCOMES
from policycheck.proving import relevance

Json = dict[str, Any]

SEED = 20261123
DECISIONS = (
    ("asr.geboortezorg_2023", "deprived_area_hardship"),
    ("asr.ggz_2022", "claims"),
    ("asr.ggz_2024", "application"),
    ("asr.ggz_2024", "ceiling_increase"),
    ("caresq.categoraal_2024", "conclusion"),
    ("vgz.msz_2024", "notice"),
)
SUBCASES = 5
COMPLETIONS = 15


class Told(relevance.Completions):
    """The completions that the solver finds, kept."""

    pairs: list[tuple[str, tuple[Mapping[str, Any], ...]]]
    alone: list[tuple[str, Mapping[str, Any]]]

    def matters(self, fact: str, beside: Collection[str] = ()) -> relevance.Answer:
        answer = super().matters(fact, beside)
        if answer is relevance.Answer.YES:
            self.pairs.append((fact, self.found()))
        return answer

    def settles(self, fact: str) -> relevance.Answer:
        answer = super().settles(fact)
        if answer is relevance.Answer.YES:
            self.alone.append((fact, self.found()[0]))
        return answer


@pytest.fixture(scope="module")
def policies() -> Policies:
    return load(policies=sorted({policy for policy, _ in DECISIONS}), engine="compiled")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> type[Told]:
    monkeypatch.setattr(relevance, "Completions", Told)
    Told.pairs, Told.alone = [], []
    return Told


def completed(known: Any, found: Any) -> Any:
    """What is known, and what was found beside it."""
    if isinstance(found, dict):
        known = known or {}
        return {**known, **{key: completed(known.get(key), each) for key, each in found.items()}}
    if isinstance(found, list):
        items = dict(enumerate(found))
        if known is None:
            return [completed(None, each) for each in found]
        return [completed(each, items.get(place)) for place, each in enumerate(known)]
    if known is not None:
        return known
    return float(found) if isinstance(found, Decimal) else found


def answer(policies: Policies, policy: str, decision: str, case: Json) -> tuple[str, str]:
    """The outcome and the result."""
    made = policies.decide(policy, decision, case)
    return str(made.outcome), json.dumps(dict(made.result or {}), sort_keys=True, default=str)


def asked(
    policies: Policies, policy: str, decision: str, draw: random.Random
) -> Iterator[tuple[Json, Asking]]:
    """Cases of which some facts are known, and what is still asked about them."""
    asker = Asker(policies)
    maker = Cases(policies, policy, decision)
    count = 0
    while count < SUBCASES:
        case = maker.drawn(draw.randint)
        left_out = draw.choice((0.1, 0.4, 0.8))
        pointers = fact_pointers(case, policies.schemas.schema)
        case = without(case, [each for each in pointers if draw.random() < left_out])
        try:
            asking = asker.ask(case_from_mapping(case), Question(((policy, decision),)))
        except InvalidCase:
            continue
        count += 1
        yield case, asking


@pytest.mark.parametrize(("policy", "decision"), DECISIONS)
def test_what_matters_can_be_shown_and_what_does_not_cannot(
    policies: Policies, told: type[Told], policy: str, decision: str
) -> None:
    draw = random.Random(f"{SEED} {policy} {decision}")
    for case, asking in asked(policies, policy, decision, draw):
        why = f"seed {SEED}, {json.dumps(case)}"
        assert asking.exact, why
        for fact, found in told.pairs:
            made = {answer(policies, policy, decision, completed(case, each)) for each in found}
            assert len(made) == 2, f"{why}: {fact}"
        for fact, alone in told.alone:
            outcome, _ = answer(policies, policy, decision, completed(case, alone))
            assert outcome in FINAL_OUTCOMES, f"{why}: {fact}"
        asking_of = {each.pointer for each in asking.facts}
        assert asking_of == {fact for fact, _ in told.pairs}, why
        told.pairs.clear()
        told.alone.clear()
        for one, other, changed in completions(policies, policy, decision, case, draw):
            if changed not in asking_of and not any(
                changed.startswith(f"{each}/") for each in asking_of
            ):
                assert answer(policies, policy, decision, one) == answer(
                    policies, policy, decision, other
                ), f"{why}: {changed}"


def completions(
    policies: Policies, policy: str, decision: str, case: Json, draw: random.Random
) -> Iterator[tuple[Json, Json, str]]:
    """Valid completions of a case, each with another that differs in one fact only."""
    maker = Cases(policies, policy, decision)
    schema = policies.schemas.schema
    drawn = [maker.drawn(draw.randint, maker.day(case)) for _ in range(6)]
    there = fact_pointers(case, schema)
    free = sorted({each for more in drawn for each in fact_pointers(more, schema)} - {*there})
    for _ in range(COMPLETIONS if free else 0):
        one = case
        for pointer in free:
            if draw.random() < 0.6:
                one = exchanged(one, draw.choice(drawn), [pointer])
        changed = draw.choice(free)
        other = exchanged(one, draw.choice(drawn), [changed])
        try:
            for each in (one, other):
                policies.input_document(policy, each)
        except InvalidCase:
            continue
        yield one, other, changed
