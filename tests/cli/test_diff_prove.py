"""``diff --prove``: every case compared, as users ask for it."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from changes.repository import Repository, made_repository
from made_up import RULES, replace

from .conftest import Run

DEMO = "acme.demo_2024"
QUESTION = f"{DEMO}.application"
WIDE = {"COLUMNS": "200"}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The made-up policy, committed, and then with an earlier last day."""
    made = made_repository(tmp_path / "work")
    shutil.copytree(RULES, made.rules)
    made.commit()
    file = made.rules / "acme/demo_2024/parameters.yaml"
    replace(file, 'value: "2023-10-01"', 'value: "2023-09-15"')
    return made


def prove(run: Run, made: Repository, *more: object) -> Any:
    options = ("diff", "--base", "HEAD", "--rules", made.rules, "--prove")
    return run(*options, *more, env=WIDE)


def test_the_verdict_the_clause_and_the_case(run: Run, repository: Repository) -> None:
    before = repository.state()
    result = prove(run, repository)
    assert (result.exit_code, result.stderr) == (0, "")
    rows = [row.strip() for row in result.stdout.splitlines()]
    place = rows.index("Compared in every case")
    assert rows[place + 1] == (f"{QUESTION}: stricter in some cases, more permissive in none")
    assert rows[place + 2].startswith("stricter: met → ")
    assert rows[place + 3].startswith("• request-in-time: ")
    assert rows[place + 4] == "Aanvraag, l. 3 (app-01)"
    assert rows[place + 5].startswith(
        "because: request_until: value: up to and including 1 October"
    )
    assert rows[place + 6].startswith("in this case, judged on ")
    assert rows[-1] == "For every case that fits the schema, by the text of 1 July 2023 or later."
    assert prove(run, repository, "--exit-code").exit_code == 1
    assert repository.state() == before


def test_a_refactored_rule_passes(run: Run, repository: Repository) -> None:
    repository.commit()
    file = repository.rules / "acme/demo_2024/application.rego"
    rule = "request.received_on <= parameters.request_until"
    replace(file, rule, f"({rule}) == true")
    result = prove(run, repository, "--exit-code")
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"{QUESTION}: the same in every case: proved" in result.stdout


def test_documents(run: Run, root: Path, repository: Repository) -> None:
    schema = json.loads((root / "schemas/output/diff.schema.json").read_text(encoding="utf-8"))
    fence = ("--only-where", "{fact: /as_of, after: 2023-09-15}")
    for more in ((), fence, ("--seconds", "0.001")):
        document = json.loads(prove(run, repository, "--format", "json", *more).stdout)
        Draft202012Validator(schema).validate(document)
        (decision,) = document["proofs"]["decisions"]
        assert decision["after"] == QUESTION
        assert len(decision["answers"]) == (2 if more is fence else 1)
    markdown = prove(run, repository, "--format", "markdown", "--lang", "nl")
    assert "## Vergeleken in elk geval" in markdown.stdout
    assert "in sommige gevallen strenger" in markdown.stdout


def test_a_fence_is_kept_or_not(run: Run, repository: Repository) -> None:
    kept = prove(run, repository, "--only-where", "{fact: /as_of, after: 2023-09-15}")
    assert kept.exit_code == 0
    assert "outside the fence the same in every case: proved" in kept.stdout
    broken = prove(run, repository, "--only-where", "{fact: /as_of, after: 2023-09-20}")
    assert broken.exit_code == 1
    nowhere = prove(
        run,
        repository,
        *("--only-where", "{fact: /as_of, after: 2023-09-20}"),
        *("--only-where", "{fact: /as_of, before: 2023-09-20}"),
    )
    assert (nowhere.exit_code, nowhere.stdout) == (2, "")
    assert f"no case of {QUESTION} is like that" in nowhere.stderr


def test_two_texts_of_one_policy(run: Run, repository: Repository) -> None:
    options = ("diff", "--rules", repository.rules, DEMO, "--prove", "--compare-known-at")
    result = run(*options, "2023-08-01", "2023-08-02", env=WIDE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"{QUESTION}: more permissive in some cases, stricter in none" in result.stdout
    assert "by the text of 1 August 2023 and of 2 August 2023:" in result.stdout
    rows = [row.strip() for row in result.stdout.splitlines()]
    because = next(row for row in rows if row.startswith("because: "))
    assert because.startswith("because: request_until: value: up to and including 1 September 2023")
    assert "up to and including 15 September 2023" in because
    early = run(*options, "2023-06-01", "2023-08-02")
    assert (early.exit_code, early.stdout) == (2, "")
    assert "has no text of 2023-06-01" in early.stderr


def test_what_was_found_is_kept_as_scenarios_that_pass(run: Run, repository: Repository) -> None:
    place = repository.path / "fixtures/scenarios"
    written = prove(run, repository, "--write-scenario", place)
    file = place / DEMO / "application-found.yaml"
    assert f"a case of {QUESTION} is added to {file}" in written.stderr
    first = file.read_text(encoding="utf-8")
    assert "Compared with HEAD (" in first
    again = prove(run, repository, "--write-scenario", place)
    assert (again.stderr, file.read_text(encoding="utf-8")) == ("", first)
    file.write_text(first + "# A comment.\n", encoding="utf-8")
    options = ("diff", "--rules", repository.rules, DEMO, "--prove", "--compare-known-at")
    more = run(*options, "2023-08-01", "2023-08-02", "--write-scenario", file)
    assert more.exit_code == 0
    second = file.read_text(encoding="utf-8")
    assert second.startswith(first + "# A comment.\n")
    assert len(second) > len(first) + len("# A comment.\n")
    tested = run("test", "--rules", repository.rules, "--run", "Compared with")
    assert (tested.exit_code, "failed" in tested.stdout) == (0, False)
    wrong = prove(run, repository, "--write-scenario", place / "other.yaml")
    assert wrong.exit_code == 2
    assert f"fixtures/scenarios/{DEMO}/other.yaml" in wrong.stderr


def test_wrong_usage(run: Run, repository: Repository) -> None:
    alone = run("diff", "--base", "HEAD", "--rules", repository.rules, "--only-where", "{}")
    assert (alone.exit_code, alone.stdout) == (2, "")
    assert "--only-where is about what is proved: add --prove" in alone.stderr
    both = prove(run, repository, "--compare-known-at", "2023-08-01", "2023-08-02")
    assert (both.exit_code, both.stdout) == (2, "")
    assert "leave out --base" in both.stderr


def test_without_the_extra(
    run: Run, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    for name in [*sys.modules]:
        if name.startswith("policycheck.proving.") or name == "policycheck.changes.proofs":
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("policycheck.changes.proofs", raising=False)
    result = prove(run, repository)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "policycheck diff --prove needs more: pip install 'policycheck[prove]'" in result.stderr
