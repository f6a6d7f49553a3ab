"""Reading the workbook of a case: what people type, and what strangers send."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped]

from policycheck.errors import InvalidCase, Problem
from policycheck.facts import case_from_mapping, read_case
from policycheck.facts import workbook_file as limits
from policycheck.facts.contradictions import refuse_contradictions

Rows = dict[str, Any]


def made(tmp_path: Path, rows: Rows | list[tuple[Any, Any]], language: str = "en") -> Path:
    """A workbook with a name and an answer in each row, the first of them in row 2."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Facts"
    words = ("Name", "Answer") if language == "en" else ("Naam", "Antwoord")
    preposition = "in policycheck"
    sheet.append([f"{words[0]} {preposition}", words[1]])
    for row, (name, answer) in enumerate(rows.items() if isinstance(rows, dict) else rows, 2):
        sheet.cell(row, 1, name)
        cell = sheet.cell(row, 2)
        if isinstance(answer, tuple):
            cell.value, cell.number_format = answer
        else:
            cell.value = answer
    path = tmp_path / "case.xlsx"
    book.save(path)
    return path


def problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(InvalidCase) as caught:
        read_case(path)
    return caught.value.problems


def the_problem(path: Path) -> Problem:
    [problem] = problems(path)
    return problem


SECTORS = "provider.sectors"
KVK = "provider.kvk"
TURNOVER = "insurers.asr.turnover.2022"
REGISTERED = "provider.kvk_registered"
STARTED = "provider.started_on"


@pytest.mark.parametrize(
    ("language", "name", "answer", "value"),
    [
        ("en", "contract_year", 2024, 2024),
        ("en", "contract_year", 2024.0, 2024),
        ("nl", "contract_year", "2024", 2024),
        ("nl", TURNOVER, "1234,56", 1234.56),
        ("en", TURNOVER, "1234.56", 1234.56),
        ("nl", TURNOVER, "€ 1234,5", 1234.5),
        ("en", TURNOVER, 19.99, 19.99),
        ("en", TURNOVER, (50000, '"%" #,##0.00'), 50000),
        ("nl", REGISTERED, "ja", True),
        ("nl", REGISTERED, "Nee", False),
        ("en", REGISTERED, "ja", True),
        ("en", REGISTERED, True, True),
        ("nl", STARTED, "31-12-2022", "2022-12-31"),
        ("nl", STARTED, "1-2-2022", "2022-02-01"),
        ("en", STARTED, "2022-12-31", "2022-12-31"),
        ("en", STARTED, date(2022, 12, 31), "2022-12-31"),
        ("en", STARTED, datetime(2022, 12, 31), "2022-12-31"),
        ("nl", "provider.organisation", "Instelling", "institution"),
        ("nl", "provider.organisation", "institution", "institution"),
        ("en", "provider.organisation", "instelling", "institution"),
        ("en", KVK, "01234567", "01234567"),
        ("en", SECTORS, "ggz; Birth care;", ["ggz", "birth_care"]),
        ("nl", SECTORS, "geen", []),
        ("en", SECTORS, "none", []),
        ("en", SECTORS, "[]", []),
        ("en", "insurers.asr.contract_years", "2022; 2023", [2022, 2023]),
        ("en", "insurers.asr.contract_years", 2022, [2022]),
        ("en", "provider.serious_errors", "none", []),
        ("en", "description", "  = 1 + 1  ", "  = 1 + 1  "),
    ],
)
def test_what_people_type(
    tmp_path: Path, language: str, name: str, answer: Any, value: Any
) -> None:
    found: Any = read_case(made(tmp_path, {name: answer}, language)).value
    for step in name.split("."):
        found = found[step]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("language", "name", "answer", "code", "told"),
    [
        ("en", TURNOVER, (0.35, "0%"), "percentage", "write the number as it is meant"),
        ("en", TURNOVER, (35, "0.00%"), "percentage", "found a percentage"),
        ("en", TURNOVER, "35%", "wrong-type", 'the text "35%"'),
        ("nl", TURNOVER, "1.234,56", "wrong-type", 'the text "1.234,56"'),
        ("en", TURNOVER, 1.234, "too-many-decimals", "two decimals"),
        ("en", TURNOVER, "=1+1", "formula", "found a formula; write the value itself"),
        ("en", TURNOVER, "#DIV/0!", "cell-error", "the error #DIV/0!"),
        ("en", "contract_year", 2024.5, "wrong-type", "expected a whole number"),
        ("en", "contract_year", date(2024, 1, 1), "wrong-type", "found the date 2024-01-01"),
        ("en", STARTED, 45170, "wrong-type", "expected a date"),
        ("en", STARTED, datetime(2022, 12, 31, 10, 30), "time-without-zone", "give the day alone"),
        ("en", STARTED, time(10, 30), "wrong-type", "a time of day or a duration"),
        ("en", STARTED, "31-12-2022", "invalid-date", "did you mean 2022-12-31?"),
        ("nl", STARTED, "31-02-2022", "invalid-date", "does not exist"),
        ("en", REGISTERED, "maybe", "wrong-type", 'found "maybe"; expected yes or no'),
        ("nl", REGISTERED, 1, "wrong-type", "found the number 1"),
        ("en", "provider.organisation", "bank", "unknown-value", 'found "bank"'),
        ("en", KVK, 1234567, "unquoted-identifier", "format the cell as text"),
        ("en", "description", 12, "unquoted-identifier", "format the cell as text"),
        ("en", SECTORS, "ggz; bank", "unknown-value", 'found "bank"'),
        ("en", "insurers.asr.contract_years", "2022; x", "wrong-type", "expected a whole number"),
        ("en", "provider.serious_errors", "two", "wrong-type", "fill in the sheet"),
        ("en", "provider.kvk_registred", "yes", "unknown-fact", "did you mean kvk_registered?"),
        ("en", "provider.kvk_registred", None, "unknown-fact", "did you mean kvk_registered?"),
        ("en", "provider", "x", "misplaced-fact", "this holds other facts"),
        ("en", "provider.serious_errors[*].on", "2022-01-01", "misplaced-fact", "its sheet"),
        ("en", "x" * 500, "yes", "unknown-fact", "is not a fact"),
    ],
)
def test_what_does_not_fit_names_its_cell(
    tmp_path: Path, language: str, name: str, answer: Any, code: str, told: str
) -> None:
    path = made(tmp_path, {"as_of": "2023-08-15", name: answer}, language)
    problem = the_problem(path)
    assert problem.code == code
    assert told in problem.message
    cell = "A3" if code == "unknown-fact" else "B3"
    assert problem.cell == f"Facts!{cell}"
    assert str(problem).startswith(f"{path}:Facts!{cell}: /")
    assert (problem.line, problem.column) == (None, None)


