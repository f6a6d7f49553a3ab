"""``prove`` on the rules of a made-up insurer, right and wrong, in every format."""

import json
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import Result
from jsonschema import Draft202012Validator, validators
from ruamel.yaml import YAML

from proving.made_wrong import LAWS, POLICY, in_rules, with_laws, write_laws

from .conftest import Run
from .test_check import sarif_schema

__all__ = ["sarif_schema"]

WRONG = "on-the-day-is-in-time"
ONLY = ("--only", "laws", "--lang", "en")


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POLICYCHECK_CACHE", str(tmp_path / "cache"))
    return with_laws(tmp_path).relative_to(tmp_path)


@pytest.fixture
def wrong(rules: Path) -> Path:
    """The day itself is left out."""
    in_rules(rules, "request.received_on <= parameters", "request.received_on < parameters")
    return rules


def prove(run: Run, rules: Path, *arguments: object) -> Result:
    return run("prove", rules, *arguments, *ONLY, "--jobs", "1", env={"COLUMNS": "200"})


def test_a_table_of_laws_that_hold(run: Run, rules: Path) -> None:
    result = prove(run, rules)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0].split() == [POLICY, "Law", "Verdict", "Seconds"]
    rows = [line for line in lines if line.startswith("application ")]
    assert [line.split()[1].rstrip(":") for line in rows] == sorted(LAWS)
    assert all(" proved " in line for line in rows)
    assert lines[-1].startswith(f"{len(LAWS)} laws") or f"{len(LAWS)}" in lines[-1]


def test_in_dutch(run: Run, wrong: Path) -> None:
    result = run("prove", wrong, "--only", "laws", "--lang", "nl", "--jobs", "1")
    assert result.exit_code == 1
    assert "Een wet van de test" in result.stdout
    assert "A law of the test" not in result.stdout


def test_a_law_that_is_broken_is_shown_with_its_case(run: Run, wrong: Path) -> None:
    result = prove(run, wrong)
    assert (result.exit_code, result.stderr) == (1, "")
    told = result.stdout[result.stdout.index(f"✗ {POLICY}.application: {WRONG}") :]
    assert "refuted" in told
    assert "received_on" in told
    assert "request-in-time: not met" in told


def test_one_law(run: Run, wrong: Path) -> None:
    result = prove(run, wrong, "--law", "never-after-october")
    assert (result.exit_code, result.stderr) == (0, "")
    assert WRONG not in result.stdout
    both = prove(run, wrong, "--law", "never-after-october", "--law", WRONG)
    assert both.exit_code == 1
    document = json.loads(prove(run, wrong, "--law", WRONG, "--format", "json").stdout)
    assert [law["id"] for law in document["decisions"][0]["laws"]] == [WRONG]


@pytest.mark.parametrize("more", [(), ("--law", WRONG)])
def test_a_law_that_there_is_not(run: Run, rules: Path, more: tuple[str, ...]) -> None:
    """Also where another law is asked for that there is."""
    result = prove(run, rules, "--law", "on-the-day-is-in-tme", *more)
    assert (result.exit_code, result.stdout) == (2, "")
    assert 'there is no law "on-the-day-is-in-tme"; did you mean on-the-day-is-in-time?' in (
        result.stderr
    )


def test_only_the_laws_or_only_the_others(run: Run, rules: Path) -> None:
    laws = json.loads(prove(run, rules, "--format", "json").stdout)
    assert {law["id"] for each in laws["decisions"] for law in each["laws"]} == set(LAWS)
    general = run("prove", rules, "--only", "general", "--format", "json", "--jobs", "1")
    assert general.exit_code in (0, 1)
    found = json.loads(general.stdout)
    assert not {law["id"] for each in found["decisions"] for law in each["laws"]} & set(LAWS)


@pytest.mark.parametrize("arguments", [("--format", "json"), ("--format", "yaml")])
def test_the_document(run: Run, wrong: Path, root: Path, arguments: tuple[str, ...]) -> None:
    result = prove(run, wrong, *arguments)
    assert (result.exit_code, result.stderr) == (1, "")
    document = YAML(typ="safe", pure=True).load(result.stdout)
    if "json" in arguments:
        document = json.loads(result.stdout)
        schema = json.loads((root / "schemas/output/prove.schema.json").read_text("utf-8"))
        checker = Draft202012Validator.FORMAT_CHECKER
        Draft202012Validator(schema, format_checker=checker).validate(document)
    assert document["holds"] is False
    (decision,) = document["decisions"]
    assert (decision["policy"], decision["decision"]) == (POLICY, "application")
    laws = {law["id"]: law for law in decision["laws"]}
    assert {id for id, law in laws.items() if law["verdict"] == "refuted"} == {WRONG}
    (case,) = laws[WRONG]["cases"]
    assert set(case["case"]) == {"insurers", "as_of", "known_at"}
    assert case["decision"]["outcome"] is not None


def test_the_case_of_the_document_can_be_decided_again(
    run: Run, wrong: Path, tmp_path: Path
) -> None:
    document = json.loads(prove(run, wrong, "--law", WRONG, "--format", "json").stdout)
    (found,) = document["decisions"][0]["laws"][0]["cases"]
    file = tmp_path / "case.json"
    file.write_text(json.dumps(found["case"]), encoding="utf-8")
    again = run(
        "eval", file, "--rules", wrong, "-p", POLICY, "-d", "application", "--format", "json"
    )
    (result,) = json.loads(again.stdout)["results"]
    assert result["outcome"] == found["decision"]["outcome"]
    assert result["conditions"] == found["decision"]["conditions"]


