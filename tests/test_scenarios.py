"""Every scenario holds, and every edge case of the analysis has one."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import policycheck
from policycheck.model import Decision, Outcome
from policycheck.policies.manifest import DecisionRule
from scenario_files import EXPECTATIONS, Scenario, scenarios

SCENARIOS = list(scenarios())
CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


@pytest.fixture(scope="module")
def policies() -> policycheck.Policies:
    return policycheck.load()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_scenario(scenario: Scenario, policies: policycheck.Policies) -> None:
    decision = policies.decide(
        scenario.policy, scenario.decision, scenario.case, readings=scenario.readings
    )
    found = _found(decision, scenario.expect)
    assert found == scenario.expect
    _fits_its_schema(decision, policies.manifests[scenario.policy].decisions[scenario.decision])


def _fits_its_schema(decision: Decision, rule: DecisionRule) -> None:
    """A final result is whole; a proposal has the properties that are known; else there is none."""
    schema = dict(rule.result)
    if decision.outcome is not Outcome.MET:
        schema.pop("required", None)
    Draft202012Validator(schema).validate(dict(decision.result))
    assert not decision.result or decision.outcome in (Outcome.MET, Outcome.REFER)


def _found(decision: Decision, expect: Mapping[str, Any]) -> dict[str, Any]:
    """What the decision says about the things that the scenario expects."""
    everything: dict[str, Any] = {
        "outcome": decision.outcome,
        "leaning": decision.leaning,
        "result": dict(decision.result),
        "missing": list(decision.missing),
        "readings": [use.id for use in decision.readings if use.decides],
        "noted": [use.id for use in decision.readings if not use.decides],
        "deadlines": {each.condition: each.by.isoformat() for each in decision.deadlines},
        "statuses": {
            id: decision.conditions[id].status if id in decision.conditions else "no such condition"
            for id in expect.get("statuses", {})
        },
        "states": {
            each.condition: each.state
            for each in decision.deadlines
            if each.condition in expect.get("states", {})
        },
    }
    assert set(everything) == EXPECTATIONS
    return {key: everything[key] for key in expect}


def test_names_are_sentences_of_their_own() -> None:
    names = Counter(scenario.name for scenario in SCENARIOS)
    assert not [name for name, times in names.items() if times > 1]
    assert not [name for name in names if not re.match(r"[A-Z].{15,}([^.]|a\.s\.r\.)$", name)]


@pytest.mark.parametrize("policy", sorted({scenario.policy for scenario in SCENARIOS}))
def test_every_edge_case_of_the_analysis_has_a_scenario(policy: str) -> None:
    file = CORPUS / "cases.json"
    if not file.is_file():
        pytest.skip("the analysis of the documents is not beside this checkout")
    cases = json.loads(file.read_text(encoding="utf-8"))
    about = {
        case["id"]
        for case in cases
        if any(clause.startswith(f"{policy}/") for clause in case["clauses"])
    }
    covered = {id for each in SCENARIOS if each.policy == policy for id in each.covers}
    assert about
    assert about - covered == set()
    assert covered - {case["id"] for case in cases} == set()
