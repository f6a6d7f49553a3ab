"""Every decision is the same in regopy and in the real OPA, whatever the case and the readings."""

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

import policycheck
from generators.cases import Cases
from generators.saying import say
from generators.subjects import NAMES, POLICIES, SUBJECTS
from policycheck import Policies

from .engines import Engines

SEED = "agreement"
CASES = 60
CASES_WITH_READINGS = 20

ByPolicy = Callable[[str], Engines]


def readings_that_matter(policies: Policies, policy: str, decision: str, case: Any) -> list[Any]:
    """Each combination of the readings that this decision depends on, to be chosen."""
    combinations = policies.decide(policy, decision, case).combinations
    return [dict(each.readings) for each in combinations if each.readings]


def test_every_fixture_is_decided_alike(
    root: Path, engines: ByPolicy, policies: Policies, capsys: pytest.CaptureFixture[str]
) -> None:
    compared = 0
    files = sorted((root / "fixtures" / "cases").rglob("*.yaml"))
    for file in files:
        policy = file.parent.name
        case = policycheck.read_case(file).value
        for decision in policies.manifests[policy].decisions:
            for readings in [{}, *readings_that_matter(policies, policy, decision, case)]:
                difference = engines(policy).difference(decision, case, readings)
                assert difference is None, f"{file.name}: {difference}"
                compared += 1
    assert compared > len(files)
    say(capsys, f"agreement with OPA: {compared} decisions about {len(files)} fixtures")


def test_every_scenario_is_decided_alike(
    engines: ByPolicy, policies: Policies, capsys: pytest.CaptureFixture[str]
) -> None:
    if importlib.util.find_spec("scenario_files") is None:
        pytest.skip("there are no scenarios yet")
    from scenario_files import scenarios

    compared = 0
    for scenario in scenarios():
        engine = engines(scenario.policy)
        for readings in [{}, scenario.readings] if scenario.readings else [{}]:
            difference = engine.difference(scenario.decision, scenario.case.value, readings)
            assert difference is None, f"{scenario.item.id}: {difference}"
            compared += 1
    assert compared
    say(capsys, f"agreement with OPA: {compared} decisions about scenarios")


@pytest.mark.parametrize(("policy", "decision"), SUBJECTS, ids=NAMES)
def test_generated_cases_are_decided_alike(
    policy: str,
    decision: str,
    engines: ByPolicy,
    policies: Policies,
    capsys: pytest.CaptureFixture[str],
) -> None:
    engine = engines(policy)
    compared = 0
    for number, case in enumerate(Cases(policies, policy, decision).seeded(CASES, SEED)):
        for readings in _readings(policies, policy, number):
            difference = engine.difference(decision, case, readings)
            assert difference is None, f"seed {SEED!r}, case {number}: {difference}"
            compared += 1
    say(capsys, f"agreement with OPA: {compared} decisions about {CASES} cases of {decision}")


@pytest.mark.parametrize("policy", POLICIES)
def test_cases_of_all_facts_are_decided_alike(
    policy: str, engines: ByPolicy, policies: Policies, capsys: pytest.CaptureFixture[str]
) -> None:
    decisions = list(policies.manifests[policy].decisions)
    compared = 0
    for number, case in enumerate(Cases(policies, policy).seeded(8, SEED)):
        for decision in decisions:
            difference = engines(policy).difference(decision, case)
            assert difference is None, f"seed {SEED!r}, case {number}: {difference}"
            compared += 1
    say(capsys, f"agreement with OPA: {compared} decisions about cases of all facts of {policy}")


def _readings(policies: Policies, policy: str, number: int) -> Iterator[dict[str, str]]:
    """No reading chosen, and for the first cases also some that are drawn."""
    yield {}
    if number < CASES_WITH_READINGS:
        random = Random(f"{SEED} {number}")
        yield {
            id: random.choice(reading.defensible)
            for id, reading in policies.manifests[policy].readings.items()
            if random.random() < 0.7
        }