def test_junit(run: Run, wrong: Path) -> None:
    write_laws(wrong, {**LAWS, "about-nothing": NOTHING})
    result = prove(run, wrong, "--format", "junit")
    assert (result.exit_code, result.stderr) == (1, "")
    tree = ElementTree.fromstring(result.stdout)
    cases = {each.get("name"): each for each in tree.iter("testcase")}
    assert set(cases) == {*LAWS, "about-nothing"}
    assert [name for name, each in cases.items() if each.find("failure") is not None] == [WRONG]
    assert [name for name, each in cases.items() if each.find("error") is not None] == [
        "about-nothing"
    ]
    (suite,) = tree.iter("testsuite")
    assert (suite.get("name"), suite.get("failures"), suite.get("errors")) == (
        f"{POLICY}.application",
        "1",
        "1",
    )


NOTHING: dict[str, Any] = {
    "when": [{"outcome": "met"}, {"outcome": "not_met"}],
    "always": [{"outcome": "met"}],
}


def test_sarif(run: Run, wrong: Path, sarif_schema: dict[str, Any]) -> None:
    result = prove(run, wrong, "--format", "sarif")
    assert (result.exit_code, result.stderr) == (1, "")
    document = json.loads(result.stdout)
    validator = validators.validator_for(sarif_schema)(sarif_schema)
    assert [error.message for error in validator.iter_errors(document)] == []
    (run_,) = document["runs"]
    rules = run_["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {f"{POLICY}/{id}" for id in LAWS}
    (found,) = run_["results"]
    assert rules[found["ruleIndex"]]["id"] == found["ruleId"] == f"{POLICY}/{WRONG}"
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "rules/acme/demo_2024/laws.yaml"
    lines = (wrong / "acme/demo_2024/laws.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[place["region"]["startLine"] - 1].startswith(f"{WRONG}:")


def test_a_law_about_nothing_is_no_success(run: Run, rules: Path) -> None:
    write_laws(rules, {"about-nothing": NOTHING})
    result = prove(run, rules)
    assert (result.exit_code, result.stderr) == (1, "")
    assert f"✗ {POLICY}.application: about-nothing" in result.stdout


def test_what_is_not_decided_in_time_is_no_success(run: Run, rules: Path) -> None:
    result = prove(run, rules, "--within", "0.000001", "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "")
    laws = json.loads(result.stdout)["decisions"][0]["laws"]
    assert {(law["verdict"], law["reason"]) for law in laws} == {
        ("not_decided", "there was no time left")
    }


def test_what_was_proved_is_kept_until_it_is_proved_again(run: Run, rules: Path) -> None:
    def kept(*arguments: object) -> set[bool]:
        document = json.loads(prove(run, rules, "--format", "json", *arguments).stdout)
        return {law["kept"] for each in document["decisions"] for law in each["laws"]}

    assert [kept(), kept(), kept("--fresh"), kept()] == [{False}, {True}, {False}, {True}]


def test_without_the_extra(run: Run, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(sys.modules):
        if name == "z3" or name.startswith(("z3.", "policycheck.proving")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "z3", None)
    result = prove(run, rules)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        "policycheck: error: policycheck prove needs more: pip install 'policycheck[prove]'\n"
    )


@pytest.mark.parametrize("format_", ["junit"])
def test_without_the_extra_of_a_format(
    run: Run, rules: Path, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    monkeypatch.setitem(sys.modules, "junitparser", None)
    monkeypatch.delitem(sys.modules, "policycheck.report.proofs_junit", raising=False)
    result = prove(run, rules, "--format", format_)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "pip install 'policycheck[author]'" in result.stderr


@pytest.mark.parametrize("arguments", [("--jobs", "0"), ("--seconds", "0"), ("--only", "some")])
def test_wrong_usage(run: Run, rules: Path, arguments: tuple[str, ...]) -> None:
    result = run("prove", rules, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert arguments[0] in result.stderr


def test_a_law_that_is_wrong_itself(run: Run, rules: Path) -> None:
    write_laws(rules, {"of-nobody": {"never": [{"condition": "request-in-tme", "status": "met"}]}})
    result = prove(run, rules)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "laws.yaml" in result.stderr
    assert "did you mean request-in-time" in result.stderr


def test_rules_that_do_not_compile(run: Run, rules: Path) -> None:
    in_rules(rules, "request.received_on <= parameters", "request.received_on <=< parameters")
    result = prove(run, rules)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "Traceback" not in result.stderr
    assert "application.rego" in result.stderr


def test_several_processes_come_to_the_same(run: Run, tmp_path: Path) -> None:
    asked = ("asr.ggz_2022", "--only", "laws", "--format", "json", "--fresh")
    found = [json.loads(run("prove", *asked, "--jobs", jobs).stdout) for jobs in (1, 2)]
    for document in found:
        for each in document["decisions"]:
            for law in each["laws"]:
                del law["seconds"]
    assert found[0] == found[1]
    assert found[0]["holds"] is True


def test_the_case_becomes_a_scenario_that_the_rules_pass(run: Run, wrong: Path) -> None:
    place = Path("scenarios")
    result = prove(run, wrong, "--law", WRONG, "--write-scenario", place)
    assert result.exit_code == 1
    assert "a scenario is added to scenarios/acme.demo_2024/application-found.yaml" in result.stderr
    tested = run("test", wrong, "--fixtures", ".", "--run", "Against the law")
    assert tested.exit_code == 0, tested.output
    again = prove(run, wrong, "--law", WRONG, "--write-scenario", place)
    assert "is added" not in again.stderr
