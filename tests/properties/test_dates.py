"""The day that is judged and the day whose text applies each do what they say, and no more."""

import shutil
from bisect import bisect
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

import policycheck
from generators.cases import Cases
from generators.subjects import NAMES, SUBJECTS
from policycheck import Policies
from policycheck.model import Decision, Status
from policycheck.policies.manifest import PolicyManifest

from .changing import changed

every_decision = pytest.mark.parametrize(("policy", "decision"), SUBJECTS, ids=NAMES)
# A text that changed on a day that is not known, and the parameter that it changed after.
CHANGED_AFTER = {
    "caresq.categoraal_2024": (
        "first_published",
        "the change of the signing day was published after the first text, without a day",
    ),
}
later_days = st.integers(0, 400).map(lambda count: timedelta(days=count))


@every_decision
@given(data=st.data(), later=later_days)
@settings(max_examples=8)
def test_the_day_that_is_asked_for_goes_before_that_of_the_case(
    policy: str, decision: str, policies: Policies, data: st.DataObject, later: timedelta
) -> None:
    cases = Cases(policies, policy, decision)
    case = data.draw(cases.strategy())
    day = cases.day(case) + later
    asked = policies.decide(policy, decision, case, as_of=day)
    written = policies.decide(policy, decision, {**case, "as_of": day.isoformat()})
    assert asked.as_of == day
    assert _said(asked) == _said(written)


@every_decision
@given(data=st.data())
@settings(max_examples=8)
def test_the_text_that_applies_is_that_of_the_day_judged_unless_another_is_asked_for(
    policy: str, decision: str, policies: Policies, data: st.DataObject
) -> None:
    cases = Cases(policies, policy, decision)
    case = changed(data.draw(cases.strategy()), {"known_at": None})
    assert policies.decide(policy, decision, case).known_at == cases.day(case)
    known_at = data.draw(st.sampled_from(cases.days))
    asked = policies.decide(policy, decision, case, known_at=known_at)
    written = policies.decide(policy, decision, {**case, "known_at": known_at.isoformat()})
    assert asked.known_at == known_at
    assert _said(asked) == _said(written)


@every_decision
@given(data=st.data())
@settings(max_examples=8)
def test_another_day_of_the_same_text_changes_nothing(
    policy: str, decision: str, policies: Policies, data: st.DataObject
) -> None:
    cases = Cases(policies, policy, decision)
    case = data.draw(cases.strategy())
    changes = days_of_change(policies.manifests[policy])
    day = data.draw(st.sampled_from(cases.days))
    same = [each for each in cases.days if bisect(changes, each) == bisect(changes, day)]
    one, other = (
        policies.decide(policy, decision, case, known_at=each)
        for each in (day, data.draw(st.sampled_from(same)))
    )
    assert (one.outcome, one.leaning, one.result) == (other.outcome, other.leaning, other.result)
    assert one.conditions == other.conditions


def days_of_change(policy: PolicyManifest) -> list[date]:
    """The days from which another text applies, in order."""
    published = (v.published for each in policy.parameters.values() for v in each.versions)
    amended = (each.published for each in policy.amendments.values())
    days = {day for day in (*published, *amended) if day is not None}
    if policy.id in CHANGED_AFTER:
        parameter, _ = CHANGED_AFTER[policy.id]
        value = policy.parameters[parameter].versions[0].value
        days.add(date.fromisoformat(value) + timedelta(days=1))
    return sorted(days)


def test_every_change_of_a_text_changes_something(policies: Policies) -> None:
    """The days of change are no more than there are."""
    for policy, manifest in policies.manifests.items():
        for day in days_of_change(manifest):
            before = day - timedelta(days=1)
            assert any(
                policies.decide(policy, decision, case, known_at=before).conditions
                != policies.decide(policy, decision, case, known_at=day).conditions
                for decision in manifest.decisions
                for case in Cases(policies, policy, decision).seeded(40, "change of the text")
            ), (policy, day)


@pytest.fixture(scope="module")
def republished(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Policies:
    """The policy with a later closing day, published on 10 August 2023."""
    rules = tmp_path_factory.mktemp("rules") / "rego"
    shutil.copytree(root / "rego", rules)
    path = rules / "asr" / "ggz_2024" / "parameters.yaml"
    yaml = YAML(typ="safe", pure=True)
    parameters = yaml.load(path.read_text(encoding="utf-8"))
    versions = parameters["request_before"]["versions"]
    versions.append({"published": "2023-08-10", "value": "2023-10-01"})
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(parameters, file)
    return policycheck.load(rules, policies=["asr.ggz_2024"])


@pytest.mark.parametrize(
    ("known_at", "due", "status"),
    [
        (date(2023, 8, 9), date(2023, 8, 31), Status.NOT_MET),
        (date(2023, 8, 10), date(2023, 9, 30), Status.MET),
        (date(2023, 8, 11), date(2023, 9, 30), Status.MET),
        (None, date(2023, 9, 30), Status.MET),
    ],
)
def test_a_parameter_has_the_value_that_was_published_by_then(
    known_at: date | None, due: date, status: Status, republished: Policies
) -> None:
    case = changed(
        {"as_of": "2023-12-01", "contract_year": 2024},
        {
            "insurers.asr.contract_years": [],
            "insurers.asr.contract_request.received_on": "2023-09-15",
            "insurers.asr.contract_request.requested_start_on": "2024-01-01",
        },
    )
    decided = republished.decide("asr.ggz_2024", "application", case, known_at=known_at)
    condition = decided.conditions["request-in-time"]
    assert (condition.due, condition.status) == (due, status)


def _said(decision: Decision) -> tuple[Any, ...]:
    return (
        decision.as_of,
        decision.known_at,
        decision.outcome,
        decision.leaning,
        decision.result,
        decision.conditions,
        decision.combinations,
        decision.deadlines,
    )
