"""``eval --format junit`` and ``--format sarif``: a pipeline gates on a provider's file."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import validators

from policycheck.model import Fact, Outcome, Status
from report.samples import condition, decision

from .conftest import FakePolicies, Run
from .test_check import sarif_schema

__all__ = ["sarif_schema"]

Write = Callable[[str, Any], Path]

CASE: dict[str, Any] = {"contract_year": 2024}
KINDS = {
    Outcome.MET: None,
    Outcome.NOT_MET: "failure",
    Outcome.REFER: "error",
    Outcome.UNDETERMINED: "error",
    Outcome.NOT_APPLICABLE: "skipped",
    None: None,
}


@pytest.mark.parametrize("outcome", KINDS)
def test_only_what_is_met_passes(
    run: Run, policies: FakePolicies, write: Write, outcome: Outcome | None
) -> None:
    policies.answer("a.json", eligibility=decision(outcome))
    file = write("a.json", CASE)
    result = run("eval", file, "--format", "junit")
    assert (result.exit_code, result.stderr) == (0, "")
    tree = ElementTree.fromstring(result.stdout)
    (suite,) = tree.iter("testsuite")
    (case,) = suite.iter("testcase")
    assert (suite.get("name"), case.get("file")) == (str(file), str(file))
    assert (case.get("classname"), case.get("name")) == ("test.care_2024", "eligibility")
    kind = KINDS[outcome]
    assert [each.tag for each in case] == ([kind] if kind else [])
    for each in case:
        assert each.get("type") == str(outcome)


def test_a_failure_names_what_decides_and_no_more(run: Run, root: Path) -> None:
    file = root / "fixtures/cases/asr.ggz_2024/asks-1-september.yaml"
    result = run("eval", file, "-p", "asr.ggz_2024", "--format", "junit", "--exit-code")
    assert (result.exit_code, result.stderr) == (1, "")
    cases = {
        each.get("name"): each for each in ElementTree.fromstring(result.stdout).iter("testcase")
    }
    failure = cases["application"].find("failure")
    assert failure is not None
    text = failure.text or ""
    assert text.startswith("The request arrived before 1 September 2023: not met; ")
    assert "Received on (insurers.asr.contract_request.received_on): 1 September 2023" in text
    assert len(text.splitlines()) == 1


def test_without_the_extra(run: Run, institution: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "junitparser", None)
    monkeypatch.delitem(sys.modules, "policycheck.report.eval_junit", raising=False)
    monkeypatch.delattr("policycheck.report.eval_junit", raising=False)
    result = run("eval", institution, "-p", "asr.ggz_2024", "--format", "junit")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "pip install 'policycheck[author]'" in result.stderr


def test_values_of_a_stranger_do_not_break_the_xml(
    run: Run, policies: FakePolicies, write: Write
) -> None:
    facts = (Fact("/provider/sectors", "<b>&]]>\x00\x1b[31m\u202e"),)
    told = condition("a", Status.NOT_MET, facts=facts)
    policies.answer("a&<.json", eligibility=decision(Outcome.NOT_MET, told))
    result = run("eval", write("a&<.json", CASE), "--format", "junit")
    assert result.exit_code == 0
    (suite,) = ElementTree.fromstring(result.stdout).iter("testsuite")
    assert (suite.get("name") or "").endswith("a&<.json")
    (failure,) = suite.iter("failure")
    assert (failure.text or "").endswith("<b>&]]>[31m")


def sarif(run: Run, schema: dict[str, Any], *arguments: object) -> dict[str, Any]:
    result = run("eval", *arguments, "--format", "sarif")
    assert (result.exit_code, result.stderr) == (0, "")
    document = json.loads(result.stdout)
    validator = validators.validator_for(schema)(schema)
    assert [error.message for error in validator.iter_errors(document)] == []
    (found,) = document["runs"]
    rules = found["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for each in found["results"]:
        assert rules[each["ruleIndex"]]["id"] == each["ruleId"]
    return dict(found)


def test_sarif_of_a_real_case(
    run: Run, root: Path, sarif_schema: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    file = "fixtures/cases/asr.ggz_2024/asks-1-september.yaml"
    found = sarif(run, sarif_schema, file, "-p", "asr.ggz_2024")
    results = {each["properties"]["condition"]: each for each in found["results"]}
    late = results["request-in-time"]
    assert (late["ruleId"], late["level"]) == ("asr.ggz_2024/new-01", "error")
    assert late["message"]["text"].startswith(
        "asr.ggz_2024.application: The request arrived before 1 September 2023: not met; "
    )
    place = late["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": file, "uriBaseId": "ROOT"}
    line = (root / file).read_text(encoding="utf-8").splitlines()[place["region"]["startLine"] - 1]
    assert line[place["region"]["startColumn"] - 1 :].startswith("'2023-08-31T22:10:00Z'")
    waits = results["no-plausible-indications"]
    assert (waits["level"], waits["properties"]["status"]) == ("warning", "unknown")


CASES = sorted((Path(__file__).parents[2] / "fixtures/cases").glob("*/*.yaml"))


def test_sarif_of_every_shipped_case(run: Run, sarif_schema: dict[str, Any]) -> None:
    found = sarif(run, sarif_schema, *CASES)
    seen = {(each["properties"]["status"], each["level"]) for each in found["results"]}
    assert {("not_met", "error"), ("unknown", "warning"), ("open", "warning")} <= seen
    assert {level for _, level in seen} == {"error", "warning", "note"}


def test_of_a_policy_about_others_only_the_scope_is_told(
    run: Run, sarif_schema: dict[str, Any], root: Path
) -> None:
    file = root / "fixtures/cases/asr.ggz_2024/asks-1-september.yaml"
    found = sarif(run, sarif_schema, file, "-p", "vgz.msz_2024", "-d", "application")
    assert {each["properties"]["modality"] for each in found["results"]} == {"scope"}


INVALID = "as_of: 2024-02-01\nprovider:\n  agb: 1234\n  '<b>&': 1\n"


def test_junit_of_invalid_cases(run: Run, write: Write, institution: Path) -> None:
    """The valid one beside them gets no answer: nothing was decided."""
    first, second = write("a.yaml", INVALID), write("b.yaml", "contract_year: later\n")
    result = run("eval", first, institution, second, "--format", "junit")
    assert result.exit_code == 2
    assert f"{second}:1:16: /contract_year" in result.stderr
    suites = list(ElementTree.fromstring(result.stdout).iter("testsuite"))
    assert [suite.get("name") for suite in suites] == [str(first), str(second)]
    assert [suite.get("errors") for suite in suites] == ["2", "1"]
    (case,) = suites[1].iter("testcase")
    assert (case.get("name"), case.get("file")) == ("/contract_year", str(second))
    (error,) = case.iter("error")
    assert str(error.text).startswith(f"{second}:1:16: /contract_year: ")


def test_sarif_of_invalid_cases(
    run: Run, write: Write, sarif_schema: dict[str, Any], tmp_path: Path
) -> None:
    file, target = write("a.yaml", INVALID), tmp_path / "found.sarif"
    result = run("eval", file, "--format", "sarif", "-o", target)
    assert (result.exit_code, result.stdout) == (2, "")
    document = json.loads(target.read_text(encoding="utf-8"))
    validator = validators.validator_for(sarif_schema)(sarif_schema)
    assert [error.message for error in validator.iter_errors(document)] == []
    results = document["runs"][0]["results"]
    places = [each["locations"][0]["physicalLocation"]["region"] for each in results]
    assert [place["startLine"] for place in places] == [3, 4]
    assert [each["ruleId"] for each in results] == ["unquoted-identifier", "unknown-fact"]
