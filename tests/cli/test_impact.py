"""``impact`` in a repository of its own: flips, what is expected, the search, and every format."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from changes.repository import Repository, made_repository
from made_up import RULES, replace
from policycheck.facts import case_from_mapping

from .conftest import Run

PARAMETERS = "acme/demo_2024/parameters.yaml"
QUESTION = "acme.demo_2024.application"
OLD, NEW = 'value: "2023-10-01"', 'value: "2023-09-15"'
CASE = """\
as_of: "2023-10-20"
contract_year: 2024
insurers: {{asr: {{contract_request: {{received_on: "{day}"}}}}}}
"""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The made-up policy with a portfolio: a case before, between and after both days."""
    made = made_repository(tmp_path / "work")
    shutil.copytree(RULES, made.rules)
    for name, day in (("early", "2023-09-01"), ("between", "2023-09-20"), ("late", "2023-10-10")):
        file = made.path / "fixtures/cases/acme" / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(CASE.format(day=day), encoding="utf-8")
    made.commit()
    return made


@pytest.fixture
def changed(repository: Repository) -> Repository:
    """The same with an earlier last day, not committed."""
    replace(repository.rules / PARAMETERS, OLD, NEW)
    return repository


def impact(run: Run, made: Repository, *more: object) -> Any:
    return run("impact", "--base", "HEAD", "--rules", made.rules, *more, env={"COLUMNS": "200"})


def document(run: Run, made: Repository, *more: object) -> dict[str, Any]:
    result = impact(run, made, "--format", "json", *more)
    assert result.stderr == ""
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_the_same_rules_need_no_case(run: Run, repository: Repository) -> None:
    with (repository.rules / PARAMETERS).open("a", encoding="utf-8") as file:
        file.write("# A comment.\n")
    result = impact(run, repository)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "The rules are the same: there is nothing to compare." in result.stdout


def test_a_flip_with_its_reason_and_where_it_stands(run: Run, changed: Repository) -> None:
    before = changed.state()
    result = impact(run, changed, "--tries", "0")
    assert (result.exit_code, result.stderr) == (1, "")
    rows = [row.strip() for row in result.stdout.splitlines()]
    place = rows.index("acme/between.yaml")
    assert rows[place + 1 : place + 5] == [
        f"{QUESTION}: met → not met",
        "• request-in-time: met → not met: The request is in time; due by 1 October 2023 →"
        " 15 September 2023",
        "Aanvraag, l. 3 (app-01)",
        "because: request_until: value: up to and including 1 October 2023, since 2 August 2023 →"
        " up to and including 15 September 2023, since 2 August 2023",
    ]
    assert "If this is meant: record it with --write-expected, and write the reasons." in rows
    assert rows[-1] == (
        "3 cases, 3 decisions compared: 1 flip, 2 for other reasons only, 0 not decided"
    )
    assert changed.state() == before