def test_problems_come_in_the_order_of_the_sheet(tmp_path: Path) -> None:
    path = made(tmp_path, {TURNOVER: "x", "contract_year": "y", REGISTERED: "z"})
    assert [each.cell for each in problems(path)] == ["Facts!B2", "Facts!B3", "Facts!B4"]


def test_a_fact_that_stands_there_twice(tmp_path: Path) -> None:
    path = made(tmp_path, [("contract_year", 2024), ("contract_year", 2023)])
    problem = the_problem(path)
    assert (problem.code, problem.cell) == ("duplicate-key", "Facts!A3")
    assert "it was in Facts!A2" in problem.message


def test_a_contradiction_with_the_day_names_its_cell(tmp_path: Path) -> None:
    case = read_case(made(tmp_path, {STARTED: "2023-09-01"}))
    with pytest.raises(InvalidCase) as caught:
        refuse_contradictions(case, date(2023, 8, 15))
    assert caught.value.problems[0].cell == "Facts!B2"
    assert case.position("/provider/started_on") is None
    assert case_from_mapping({}).cell("/provider") is None


LIST = "provider.serious_errors"


def with_list(tmp_path: Path, rows: list[list[Any]], answer: Any = None) -> Path:
    path = made(tmp_path, {LIST: answer})
    book = load_workbook(path)
    sheet = book.create_sheet("Errors")
    sheet.append(["Fact", "Day", "Doubt"])
    sheet.append(["Name in policycheck", f"{LIST}[*].on", f"{LIST}[*].integrity_in_doubt"])
    for number, row in enumerate(rows, 1):
        sheet.append([str(number), *row])
    book.save(path)
    return path


def test_a_sheet_has_an_item_in_each_row_that_is_filled_in(tmp_path: Path) -> None:
    day = date(2020, 1, 2)
    rows: list[list[Any]] = [[day, "yes"], [], ["2021-01-02", "no"], [" ", None]]
    found = read_case(with_list(tmp_path, rows)).value["provider"]["serious_errors"]
    assert found == [
        {"on": "2020-01-02", "integrity_in_doubt": True},
        {"on": "2021-01-02", "integrity_in_doubt": False},
    ]


def test_a_list_without_a_row_is_not_known(tmp_path: Path) -> None:
    assert read_case(with_list(tmp_path, [[], []])).value == {}


def test_what_is_wrong_in_an_item_names_its_cell(tmp_path: Path) -> None:
    problem = the_problem(with_list(tmp_path, [[], ["soon", "yes"]]))
    assert (problem.cell, problem.pointer) == ("Errors!B4", "/provider/serious_errors/0/on")
    problem = the_problem(with_list(tmp_path, [[None, "yes"]]))
    assert (problem.code, problem.cell) == ("missing-fact", "Errors!C3")


def test_a_list_cannot_be_none_and_have_items(tmp_path: Path) -> None:
    problem = the_problem(with_list(tmp_path, [["2020-01-02", "yes"]], "none"))
    assert (problem.code, problem.cell) == ("contradiction", "Facts!B2")


