"""``sources`` on the shipped rules, and on a made-up document with something wrong."""

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from made_up import made_up_rules, replace
from policycheck.policies import load_manifests

from .conftest import Run

DOCUMENTS = Path(__file__).parents[1] / "documents"
ID = "acme.demo_2024"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return made_up_rules(tmp_path)


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DOCUMENTS, tmp_path / "documents"))


def test_every_clause_of_every_policy_has_its_row(run: Run) -> None:
    result = run("sources", env={"COLUMNS": "200"})
    assert (result.exit_code, result.stderr) == (0, "")
    rows = result.stdout.splitlines()
    clauses = [row.removeprefix("    § ").split(",")[0] for row in rows if "§" in row]
    policies = load_manifests().values()
    assert clauses == [clause.id for policy in policies for clause in policy.clauses]
    assert {policy.id for policy in policies} <= set(rows)
    assert result.stdout.endswith(f"\n{len(policies)} policies, 0 findings\n")


def test_policies_by_name_each_once(run: Run) -> None:
    result = run("sources", "-q", "-p", "vgz.msz_2024", "-p", "asr.ggz_2022", "-p", "vgz.msz_2024")
    shown = [line for line in result.stdout.splitlines() if line and line[0].isalpha()]
    assert shown == ["vgz.msz_2024", "asr.ggz_2022"]
    unknown = run("sources", "-p", "vgz.msz_2042")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert "did you mean vgz.msz_2024" in unknown.stderr


def test_a_whole_document(run: Run, rules: Path, documents: Path) -> None:
    result = run("sources", "--rules", rules, "--documents", documents, "--lang", "nl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "  8 regels met tekst: 6 in een bepaling, 2 niet normatief, " in result.stdout
    assert result.stdout.endswith("\n1 beleidsdocument, 0 bevindingen\n")


def test_what_is_wrong_is_a_result(run: Run, rules: Path, documents: Path) -> None:
    replace(documents / "acme-demo.txt", "1 september", "1 oktober")
    replace(rules / "acme/demo_2024/policy.yaml", "    information: {reason: invitation}\n", "")
    options = ("sources", "--rules", rules, "--documents", documents)
    result = run(*options, "-q", env={"COLUMNS": "200"})
    assert (result.exit_code, result.stderr) == (1, "")
    findings = [line.strip() for line in result.stdout.splitlines() if "✗" in line]
    assert [line.split(": ")[0] for line in findings] == [
        "✗ clause inf-01, l. 2",
        "✗ clause app-01, l. 3",
    ]
    assert result.stdout.endswith("\n1 policy, 2 findings\n")
    document = json.loads(run(*options, "--format", "json").stdout)
    assert [(f["policy"], f["kind"], f["name"]) for f in document["findings"]] == [
        (ID, "missing", "inf-01"),
        (ID, "drifted", "app-01"),
    ]


def test_the_documents_are_the_same_in_json_and_yaml(
    run: Run, root: Path, rules: Path, documents: Path
) -> None:
    options = ("sources", "--rules", rules, "--documents", documents)
    as_json, as_yaml = (run(*options, "--format", format_) for format_ in ("json", "yaml"))
    assert (as_json.exit_code, as_yaml.exit_code) == (0, 0)
    document = json.loads(as_json.stdout)
    text = (root / "schemas/output/sources.schema.json").read_text(encoding="utf-8")
    Draft202012Validator(json.loads(text)).validate(document)
    assert YAML(typ="safe", pure=True).load(as_yaml.stdout) == document


def test_a_document_that_is_not_there_is_named(run: Run, rules: Path, tmp_path: Path) -> None:
    result = run("sources", "-q", "--rules", rules, "--documents", tmp_path)
    assert (result.exit_code, result.stderr) == (1, "")
    assert "✗ There is no file acme-demo.txt in the directory" in result.stdout


def test_the_directory_has_to_exist(run: Run, tmp_path: Path) -> None:
    result = run("sources", "--documents", tmp_path / "absent")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "does not exist" in result.stderr


def test_what_a_document_says_cannot_move_the_cursor(
    run: Run, rules: Path, documents: Path
) -> None:
    with (documents / "acme-demo.txt").open("a", encoding="utf-8") as file:
        file.write("\x1b[2Jmoet\x1b[31m\u202e\n")
    result = run("sources", "--rules", rules, "--documents", documents)
    assert result.exit_code == 1
    assert not {"\x1b", "\u202e"} & set(result.stdout)


@pytest.mark.parametrize("columns", ["40", "100"])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_tables_fit_the_terminal(run: Run, lang: str, columns: str) -> None:
    result = run("sources", "-p", "asr.ggz_2022", "--lang", lang, env={"COLUMNS": columns})
    assert (result.exit_code, result.stderr) == (0, "")
    assert all(len(line) <= int(columns) for line in result.stdout.splitlines())