def test_the_document_fits_its_schema(run: Run, changed: Repository, root: Path) -> None:
    (changed.path / "fixtures/cases/acme/broken.yaml").write_text("contract_year: x\n", "utf-8")
    expected = changed.path / "fixtures/expected_flips.yaml"
    entry = {"case": "x.yaml", "decision": QUESTION, "from": {"outcome": "met"}}
    content = {"flips": [{**entry, "to": {"outcome": "refer"}, "reason": "So."}]}
    expected.write_text(json.dumps(content), encoding="utf-8")
    found = document(run, changed, "--no-prove", "--tries", "300")
    schema = json.loads((root / "schemas/output/impact.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(found)
    assert found["counts"] == {"cases": 4, "decisions": 3, "flips": 1, "reasons": 2, "failures": 1}
    assert [(e["case"], e["state"]) for e in found["flips"]] == [
        ("acme/between.yaml", "unexpected")
    ]
    assert [each["case"] for each in found["missing"]] == ["x.yaml"]
    assert [each["case"] for each in found["failures"]] == ["acme/broken.yaml"]
    assert found["searches"][0]["found"]
    result = impact(run, changed, "--format", "yaml", "--no-prove", "--tries", "300")
    assert YAML(typ="safe", pure=True).load(result.stdout) == found


def test_expected_flips_are_written_reasoned_and_then_pass(run: Run, changed: Repository) -> None:
    written = impact(run, changed, "--tries", "0", "--write-expected")
    assert written.exit_code == 1
    assert "write the reasons" in written.stderr
    assert "Expected, but the file gives no reason" in written.stdout
    file = changed.path / "fixtures/expected_flips.yaml"
    replace(file, "reason: ''", "reason: The last day was moved.")
    result = impact(run, changed, "--tries", "0")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "reason: The last day was moved." in result.stdout
    replace(changed.rules / PARAMETERS, NEW, OLD)
    undone = impact(run, changed, "--tries", "0")
    assert (undone.exit_code, undone.stderr) == (1, "")
    assert "Expected, but they did not happen" in undone.stdout
    replace(changed.rules / PARAMETERS, OLD, NEW)
    changed.commit("With its flips")
    assert impact(run, changed, "--tries", "0").exit_code == 0


def test_the_search_finds_what_no_case_shows(run: Run, changed: Repository) -> None:
    (changed.path / "fixtures/cases/acme/between.yaml").unlink()
    result = impact(run, changed, "--no-prove")
    assert (result.exit_code, result.stderr) == (1, "")
    assert "No case of the portfolio shows this" in result.stdout
    found = document(run, changed, "--no-prove")["searches"]
    assert document(run, changed, "--no-prove")["searches"] == found
    (searched,) = found
    assert searched["tried"] > 0
    case = searched["found"]["case"]
    received = case["insurers"]["asr"]["contract_request"]["received_on"]
    assert "2023-09-15" < received <= "2023-10-01"
    case_from_mapping(case)
    scenario = searched["found"]["scenario"]
    assert scenario["base"].startswith("cases/acme/")
    assert scenario["scenarios"][0]["expect"] == {"outcome": "not_met"}


def test_a_flip_that_the_portfolio_shows_is_found_and_no_finding_of_its_own(
    run: Run, changed: Repository
) -> None:
    impact(run, changed, "--tries", "0", "--write-expected")
    replace(changed.path / "fixtures/expected_flips.yaml", "reason: ''", "reason: Meant.")
    result = impact(run, changed, "--no-prove")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "found in" in result.stdout
    proved = impact(run, changed)
    assert (proved.exit_code, proved.stderr) == (0, "")
    assert "stricter in some cases, more permissive in none" in proved.stdout


def test_a_search_that_finds_nothing_says_how_many_it_tried(
    run: Run, repository: Repository
) -> None:
    rule = "received_on <= parameters.request_until"
    replace(repository.rules / "acme/demo_2024/application.rego", rule, f"{rule} == true")
    (searched,) = document(run, repository, "--no-prove", "--tries", "40")["searches"]
    assert (searched["tried"] > 20, searched["found"], searched["stopped"]) == (True, None, False)
    result = impact(run, repository, "--no-prove", "--tries", "40")
    assert result.exit_code == 0
    assert f"{QUESTION}: no flip found in {searched['tried']} cases" in result.stdout


def test_a_search_that_has_no_time_says_so(run: Run, changed: Repository) -> None:
    found = document(run, changed, "--seconds", "0.000001")
    (searched,) = found["searches"]
    assert (searched["found"], searched["stopped"]) == (None, True)
    (answer,) = found["proofs"][0]["answers"]
    assert (answer["verdict"], found["passes"]) == ("not_decided", False)


def test_a_condition_that_reads_another_fact_names_it_first(
    run: Run, repository: Repository
) -> None:
    old, new = "request.received_on <=", "request.sent_on <="
    directory = repository.rules / "acme/demo_2024"
    text = (directory / "application.rego").read_text(encoding="utf-8")
    assert old in text
    (directory / "application.rego").write_text(text.replace(old, new), encoding="utf-8")
    replace(
        directory / "application.yaml",
        "/insurers/asr/contract_request/received_on]",
        "/contract_year]",
    )
    flip = document(run, repository, "--tries", "0")["flips"][0]
    (condition,) = [c for c in flip["conditions"] if c["id"] == "request-in-time"]
    aspects = [d["aspect"] for d in condition["because"][0]["differences"]]
    assert aspects == ["facts", "rules"]
    shown = impact(run, repository, "--tries", "0").stdout
    assert "now read as well: Contract year (contract_year); in this case: 2024" in shown


def test_a_case_that_cannot_be_decided_is_counted(run: Run, changed: Repository) -> None:
    late = CASE.format(day="2023-11-20")  # after the day that is judged
    (changed.path / "fixtures/cases/acme/future.yaml").write_text(late, encoding="utf-8")
    found = document(run, changed, "--tries", "0")
    assert [(f["case"], f["side"]) for f in found["failures"]] == [("acme/future.yaml", "both")]
    assert found["counts"]["failures"] == 1


def test_a_rule_that_fails_by_the_later_rules_only(run: Run, repository: Repository) -> None:
    with (repository.rules / "acme/demo_2024/application.rego").open("a", encoding="utf-8") as file:
        file.write('\nconditions["request-in-time"] := false if input.contract_year == 2024\n')
    found = document(run, repository, "--tries", "0")
    assert {f["side"] for f in found["failures"]} == {"after"}
    assert "eval_conflict_error" in found["failures"][0]["message"]


def test_cases_without_a_day_are_judged_within_the_period(run: Run, changed: Repository) -> None:
    lines = changed.path / "cases.ndjson"
    request = {"contract_request": {"received_on": "2023-09-20"}}
    lines.write_text(
        json.dumps({"contract_year": 2024, "insurers": {"asr": request}}) + "\n", "utf-8"
    )
    found = document(run, changed, "--tries", "0", "--cases", lines)
    assert [(f["case"], f["as_of"]) for f in found["flips"]] == [("cases.ndjson:1", "2024-12-31")]
    chosen = document(run, changed, "--tries", "0", "--cases", lines, "--as-of", "2023-12-01")
    assert [f["as_of"] for f in chosen["flips"]] == ["2023-12-01"]
    early = document(
        run,
        changed,
        "--tries",
        "0",
        "--cases",
        lines,
        "--as-of",
        "2023-12-01",
        "--known-at",
        "2023-08-01",
    )
    assert (early["flips"], early["counts"]["decisions"]) == ([], 1)


def test_a_policy_in_one_state_only_is_named(run: Run, changed: Repository) -> None:
    shutil.copytree(changed.rules / "acme/demo_2024", changed.rules / "acme/new_2024")
    for file in (changed.rules / "acme/new_2024").iterdir():
        text = file.read_text(encoding="utf-8").replace("demo_2024", "new_2024")
        file.write_text(text, encoding="utf-8")
    found = document(run, changed, "--tries", "0")
    assert found["policies"] == {
        "differing": ["acme.demo_2024"],
        "same": [],
        "added": ["acme.new_2024"],
        "removed": [],
    }
    chosen = document(run, changed, "--tries", "0", "-p", "acme.new_2024")
    assert (chosen["policies"]["differing"], chosen["passes"]) == ([], True)
    unknown = impact(run, changed, "-p", "acme.demo_2042")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert "did you mean acme.demo_2024" in unknown.stderr


def test_markdown_has_a_line_a_table_and_details(run: Run, changed: Repository) -> None:
    result = impact(run, changed, "--format", "markdown", "--tries", "200")
    assert (result.exit_code, result.stderr) == (1, "")
    lines = result.stdout.splitlines()
    assert lines[0].startswith("❌ **3 cases, 3 decisions compared: 1 flip")
    assert "| Case | Decision | From | To | Why |" in lines
    (row,) = [line for line in lines if line.startswith("| acme/between.yaml |")]
    assert "| met | not met |" in row
    assert result.stdout.count("<details>") == result.stdout.count("</details>") == 3
    assert "```yaml" in lines


def test_annotations_for_github(run: Run, changed: Repository) -> None:
    result = impact(run, changed, "--format", "github", "--tries", "0")
    first, last = result.stdout.splitlines()
    assert first.startswith("::error title=Flips that are not expected::acme/between.yaml: ")
    assert last.startswith("::notice title=policycheck impact::3 cases, ")


def test_junit(run: Run, changed: Repository) -> None:
    result = impact(run, changed, "--format", "junit", "--tries", "200")
    tree = ElementTree.fromstring(result.stdout)
    cases = {each.get("name"): each for each in tree.iter("testcase")}
    assert set(cases) == {"acme/early.yaml", "acme/between.yaml", "acme/late.yaml", QUESTION}
    failed = [name for name, each in cases.items() if each.find("failure") is not None]
    assert failed == ["acme/between.yaml"]
    (suite,) = tree.iter("testsuite")
    assert (suite.get("tests"), suite.get("failures")) == ("4", "1")


def test_without_the_extra_it_says_that_it_did_not_search(
    run: Run, changed: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("hypothesis", "junitparser", "z3"):
        monkeypatch.setitem(sys.modules, name, None)
    solving = [name for name in sys.modules if name.startswith("policycheck.proving.")]
    parts = ("changes.search", "changes.strategies", "changes.proofs", "report.impact_junit")
    for name in (*solving, *(f"policycheck.{each}" for each in parts)):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.delattr("policycheck.changes.proofs", raising=False)
    result = impact(run, changed)
    assert result.exit_code == 1
    assert "pip install 'policycheck[author]' (or --tries 0)" in result.stderr
    assert "pip install 'policycheck[prove]' (or --no-prove)" in result.stderr
    needed = impact(run, changed, "--prove")
    assert (needed.exit_code, needed.stdout) == (3, "")
    assert "pip install 'policycheck[prove]'" in needed.stderr
    assert "1 flip" in result.stdout
    junit = impact(run, changed, "--format", "junit", "--tries", "0")
    assert (junit.exit_code, junit.stdout) == (3, "")
    assert "the format junit needs more: pip install 'policycheck[author]'" in junit.stderr


def test_wrong_usage(run: Run, changed: Repository, tmp_path: Path) -> None:
    nowhere = run("impact", "--base", "nope", "--rules", changed.rules)
    assert (nowhere.exit_code, nowhere.stdout) == (2, "")
    assert 'there is no revision "nope"' in nowhere.stderr
    absent = impact(run, changed, "--expect", tmp_path / "absent/flips.yaml")
    assert (absent.exit_code, absent.stdout) == (2, "")
    shutil.rmtree(changed.path / "fixtures")
    without = impact(run, changed)
    assert (without.exit_code, without.stdout) == (2, "")
    assert "name some with --cases" in without.stderr


def test_another_portfolio_has_expected_flips_of_its_own(
    run: Run, changed: Repository, tmp_path: Path
) -> None:
    impact(run, changed, "--tries", "0", "--write-expected")
    cases = tmp_path / "late.yaml"
    cases.write_text(CASE.format(day="2023-12-01").replace("2023-10-20", "2023-12-20"), "utf-8")
    other = impact(run, changed, "--tries", "0", "--cases", cases)
    assert (other.exit_code, other.stderr) == (0, "")
    refused = impact(run, changed, "--cases", cases, "--write-expected")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "name it with --expect" in refused.stderr
    listed = changed.path / "fixtures/expected_flips.yaml"
    named = impact(run, changed, "--tries", "0", "--cases", cases, "--expect", listed)
    assert named.exit_code == 1


def test_flips_of_policies_that_were_not_asked_for_stay_listed(
    run: Run, changed: Repository
) -> None:
    file = changed.path / "fixtures/expected_flips.yaml"
    entry = {"case": "x", "decision": "acme.other_2024.renewal", "from": {"outcome": "met"}}
    content = {"flips": [{**entry, "to": {"outcome": "refer"}, "reason": "Theirs."}]}
    file.write_text(json.dumps(content), encoding="utf-8")
    chosen = ("--tries", "0", "-p", "acme.demo_2024")
    impact(run, changed, *chosen, "--write-expected")
    listed = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))["flips"]
    assert [each["case"] for each in listed] == ["x", "acme/between.yaml"]
    assert document(run, changed, *chosen)["missing"] == []
    assert [m["case"] for m in document(run, changed, "--tries", "0")["missing"]] == ["x"]


def test_an_expected_flip_is_missed_where_the_rules_are_the_same(
    run: Run, repository: Repository
) -> None:
    file = repository.path / "fixtures/expected_flips.yaml"
    entry = {"case": "x", "decision": QUESTION, "from": {"outcome": "met"}}
    content = {"flips": [{**entry, "to": {"outcome": "refer"}, "reason": "So."}]}
    file.write_text(json.dumps(content), encoding="utf-8")
    result = impact(run, repository)
    assert result.exit_code == 1
    assert "Expected, but they did not happen" in result.stdout


def test_a_proof_takes_the_place_of_the_search(run: Run, changed: Repository, root: Path) -> None:
    (changed.path / "fixtures/cases/acme/between.yaml").unlink()
    found = document(run, changed)
    schema = json.loads((root / "schemas/output/impact.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(found)
    assert (found["searches"], found["passes"], found["counts"]["flips"]) == ([], False, 0)
    (answer,) = found["proofs"][0]["answers"]
    assert answer["verdict"] == "stricter"
    shown = impact(run, changed, "--format", "github").stdout
    assert "::error title=Compared in every case::acme.demo_2024.application: stricter: " in shown
    junit = ElementTree.fromstring(impact(run, changed, "--format", "junit").stdout)
    assert [each.get("type") for each in junit.iter("failure")] == ["flip"]


def test_that_no_case_flips_is_proved(run: Run, repository: Repository) -> None:
    rule = "received_on <= parameters.request_until"
    replace(repository.rules / "acme/demo_2024/application.rego", rule, f"{rule} == true")
    result = impact(run, repository)
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"{QUESTION}: the same in every case: proved" in result.stdout
