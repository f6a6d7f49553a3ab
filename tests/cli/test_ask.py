"""``policycheck ask`` through the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run

Write = Callable[[str, Any], Path]
GGZ = "asr.ggz_2024"


def test_the_facts_that_can_still_change_something(run: Run, institution: Path) -> None:
    result = run("ask", institution, "-p", GGZ)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "3 facts can still change this, most useful first:" in result.stdout
    assert "  1. Has a.s.r. found plausible indications" in result.stdout
    assert "can alone settle asr.ggz_2024.eligibility" in result.stdout
    assert "(alg-13)" in result.stdout
    assert "Concluded on" not in result.stdout
    assert "--all shows them" in result.stdout


def test_all_shows_what_changes_nothing(run: Run, institution: Path) -> None:
    result = run("ask", institution, "-p", GGZ, "-d", "application", "--all", "--lang", "nl")
    assert result.exit_code == 0
    assert "Dit staat vast: geen enkel feit kan het nog veranderen." in result.stdout
    assert "Er is niets meer te vragen." in result.stdout
    assert "- Gesloten op (insurers.asr.contract.concluded_on)" in result.stdout


def test_as_a_document(run: Run, institution: Path) -> None:
    result = run("ask", institution, "-p", GGZ, "-d", "eligibility", "--format", "json")
    document = json.loads(result.stdout)
    assert document["exact"] is True
    assert document["others"] is None
    assert [each["name"] for each in document["facts"]] == [
        "insurers.asr.findings.plausible_indications",
        "insurers.asr.findings.authorisation_requests",
        "insurers.asr.findings.added_value",
    ]
    assert document["facts"][0]["reasons"][0]["settles"] is True


def test_a_reading_that_is_chosen_counts(run: Run, root: Path) -> None:
    case = root / "fixtures/cases/asr.ggz_2024/started-in-2023.yaml"
    result = run("ask", case, "-p", GGZ, "--reading", f"{GGZ}/turnover-years=each-year")
    assert result.exit_code == 0


def test_without_the_solver_it_says_so(
    run: Run, institution: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policycheck.commands.common.asking.solver_is_there", lambda: False)
    result = run("ask", institution, "-p", GGZ)
    assert result.exit_code == 0
    assert "These are at most the facts that still change something" in result.stdout
    assert "pip install 'policycheck[prove]'" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        ((), "name the policy that is to decide with -p", 2),
        (("-p", "asr.ggz_2042"), 'there is no policy "asr.ggz_2042"', 2),
        (("-p", GGZ, "-d", "eligble"), 'there is no decision "eligble"', 2),
        (("-p", GGZ, "--as-of", "2042-13-01"), "is not a day", 2),
    ],
)
def test_what_is_wrong_is_said(
    run: Run, institution: Path, arguments: tuple[str, ...], message: str, code: int
) -> None:
    result = run("ask", institution, *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr


def test_a_case_that_asks_nothing_says_how_to_ask(run: Run, write: Write) -> None:
    result = run("ask", write("a.json", {"contract_year": 2024}), "-p", GGZ)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "Name a decision with -d" in result.stderr


def test_a_blank_is_written_and_read_back(run: Run, tmp_path: Path) -> None:
    blank = tmp_path / "blank.yaml"
    asked = ("-p", GGZ, "-d", "application")
    result = run("ask", *asked, "-o", blank)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    decided = run("eval", blank, *asked, "--as-of", "2023-09-01", "--format", "json")
    assert json.loads(decided.stdout)["results"][0]["outcome"] == "undetermined"


@pytest.mark.parametrize(
    ("name", "message"),
    [("there.yaml", "is there already"), ("blank.csv", "name it blank.yaml")],
)
def test_a_blank_that_cannot_be_written(run: Run, tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "there.yaml").write_text("kept", encoding="utf-8")
    result = run("ask", "-p", GGZ, "-o", tmp_path / name)
    assert result.exit_code == 2
    assert message in result.stderr
    assert (tmp_path / "there.yaml").read_text(encoding="utf-8") == "kept"


def test_without_a_case_a_file_is_needed(run: Run) -> None:
    result = run("ask", "-p", GGZ)
    assert result.exit_code == 2
    assert "name a CASE, or with -o a file" in result.stderr
