"""Every scenario holds, and every edge case of the analysis has one."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import policycheck
from policycheck.model import Decision, Outcome
from policycheck.policies.manifest import DecisionRule
from policycheck.testing.judging import differences
from policycheck.testing.scenarios import Scenario
from scenario_files import FIXTURES, scenarios

SCENARIOS = list(scenarios())
CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


@pytest.fixture(scope="module")
def policies() -> policycheck.Policies:
    return policycheck.load()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.item.id)
def test_scenario(scenario: Scenario, policies: policycheck.Policies) -> None:
    decision = policies.decide(
        scenario.policy, scenario.decision, scenario.case, readings=scenario.readings
    )
    assert differences(decision, scenario.expect) == ()
    _fits_its_schema(decision, policies.manifests[scenario.policy].decisions[scenario.decision])


def _fits_its_schema(decision: Decision, rule: DecisionRule) -> None:
    """A final result is whole; a proposal has the properties that are known; else there is none."""
    schema = dict(rule.result)
    if decision.outcome is not Outcome.MET:
        schema.pop("required", None)
    Draft202012Validator(schema).validate(dict(decision.result))
    assert not decision.result or decision.outcome in (Outcome.MET, Outcome.REFER)


def test_every_file_of_scenarios_is_read() -> None:
    files = {scenario.item.file for scenario in SCENARIOS}
    assert files == set((FIXTURES / "scenarios").rglob("*.yaml"))


def test_names_are_sentences_of_their_own() -> None:
    names = Counter(scenario.item.name for scenario in SCENARIOS)
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
