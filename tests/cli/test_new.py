"""``new`` from the command line: what it makes passes the commands that look at it."""

import json
import re
import shlex
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from policycheck import cli

from .conftest import Run

ID = "acme.care_2026"
NEW = f"""New: the policy {ID}, with the decision eligibility
  rego/acme/care_2026/policy.yaml
  rego/acme/care_2026/parameters.yaml
  rego/acme/care_2026/readings.yaml
  rego/acme/care_2026/not_normative.yaml
  rego/acme/care_2026/scope.rego
  rego/acme/care_2026/eligibility.rego
  rego/acme/care_2026/eligibility.yaml
  rego/acme/care_2026/eligibility_test.rego
  fixtures/cases/acme.care_2026/complete.yaml
  fixtures/scenarios/acme.care_2026/eligibility.yaml
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with an empty rules directory in it."""
    (tmp_path / "rego").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_policy(run: Run) -> None:
    result = run("new", ID)
    assert (result.exit_code, result.stderr) == (0, "")
    files, _, after = result.stdout.partition("\n\n")
    assert f"{files}\n" == NEW
    assert after.splitlines() == [
        "  Next",
        "    Replace the made-up clauses; the top of each file says what belongs in it.",
        "    policycheck check rego/acme/care_2026",
        "    policycheck test rego/acme/care_2026",
        "    policycheck eval fixtures/cases/acme.care_2026/complete.yaml --rules rego -p "
        "acme.care_2026",
    ]
    assert all(Path(line.strip()).is_file() for line in files.splitlines()[1:])


def test_a_decision(run: Run) -> None:
    run("new", ID)
    result = run("new", f"{ID}.renewal", "--lang", "nl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(
        "Nieuw: het besluit renewal van acme.care_2026\n  rego/acme/care_2026/renewal.rego\n"
    )
    assert "\n  Aangevuld\n  rego/acme/care_2026/policy.yaml\n" in result.stdout
    listed = run("list", "--rules", "rego", "--format", "json").stdout
    assert '"renewal"' in listed


@pytest.mark.parametrize("format_", ["json", "yaml"])
def test_the_document(run: Run, root: Path, format_: str) -> None:
    run("new", ID)
    result = run("new", f"{ID}.renewal", "--format", format_)
    document = YAML(typ="safe", pure=True).load(result.stdout)
    text = (root / "schemas/output/new.schema.json").read_text(encoding="utf-8")
    Draft202012Validator(json.loads(text)).validate(document)
    assert (document["policy"], document["decision"], document["made"]) == (ID, "renewal", True)
    assert document["changed"] == ["rego/acme/care_2026/policy.yaml"]
    assert all(Path(each).is_file() for each in document["files"])


@pytest.mark.parametrize("name", [ID, f"{ID}.renewal"])
def test_a_dry_run_makes_nothing(run: Run, here: Path, name: str) -> None:
    if name != ID:
        run("new", ID)
    before = sorted(here.rglob("*"))
    result = run("new", name, "--dry-run")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("\nThis would be; nothing was made.\n")
    assert "Next" not in result.stdout
    assert sorted(here.rglob("*")) == before
    document = json.loads(run("new", name, "--dry-run", "--format", "json").stdout)
    assert document["made"] is False
    made = json.loads(run("new", name, "--format", "json").stdout)
    assert made == {**document, "made": True}


@pytest.mark.parametrize(
    "options", [[], ["--rules", "my rules", "--fixtures", "my cases", "-d", "application"]]
)
def test_what_comes_next_works(run: Run, options: list[str]) -> None:
    """Every command that it prints, of those that there are, ends with 0."""
    document = json.loads(run("new", ID, *options, "--format", "json").stdout)
    added = json.loads(run("new", f"{ID}.renewal", *options[:4], "--format", "json").stdout)
    ran = []
    for line in (*document["next"], *added["next"]):
        name, command, *arguments = shlex.split(line)
        assert name == "policycheck"
        if command in cli._COMMANDS:
            result = run(command, *arguments)
            assert (result.exit_code, result.stderr) == (0, ""), (line, result.stdout)
            ran.append((command, arguments[-1]))
    assert ("eval", ID) in ran
    assert ("eval", "renewal") in ran


def test_the_other_commands_take_it_as_it_is(run: Run) -> None:
    run("new", ID)
    run("new", f"{ID}.renewal")
    for arguments in (
        ["list", "--rules", "rego"],
        ["show", ID, "--rules", "rego"],
        ["show", f"{ID}.renewal", "--rules", "rego"],
        ["sources", "--rules", "rego"],
        ["timeline", "--rules", "rego"],
        ["validate", f"fixtures/cases/{ID}/complete.yaml"],
    ):
        result = run(*arguments)
        assert (result.exit_code, result.stderr) == (0, ""), arguments


def test_the_conditions_are_met_and_cited(run: Run) -> None:
    run("new", ID)
    case = f"fixtures/cases/{ID}/complete.yaml"
    result = run("eval", case, "--rules", "rego", "-v", "--exit-code")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "1 decision: 1 met" in result.stdout
    assert "Voorwaarden, l. 5 (eli-03)" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["acme"], '"acme" is no name of a policy, such as acme.care_2026'),
        (["acme.care"], "acme.care does not say its contract year"),
        (["acme.care_2026.scope"], '"scope" cannot be used in acme.care_2026.scope'),
        (["acme.care_2026.renewal"], "make it first, with policycheck new acme.care_2026"),
        ([ID, "-d", "count"], '"count" cannot be used in acme.care_2026.count'),
        ([ID, "-d", "a.b"], '"acme.care_2026.a.b" is no name of a policy'),
        ([ID, "-d", ""], '"" in "acme.care_2026." is no name'),
        ([f"{ID}.renewal", "--sector", "ggz"], "--sector is for a new policy"),
        ([f"{ID}.renewal", "--insurer-name", "A"], "--insurer-name is for a new policy"),
        ([f"{ID}.renewal", "-d", "claims"], "--decision is for a new policy"),
        ([ID, "--rules", "no/such"], "there is no directory no: make it, or correct --rules"),
    ],
)
def test_wrong_usage(run: Run, here: Path, arguments: list[str], message: str) -> None:
    result = run("new", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert [path.name for path in here.rglob("*")] == ["rego"]


def test_what_is_there_is_an_error_that_names_it(run: Run) -> None:
    run("new", ID)
    result = run("new", ID)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "policycheck: error: rego/acme/care_2026 is there already, and nothing is written over: "
        "choose another name, or move it away\n"
    )


def test_without_a_rules_directory_it_asks_for_one(run: Run, here: Path) -> None:
    (here / "rego").rmdir()
    result = run("new", ID)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "say with --rules DIR where the rules are to lie" in result.stderr
    assert list(here.iterdir()) == []


def test_a_policy_that_does_not_load_is_told_before_anything_is_made(run: Run, here: Path) -> None:
    run("new", ID)
    (here / "rego/acme/care_2026/readings.yaml").write_text("- a list\n", encoding="utf-8")
    before = sorted(here.rglob("*"))
    result = run("new", f"{ID}.renewal")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "readings.yaml" in result.stderr
    assert sorted(here.rglob("*")) == before


def test_rules_that_abort_the_engine_are_an_error(run: Run, here: Path) -> None:
    run("new", ID)
    rules = here / "rego/acme/care_2026/eligibility.rego"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(re.sub(r"started_on <", "started_on <<", text), encoding="utf-8")
    before = sorted(here.rglob("*"))
    result = run("new", f"{ID}.renewal")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "eligibility.rego" in result.stderr
    assert sorted(here.rglob("*")) == before