def test_a_single_fact_does_not_belong_in_a_list(tmp_path: Path) -> None:
    path = with_list(tmp_path, [])
    book = load_workbook(path)
    book["Errors"]["B2"] = "contract_year"
    book.save(path)
    assert the_problem(path).code == "misplaced-fact"


# What strangers send.


def repacked(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """A workbook with its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, change(name, content))
    return path


def test_a_workbook_that_is_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    book = Workbook()
    book.active.append(["provider.kvk", "contract_year"])
    book.save(path)
    problem = the_problem(path)
    assert problem.code == "no-case"
    assert "a table with a case in each row is for policycheck batch" in problem.message


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"hello", b"PK\x03\x04" + b"\0" * 999])
def test_a_file_that_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "case.xlsx"
    path.write_bytes(content)
    assert the_problem(path).code == "invalid-workbook"


def test_another_archive(tmp_path: Path) -> None:
    path = tmp_path / "case.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "hello")
    assert the_problem(path).code == "invalid-workbook"


def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    path = made(tmp_path, {"contract_year": 2024})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/large.xml", b" " * 50_000_000)
    assert path.stat().st_size < 100_000
    assert the_problem(path).code == "too-large"


def test_a_part_that_is_larger_than_it_says(tmp_path: Path) -> None:
    path = made(tmp_path, {"contract_year": 2024})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/extra.xml", b" " * 5_000_000)
    data = path.read_bytes().replace((5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(data)
    assert the_problem(path).code == "invalid-workbook"


def test_too_many_parts(tmp_path: Path) -> None:
    path = made(tmp_path, {"contract_year": 2024})
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(500):
            archive.writestr(f"x/{number}", b"")
    assert the_problem(path).code == "invalid-workbook"


def test_declarations_are_refused(tmp_path: Path) -> None:
    def change(name: str, content: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return content
        laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        return laughs + content

    path = repacked(made(tmp_path, {"contract_year": 2024}), change)
    assert the_problem(path).code == "invalid-workbook"


def test_a_row_far_away(tmp_path: Path) -> None:
    path = made(tmp_path, {"contract_year": 2024})
    book = load_workbook(path)
    book["Facts"].cell(1_048_576, 1, "provider.kvk")
    book.save(path)
    assert the_problem(path).code == "too-many-values"


def test_a_row_beyond_the_last(tmp_path: Path) -> None:
    far = b'<row r="99999999999"><c r="A99999999999"/></row></sheetData>'

    def change(_: str, content: bytes) -> bytes:
        return content.replace(b"</sheetData>", far)

    path = repacked(made(tmp_path, {"contract_year": 2024}), change)
    assert the_problem(path).code == "too-many-values"


def test_a_column_far_away_is_not_read(tmp_path: Path) -> None:
    path = made(tmp_path, {"contract_year": 2024})
    book = load_workbook(path)
    for row in range(2, 200):
        book["Facts"].cell(row, 16_384, "note")
    book.save(path)
    assert read_case(path).value == {"contract_year": 2024}


def test_too_many_sheets(tmp_path: Path) -> None:
    book = Workbook()
    for _ in range(limits.MOST_SHEETS):
        book.create_sheet()
    path = tmp_path / "case.xlsx"
    book.save(path)
    assert the_problem(path).code == "too-many-values"


def test_too_many_answers(tmp_path: Path) -> None:
    path = with_list(tmp_path, [["2020-01-02", "yes"]] * (limits.MOST_ROWS - 10))
    assert the_problem(path).code in ("too-many-values", "too-many-items")


@pytest.mark.parametrize("cut", range(5, 100, 19))
def test_damage_anywhere_is_no_crash(tmp_path: Path, cut: int) -> None:
    path = made(tmp_path, {"contract_year": 2024, TURNOVER: 12})

    def change(name: str, content: bytes) -> bytes:
        return content[: len(content) * cut // 100] if name.startswith("xl/") else content

    assert the_problem(repacked(path, change)).code == "invalid-workbook"


def test_no_part_of_it_is_fetched_from_elsewhere(tmp_path: Path) -> None:
    """A sheet that is a reference to a file on this machine or the network is not followed."""
    secret = tmp_path / "secret.xml"
    secret.write_text("secret", encoding="utf-8")

    def change(name: str, content: bytes) -> bytes:
        if name != "xl/_rels/workbook.xml.rels":
            return content
        return content.replace(b"/xl/worksheets/sheet1.xml", secret.as_uri().encode())

    path = repacked(made(tmp_path, {"contract_year": 2024}), change)
    assert all("secret" not in each.message for each in problems(path))


def test_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Given:
        buffer = io.BytesIO(made(tmp_path, {"contract_year": 2024}).read_bytes())

    monkeypatch.setattr("sys.stdin", Given)
    assert read_case("-").value == {"contract_year": 2024}
