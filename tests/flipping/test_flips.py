"""What would change a decision, against every value decided one by one."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from made_up import made_up_rules, replace
from policycheck import Policies, load
from policycheck.errors import InvalidCase
from policycheck.facts import Case, case_from_mapping, load_schemas, read_case
from policycheck.facts.dictionary import Change
from policycheck.flipping import Flips, When, Wish
from policycheck.flipping.encoding import Encoding, at, put
from policycheck.flipping.finding import find_flips
from policycheck.model import Outcome

DEMO = "acme.demo_2024"
RECEIVED = "/insurers/asr/contract_request/received_on"
CHANNEL = "/insurers/asr/contract_request/channel"
SEED = 20240117


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Policies:
    """A policy that asks for a day of receipt up to a last day, and for one channel."""
    rules = made_up_rules(tmp_path_factory.mktemp("demo"))
    folder = rules / "acme/demo_2024"
    replace(folder / "application.rego", 'due["request-in-time"]', 'due["channel-of-old"]')
    for name in ("channel-of-old", "channel-of-now"):
        told = f"- id: {name}\n        modality: "
        replace(folder / "application.yaml", f"{told}expectation", f"{told}must")
    return load(rules)


@pytest.fixture(scope="module")
def shipped() -> Policies:
    return load(engine="compiled")


def demo_cases(count: int) -> Iterator[tuple[Case, date, Outcome]]:
    """Cases of which each fact is known or not, around the day that counts."""
    draw = random.Random(SEED)
    channels = load_schemas().dictionary[CHANNEL].values
    for _ in range(count):
        as_of = date(2023, 9, 20) + timedelta(days=draw.randrange(25))
        request: dict[str, Any] = {}
        if draw.random() < 0.6:
            request["received_on"] = (as_of - timedelta(days=draw.randrange(30))).isoformat()
        if draw.random() < 0.6:
            request["channel"] = draw.choice(channels)
        facts: dict[str, Any] = {"insurers": {"asr": {"contract_request": request}}}
        if draw.random() < 0.8:
            facts["contract_year"] = draw.choice([2023, 2024, 2024, 2024])
        if draw.random() < 0.5:
            facts["known_at"] = draw.choice(["2023-07-30", "2023-08-02", "2023-09-01"])
        yield case_from_mapping(facts), as_of, draw.choice([*Outcome])


def outcome(policies: Policies, facts: dict[str, Any], day: date) -> Outcome | None:
    facts = {name: value for name, value in facts.items() if name != "as_of"}
    return policies.decide(DEMO, "application", facts, as_of=day).outcome


def days_of(found: Flips, when: When) -> set[date]:
    """The days that flips of the day of receipt alone name, within the days that are tried."""
    days = set()
    for flip in found.flips:
        for each in flip.changes:
            if (each.pointer, each.when, len(flip.changes)) == (RECEIVED, when, 1):
                low = date.fromisoformat(each.low) if each.low else date.min
                high = date.fromisoformat(each.high) if each.high else date.max
                days |= {day for day in TRIED if low <= day <= high}
    return days


TRIED = [date(2023, 8, 15) + timedelta(days=n) for n in range(80)]


def test_one_fact_of_a_made_up_policy_is_what_every_value_comes_to(demo: Policies) -> None:
    channels = load_schemas().dictionary[CHANNEL].values
    for case, as_of, wanted in demo_cases(40):
        made = outcome(demo, dict(case.value), as_of)
        wish = Wish((wanted,), facts=1, anyones=True)
        found = find_flips(demo, DEMO, "application", case, wish, as_of=as_of)
        if made is wanted:
            assert found.turned or not found.flips
            continue
        message = f"seed {SEED}, {dict(case.value)} on {as_of} to {wanted}"
        said = {flip.changes[0].after for flip in found.flips if flip.changes[0].pointer == CHANNEL}
        true = {
            value
            for value in channels
            if outcome(demo, put(case.value, CHANNEL, value), as_of) is wanted
        }
        assert said == true, message
        deeds = {
            day
            for day in TRIED
            if day >= as_of
            and outcome(demo, put(case.value, RECEIVED, day.isoformat()), day) is wanted
        }
        past = {
            day
            for day in TRIED
            if day <= as_of
            and outcome(demo, put(case.value, RECEIVED, day.isoformat()), as_of) is wanted
        }
        tried_deeds = {day for day in days_of(found, When.DEED) if day >= as_of}
        assert tried_deeds == deeds, message
        assert {day for day in days_of(found, When.PAST) if day <= as_of} == past, message


def test_two_facts_of_a_made_up_policy_are_found_where_there_are_any(demo: Policies) -> None:
    channels = load_schemas().dictionary[CHANNEL].values
    seen = set()
    for case, as_of, _ in demo_cases(25):
        wanted = Outcome.MET
        if outcome(demo, dict(case.value), as_of) is wanted:
            continue
        single = find_flips(demo, DEMO, "application", case, Wish((wanted,), 1), as_of=as_of)
        if single.flips:
            continue
        found = find_flips(demo, DEMO, "application", case, Wish((wanted,), 2), as_of=as_of)
        there = any(
            outcome(demo, put(put(case.value, CHANNEL, value), RECEIVED, day.isoformat()), day)
            is wanted
            for value in channels
            for day in TRIED
            if day >= as_of
        )
        pairs = {tuple(sorted(each.pointer for each in flip.changes)) for flip in found.flips}
        message = f"seed {SEED}, {dict(case.value)} on {as_of}"
        assert ((CHANNEL, RECEIVED) in pairs) is there, message
        assert found.unsettled == 0
        seen.add(there)
    assert seen == {True, False}


DENIED = [
    ("asr.ggz_2024", "retroactive-start", "application"),
    ("asr.ggz_2024", "ceiling-69-99", "ceiling_increase"),
    ("asr.ggz_2024", "spravato-and-peers", "spravato"),
    ("asr.ggz_2024", "mid-year-without-claims", "application"),
    ("vgz.msz_2024", "late-zbc", "application"),
    ("caresq.categoraal_2024", "epilepsy-centre-of-three-sectors", "approach"),
    ("asr.geboortezorg_2023", "carers-cooperative", "contract_term"),
]


@pytest.mark.parametrize(("policy", "name", "decision"), DENIED)
def test_a_value_turns_a_shipped_case_if_and_only_if_it_was_found(
    root: Path, shipped: Policies, policy: str, name: str, decision: str
) -> None:
    """Values at random, also near what was found: decided one by one."""
    case = read_case(root / f"fixtures/cases/{policy}/{name}.yaml")
    wanted = Outcome.MET
    found = find_flips(shipped, policy, decision, case, Wish((wanted,), 1, anyones=True))
    encoding = Encoding(shipped.schemas.schema, {})
    rule = shipped.manifests[policy].decisions[decision]
    pointers = sorted({path for each in rule.conditions.values() for path in each.facts})
    draw = random.Random(SEED)
    tried = 0
    for pointer in pointers:
        definition = shipped.schemas.dictionary.at(pointer)
        domain = encoding.domain(pointer) if encoding.kind(pointer) != "event_date" else None
        if definition is None or definition.change is None or domain is None:
            continue
        if definition.type in ("text", "identifier"):
            continue  # those that rules ask for are not known here
        spans = [
            (flip.changes[0].low, flip.changes[0].high, flip.changes[0].after)
            for flip in found.flips
            if flip.changes[0].pointer == pointer
        ]
        ends = [encoding.number(pointer, end) for span in spans for end in span if end is not None]
        present = at(case.value, pointer)
        ends += [] if present is None else [encoding.number(pointer, present)]
        near = [end + step for end in ends for step in (-1, 0, 1)]
        for number in [*near, *(draw.randint(*domain) for _ in range(4))]:
            if not domain[0] <= number <= domain[1]:
                continue
            value = encoding.value(pointer, number)
            facts = put(case.value, pointer, value)
            try:
                decided = shipped.decide(policy, decision, facts)
            except InvalidCase:
                continue  # it is no case
            tried += 1
            points = definition.type in ("bool", "enum")
            said = any(
                value == after
                if points
                else (low is None or encoding.number(pointer, low) <= number)
                and (high is None or number <= encoding.number(pointer, high))
                for low, high, after in spans
            )
            assert said is (decided.outcome is wanted), f"seed {SEED}, {pointer} {value}"
    assert tried > 10


def test_what_is_found_is_a_case_that_the_engine_decided(root: Path, shipped: Policies) -> None:
    case = read_case(root / "fixtures/cases/asr.ggz_2024/retroactive-start.yaml")
    wish = Wish((Outcome.MET,))
    found = find_flips(shipped, "asr.ggz_2024", "application", case, wish)
    [flip] = found.flips
    [changed] = flip.changes
    assert changed.pointer == "/insurers/asr/contract_request/requested_start_on"
    assert (changed.before, changed.after) == ("2024-02-28", "2024-02-29")
    assert (changed.low, changed.high) == ("2024-02-29", None)
    assert flip.decision.outcome is Outcome.MET
    assert found.verified >= 2
    assert all(each.change is Change.CHANGEABLE for each in flip.changes)


def test_a_deed_is_offered_from_the_day_that_is_judged_to_the_last_day(demo: Policies) -> None:
    request = {"channel": "contracts_mailbox"}
    case = case_from_mapping(
        {"contract_year": 2024, "insurers": {"asr": {"contract_request": request}}}
    )
    day = date(2023, 9, 20)
    wish = Wish((Outcome.MET,))
    [flip] = find_flips(demo, DEMO, "application", case, wish, as_of=day, known_at=day).flips
    [changed] = flip.changes
    assert (changed.when, changed.after) == (When.DEED, "2023-09-20")
    assert (changed.low, changed.high) == (None, "2023-10-01")
    assert (flip.as_of, flip.until) == (date(2023, 9, 20), date(2023, 10, 1))
    day = date(2023, 10, 2)
    found = find_flips(demo, DEMO, "application", case, wish, as_of=day, known_at=day)
    assert (found.flips, found.pairs is not None) == ((), True)


def test_only_what_the_provider_can_change_unless_anyone_may(root: Path, shipped: Policies) -> None:
    case = read_case(root / "fixtures/cases/asr.ggz_2024/held-claims.yaml")
    asked = ("asr.ggz_2024", "claims", case)
    assert find_flips(shipped, *asked, Wish((Outcome.MET,))).flips == ()
    [flip] = find_flips(shipped, *asked, Wish((Outcome.MET,), anyones=True)).flips
    assert [each.change for each in flip.changes] == [Change.INSURER]


@pytest.mark.parametrize(
    ("uzovi", "wanted"), [("3360", Outcome.NOT_APPLICABLE), ("0101", Outcome.MET)]
)
def test_a_text_can_become_one_that_no_rule_asks_for_and_the_other_way(
    root: Path, shipped: Policies, uzovi: str, wanted: Outcome
) -> None:
    pointer = "/insurers/caresq/claim/uzovi"
    case = read_case(root / "fixtures/cases/caresq.categoraal_2024/thrombosis-claim.yaml")
    case = case_from_mapping(put(case.value, pointer, uzovi))
    asked = ("caresq.categoraal_2024", "claims", case)
    found = find_flips(shipped, *asked, Wish((wanted,), 1))
    changed = [each for flip in found.flips for each in flip.changes if each.pointer == pointer]
    assert [(each.before, each.after == "3360") for each in changed] == [(uzovi, uzovi != "3360")]


def test_what_has_the_outcome_already_needs_no_change(root: Path, shipped: Policies) -> None:
    case = read_case(root / "fixtures/cases/asr.ggz_2024/asks-31-august.yaml")
    found = find_flips(shipped, "asr.ggz_2024", "application", case, Wish((Outcome.MET,)))
    assert (found.flips, found.wish.outcomes, found.boxes) == ((), (), 0)
