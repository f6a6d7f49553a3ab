"""``policycheck ask -o FILE.xlsx`` through the command line, and reading it back."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from .conftest import Run

Write = Callable[[str, Any], Path]
GGZ = "asr.ggz_2024"


def fill(file: Path, answers: dict[str, Any]) -> None:
    """Fill in answers by the names of their facts."""
    book = load_workbook(file)
    for sheet in book:
        for row in sheet.iter_rows(min_row=2, max_col=9):
            if row[8].value in answers:
                row[3].value = answers[row[8].value]
    book.save(file)


def test_a_blank_is_filled_in_and_decided(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "case.xlsx"
    result = run("ask", "-p", GGZ, "-d", "eligibility", "-o", file, "--lang", "nl")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    fill(file, {"as_of": "15-8-2023", "provider.kvk_registered": "nee", "contract_year": 2024})
    result = run("eval", file, "-p", GGZ, "-d", "eligibility", "--format", "json")
    assert result.exit_code == 0, result.stderr
    [decision] = json.loads(result.stdout)["results"]
    assert decision["outcome"] is not None
    assert run("validate", file).exit_code == 0
    assert run("ask", file, "-p", GGZ, "-d", "eligibility").exit_code == 0
    assert run("compare", file, file, "-p", GGZ, "-d", "eligibility").exit_code == 0


def test_a_case_as_a_workbook(run: Run, institution: Path, tmp_path: Path) -> None:
    file = tmp_path / "case.xlsx"
    assert run("ask", institution, "-p", GGZ, "-o", file).exit_code == 0
    options = ("-p", GGZ, "-d", "eligibility", "--format", "json")
    one, other = (json.loads(run("eval", each, *options).stdout) for each in (institution, file))
    assert one["results"][0]["receipt"] == other["results"][0]["receipt"]


def test_an_explanation_names_the_cells(run: Run, institution: Path, tmp_path: Path) -> None:
    file = tmp_path / "case.xlsx"
    run("ask", institution, "-p", GGZ, "-o", file, "--lang", "nl")
    call = ("eval", file, "-p", GGZ, "-d", "eligibility", "--explain", "full")
    assert "cel Zorgaanbieder!D" in run(*call, "--lang", "nl", env={"COLUMNS": "400"}).stdout
    document = json.loads(run(*call, "--format", "json").stdout)
    facts = document["results"][0]["explanation"]["conditions"][0]["facts"]
    assert [each["cell"] for each in facts] == ["Geval!D4"]


def test_a_problem_names_its_cell(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "case.xlsx"
    run("ask", "-p", GGZ, "-o", file, "--lang", "nl")
    fill(file, {"provider.kvk_registered": "misschien"})
    result = run("validate", file)
    assert result.exit_code == 2
    assert 'found "misschien"; expected ja or nee' in result.stderr
    assert f"{file}:Zorgaanbieder!D" in result.stderr
    result = run("validate", file, "--format", "json")
    [problem] = json.loads(result.stdout)["files"][0]["problems"]
    assert problem["cell"].startswith("Zorgaanbieder!D")


def test_what_somebody_filled_in_stays(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "case.xlsx"
    file.write_bytes(b"mine")
    result = run("ask", "-p", GGZ, "-o", file)
    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert file.read_bytes() == b"mine"


def test_with_a_case_another_kind_of_file_is_refused(run: Run, institution: Path) -> None:
    result = run("ask", institution, "-p", GGZ, "-o", "case.yaml")
    assert result.exit_code == 2
    assert ".xlsx" in result.stderr


def test_without_the_library_it_says_so(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "case.xlsx"
    run("ask", "-p", GGZ, "-o", file)
    for name in [*sys.modules]:
        if name.partition(".")[0] == "openpyxl" or ".workbook" in name:
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    for call in (("ask", "-p", GGZ, "-o", tmp_path / "b.xlsx"), ("validate", file)):
        result = run(*call)
        assert result.exit_code == 3
        assert "pip install 'policycheck[excel]'" in result.stderr


def test_answers_at_the_terminal_go_to_another_file(
    run: Run, institution: Path, tmp_path: Path
) -> None:
    file, other = tmp_path / "case.xlsx", tmp_path / "case.yaml"
    run("ask", institution, "-p", GGZ, "-d", "eligibility", "-o", file)
    call = ("ask", file, "-p", GGZ, "-d", "eligibility", "--interactive")
    result = run(*call, "--in-place", input="q\n")
    assert result.exit_code == 2
    assert "a workbook is not written to" in result.stderr
    result = run(*call, "-o", other, input="no\nq\n")
    assert result.exit_code == 0, result.stderr
    assert "plausible_indications: false" in other.read_text(encoding="utf-8")
