"""Explanations of real cases, in Python and on the command line, in both languages."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import policycheck
from cli.conftest import Run, institution, run
from policycheck import Case, Decision, Explanation, Policies, Status
from policycheck.evaluation import load
from policycheck.explaining import ExemptionState
from policycheck.explaining import rests_on as module
from policycheck.explaining.rests_on import rests_on

__all__ = ["institution", "run"]

EXPECTED = Path(__file__).parents[1] / "report/expected"
CASES = {
    "asr.ggz_2024.application": "asr.ggz_2024/asks-1-september",
    "asr.ggz_2024.ceiling_increase": "asr.ggz_2024/ceiling-96",
    "vgz.msz_2024.application": "vgz.msz_2024/late-zbc",
}


@pytest.fixture(scope="module")
def policies() -> Policies:
    return load(policies=["asr.ggz_2024", "vgz.msz_2024"])


def read(root: Path, name: str) -> Case:
    return policycheck.read_case(root / f"fixtures/cases/{name}.yaml")


def explained(policies: Policies, case: Case, decision: str, **options: Any) -> Explanation:
    policy, _, name = decision.rpartition(".")
    made: Decision = policies.decide(policy, name, case, **options)
    return policycheck.explain(policies, made, case)


@pytest.mark.parametrize("decision", CASES)
@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("detail", ["short", "full"])
def test_as_people_read_it(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch, decision: str, lang: str, detail: str
) -> None:
    """Exact output; after a wanted change, run with POLICYCHECK_WRITE_EXPECTED=1 and read it."""
    monkeypatch.chdir(root)
    case = f"fixtures/cases/{CASES[decision]}.yaml"
    result = run("eval", case, "-d", decision, "--explain", detail, "--lang", lang)
    assert (result.exit_code, result.stderr) == (0, "")
    expected = EXPECTED / f"explain.{decision}.{detail}.{lang}.txt"
    if os.environ.get("POLICYCHECK_WRITE_EXPECTED"):
        expected.write_text(result.stdout, encoding="utf-8")
    assert result.stdout == expected.read_text(encoding="utf-8")


def test_what_a_condition_read_and_what_was_required(policies: Policies, root: Path) -> None:
    case = read(root, CASES["asr.ggz_2024.application"])
    told = explained(policies, case, "asr.ggz_2024.application")
    (late,) = told.deciding
    assert (late.condition.id, late.condition.status) == ("request-in-time", Status.NOT_MET)
    received = next(fact for fact in late.facts if fact.path.endswith("/received_on"))
    lines = (root / f"fixtures/cases/{CASES['asr.ggz_2024.application']}.yaml").read_text("utf-8")
    assert received.line
    line = lines.splitlines()[received.line - 1]
    # The moment as it is written there, which is a day later in Amsterdam.
    assert line[(received.column or 0) - 1 :].startswith("'2023-08-31T22:10:00Z'")
    assert received.value == "2023-09-01"
    (required,) = late.required
    assert required.parameter == "request_before"
    assert required.words.en == "before 1 September 2023; 31 August 2023 is the last day"
    assert {each.state for each in late.exemptions} == {ExemptionState.DOES_NOT_APPLY}


def test_what_each_reading_gives(policies: Policies, root: Path) -> None:
    case = read(root, CASES["asr.ggz_2024.ceiling_increase"])
    told = explained(policies, case, "asr.ggz_2024.ceiling_increase")
    (reading,) = [each for each in told.readings if each.decides]
    used, other = reading.values
    assert (used.used, used.outcome, dict(used.changed)) == (True, "met", {})
    assert (other.used, other.outcome, dict(other.changed)) == (
        False,
        "refer",
        {"ceiling-reached": Status.OPEN},
    )
    assert [each.condition.id for each in told.deciding] == ["ceiling-reached"]
    chosen = {reading.id: other.value}
    fixed = explained(policies, case, "asr.ggz_2024.ceiling_increase", readings=chosen)
    (again,) = [each for each in fixed.readings if each.id == reading.id]
    assert (again.used.value, again.used.outcome) == (other.value, "refer")
    assert again.values[1].outcome == "met"


def test_a_case_that_is_no_file_has_no_lines(policies: Policies, root: Path) -> None:
    value = read(root, CASES["asr.ggz_2024.application"]).value
    made = policies.decide("asr.ggz_2024", "application", value)
    told = policycheck.explain(policies, made, value)
    facts = [fact for each in told.conditions for fact in each.facts]
    assert facts
    assert {(fact.line, fact.column) for fact in facts} == {(None, None)}


@pytest.mark.parametrize(
    ("policy", "decision", "condition", "parameters"),
    [
        ("asr.ggz_2024", "application", "request-in-time", ("request_before",)),
        ("asr.ggz_2024", "application", "request-channel", ()),
        ("asr.ggz_2024", "application", "no-claims-yet", ("contract_year",)),
        ("asr.ggz_2024", "eligibility", "no-serious-error", ("serious_error_years",)),
        ("asr.ggz_2024", "eligibility", "minimum-turnover", ("minimum_turnover", "turnover_years")),
    ],
)
def test_which_parameters_a_rule_reads_through_its_helpers(
    policies: Policies, policy: str, decision: str, condition: str, parameters: tuple[str, ...]
) -> None:
    assert rests_on(policies.rules(policy)).condition(decision, condition) == parameters


def test_what_was_followed_once_is_kept(
    policies: Policies, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("POLICYCHECK_CACHE", str(tmp_path))
    first = rests_on(policies.rules("asr.ggz_2024"))
    monkeypatch.setattr(module, "_followed", lambda rules: pytest.fail("followed again"))
    assert rests_on(policies.rules("asr.ggz_2024")) == first


def test_eval_alone_pays_nothing(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("POLICYCHECK_CACHE", str(tmp_path))
    monkeypatch.setattr(module, "_followed", lambda rules: pytest.fail("followed"))
    file = root / f"fixtures/cases/{CASES['asr.ggz_2024.application']}.yaml"
    assert run("eval", file, "-p", "asr.ggz_2024").exit_code == 0


def test_every_condition_of_every_decision_has_what_it_needs(policies: Policies) -> None:
    """Each parameter that a rule is said to read is one of the policy."""
    for id, manifest in policies.manifests.items():
        behind = rests_on(policies.rules(id))
        known = {name for rule in manifest.decisions.values() for name in rule.conditions}
        for module_, entries in behind.conditions.items():
            for condition, names in entries.items():
                assert condition in known, f"{id} {module_}"
                assert set(names) <= set(manifest.parameters)


@pytest.mark.parametrize("detail", ["short", "full"])
@pytest.mark.parametrize("decision", CASES)
def test_the_document_fits_its_schema(run: Run, root: Path, detail: str, decision: str) -> None:
    file = root / f"fixtures/cases/{CASES[decision]}.yaml"
    options = ("-d", decision, "--format", "json")
    result = run("eval", file, *options, "--explain", detail)
    schema = json.loads((root / "schemas/output/eval.schema.json").read_text(encoding="utf-8"))
    document = json.loads(result.stdout)
    Draft202012Validator(schema).validate(document)
    (made,) = document["results"]
    told: Mapping[str, Any] = made.pop("explanation")
    assert told["detail"] == detail
    decided = {each["id"] for each in told["conditions"] if each["decides"]}
    everything = {each["id"] for each in made["conditions"]}
    assert {each["id"] for each in told["conditions"]} == (
        everything if detail == "full" else decided
    )
    (plain,) = json.loads(run("eval", file, *options).stdout)["results"]
    assert plain == {**made, "explanation": None}


def test_every_shipped_case_is_explained(run: Run, root: Path) -> None:
    files = sorted((root / "fixtures/cases").glob("*/*.yaml"))
    result = run("eval", *files, "--explain", "full", "--format", "json")
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    schema = json.loads((root / "schemas/output/eval.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(document)
    outcomes = set()
    for each in document["results"]:
        told = each["explanation"]
        deciding = [c for c in told["conditions"] if c["decides"]]
        turns = any(reading["decides"] for reading in told["readings"])
        outcomes.add(each["outcome"])
        assert deciding or turns or each["outcome"] in (None, "undetermined"), each["case"]
        if each["outcome"] == "not_met" and not turns:
            assert {c["status"] for c in deciding} == {"not_met"}
        for reading in told["readings"]:
            assert [value["used"] for value in reading["values"]].count(True) == 1
    assert outcomes >= {"met", "not_met", "refer", "undetermined"}


@pytest.mark.parametrize(
    "options",
    [
        ("--compare-known-at", "2023-08-01", "2023-08-02"),
        ("--format", "junit"),
        ("--format", "sarif"),
    ],
)
def test_what_cannot_be_explained_is_said(run: Run, institution: Path, options: Any) -> None:
    result = run("eval", institution, "--explain", "short", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--explain" in result.stderr
