"""``list``, ``show``, ``facts`` and ``validate`` on the shipped rules and schemas."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from policycheck.policies import load_manifests

from .conftest import Run

Write = Callable[[str, Any], Path]

DOCUMENTS = [
    ("list", ["list"]),
    ("show", ["show", "asr.ggz_2024"]),
    ("show", ["show", "asr.ggz_2024.eligibility"]),
    ("facts", ["facts"]),
    ("facts", ["facts", "provider.kvk_registered"]),
]


@pytest.mark.parametrize(("schema", "arguments"), DOCUMENTS)
def test_documents_fit_their_schema(
    run: Run, root: Path, schema: str, arguments: list[str]
) -> None:
    as_json = run(*arguments, "--format", "json")
    as_yaml = run(*arguments, "--format", "yaml")
    assert (as_json.exit_code, as_json.stderr) == (0, "")
    assert (as_yaml.exit_code, as_yaml.stderr) == (0, "")
    document = json.loads(as_json.stdout)
    text = (root / f"schemas/output/{schema}.schema.json").read_text(encoding="utf-8")
    Draft202012Validator(json.loads(text)).validate(document)
    assert YAML(typ="safe", pure=True).load(as_yaml.stdout) == document


@pytest.mark.parametrize("arguments", [arguments for _, arguments in DOCUMENTS])
@pytest.mark.parametrize("columns", ["40", "100"])
def test_tables_fit_the_terminal(run: Run, arguments: list[str], columns: str) -> None:
    texts = []
    for lang in ("nl", "en"):
        result = run(*arguments, "--lang", lang, env={"COLUMNS": columns})
        assert (result.exit_code, result.stderr) == (0, "")
        assert all(len(line) <= int(columns) for line in result.stdout.splitlines())
        texts.append(result.stdout)
    assert texts[0] != texts[1]


def test_list_names_every_policy_and_decision(run: Run) -> None:
    lines = run("list").stdout.splitlines()
    first_words = [line.split()[0] for line in lines if line]
    manifests = load_manifests()
    for policy in manifests.values():
        assert {policy.id, *policy.decisions} <= set(first_words)
    decisions = sum(len(policy.decisions) for policy in manifests.values())
    assert lines[-1].endswith(f"{decisions} decisions")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("asr.ggz_2042", 'there is no policy "asr.ggz_2042"; did you mean asr.ggz_2024'),
        ("asr", 'there is no policy "asr"'),
        ("asr.ggz_2024.elegibility", 'there is no decision of asr.ggz_2024 "elegibility"; did you'),
        ("x\x1b[31m", 'there is no policy "x\\x1b[31m"'),
    ],
)
def test_show_knows_its_names(run: Run, name: str, message: str) -> None:
    result = run("show", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"policycheck: error: {message}")
    assert "\x1b" not in result.stderr


def test_every_policy_and_decision_can_be_shown_with_its_calendar(run: Run) -> None:
    for policy in load_manifests().values():
        for name in (policy.id, *(f"{policy.id}.{decision}" for decision in policy.decisions)):
            for format_ in ("table", "json"):
                result = run("show", name, "--format", format_, "--lang", "en")
                assert (result.exit_code, result.stderr) == (0, ""), name
    table = run("show", "asr.ggz_2024.contract_form", "--lang", "en").stdout
    assert "○ Before 12 November 2023: a.s.r. expects the agreements" in table
    assert "published_on (tij-05)" in table


def test_a_fact_by_any_of_its_names(run: Run) -> None:
    shown = run("facts", "provider.kvk_registered").stdout
    assert shown.startswith("provider.kvk_registered: ")
    assert "\n    - asr.ggz_2024.eligibility/" in shown
    assert run("facts", "/provider/kvk_registered").stdout == shown
    assert run("facts", "provider.kvk_reg").stdout == shown


def test_a_group_of_facts_by_its_name(run: Run) -> None:
    document = json.loads(run("facts", "provider.quality_system", "--format", "json").stdout)
    names = [fact["name"] for fact in document["facts"]]
    assert names[0] == "provider.quality_system"
    assert len(names) > 1
    assert all(name.startswith("provider.quality_system") for name in names)


def test_an_unknown_fact_gets_its_neighbour(run: Run) -> None:
    result = run("facts", "provider.kvk_registred")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean provider.kvk_registered" in result.stderr


# --- validate


def test_valid_files_are_named(run: Run, institution: Path) -> None:
    result = run("validate", institution, env={"COLUMNS": "300"})
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{institution}: valid\n", "")


def test_problems_go_to_standard_error(run: Run, institution: Path, write: Write) -> None:
    bad = write("bad.yaml", "contract_year: 2024\nprovider:\n  kvk_registred: true\n")
    result = run("validate", bad, institution, "--lang", "nl", env={"COLUMNS": "300"})
    assert (result.exit_code, result.stdout) == (2, f"{institution}: geldig\n")
    problem, count = result.stderr.splitlines()
    assert problem.startswith(f"{bad}:3:3: /provider/kvk_registred: ")
    assert count == "policycheck: error: 1 problem in 1 file"


def test_problems_are_part_of_the_document(
    run: Run, institution: Path, write: Write, root: Path
) -> None:
    bad = write("bad.json", "{")
    result = run("validate", bad, institution, "-", "--format", "json", input="{}")
    assert (result.exit_code, result.stderr) == (2, "")
    document = json.loads(result.stdout)
    text = (root / "schemas/output/validate.schema.json").read_text(encoding="utf-8")
    Draft202012Validator(json.loads(text)).validate(document)
    assert [(f["file"], f["valid"]) for f in document["files"]] == [
        (str(bad), False),
        (str(institution), True),
        ("<stdin>", True),
    ]
    assert run("validate", institution, "--format", "yaml").exit_code == 0
