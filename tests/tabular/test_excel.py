"""Nothing that stands in a workbook is taken for an empty cell."""

import datetime as dt
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell.rich_text import CellRichText, TextBlock  # type: ignore[import-untyped]
from openpyxl.cell.text import InlineFont  # type: ignore[import-untyped]
from openpyxl.utils.datetime import CALENDAR_MAC_1904  # type: ignore[import-untyped]

from policycheck.errors import InvalidCase, UsageError
from policycheck.tabular import BlockSize, Reading, Rows
from tabular.support import read, values

YEAR, NAME, DAY, AMOUNT = (
    "contract_year",
    "provider.name",
    "provider.started_on",
    "insurers.asr.turnover.2022",
)
ERRORS = ["#N/A", "#DIV/0!", "#REF!", "#NULL!", "#VALUE!", "#NAME?", "#NUM!"]


def saved(path: Path, *rows: list[Any], change: Callable[[Any], None] | None = None) -> Path:
    """A workbook with a heading and rows."""
    workbook = Workbook()
    sheet = workbook.active
    for row in ([YEAR, NAME, DAY, AMOUNT], *rows):
        sheet.append(row)
    if change:
        change(workbook)
    workbook.save(path)
    return path


def rewritten(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Change the text of the first sheet."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = change(before)
    assert parts["xl/worksheets/sheet1.xml"] != before
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def problems(rows: Rows) -> dict[int, list[tuple[str, str, str]]]:
    """By row, what is wrong."""
    return {
        reject.row: [(each.code, each.pointer, each.message) for each in reject.problems]
        for reject in rows.rejects
    }


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("size", [1, 100])
def test_an_error_is_a_wrong_value(tmp_path: Path, error: str, size: int) -> None:
    file = saved(tmp_path / "a.xlsx", [2024, "x"], [2024, error, None, error], [2025, "y"])
    rows = read(file, Reading(block=BlockSize(size)))
    assert rows.numbers.tolist() == [1, 3]
    assert problems(rows) == {
        2: [
            ("cell-error", "/insurers/asr/turnover/2022", f"cell D3 holds the error {error}"),
            ("cell-error", "/provider/name", f"cell B3 holds the error {error}"),
        ]
    }
    assert rows.rejects[0].text == f"2024.0;{error};;{error}"


def test_everything_that_is_wrong_with_the_row_is_told(tmp_path: Path) -> None:
    file = saved(tmp_path / "a.xlsx", ["soon", "x", "#N/A", -1])
    assert {code for code, _, _ in problems(read(file))[1]} == {
        "cell-error",
        "wrong-type",
        "out-of-range",
    }


def test_a_row_of_nothing_but_errors_is_a_row(tmp_path: Path) -> None:
    file = saved(tmp_path / "a.xlsx", [2024], [None, "#N/A"], [None], [None, None, None, "#N/A"])
    rows = read(file, Reading(block=BlockSize(1)))
    assert rows.numbers.tolist() == [1]
    assert [reject.row for reject in rows.rejects] == [2, 4]


def test_an_error_to_the_right_of_the_heading_is_a_value_without_a_name(tmp_path: Path) -> None:
    rows = read(saved(tmp_path / "a.xlsx", [2024, None, None, None, None, "#N/A"]))
    [(code, _, message)] = problems(rows)[1]
    assert (code, message) == (
        "bad-row",
        "there is a value to the right of the last column that has a name",
    )


def test_a_formula_has_its_value_or_is_rejected(tmp_path: Path) -> None:
    file = saved(tmp_path / "a.xlsx", ["=2000+24", "x"], ["=2000+24", "y"], [None, "=2&2"], ["=1"])
    rewritten(file, lambda text: text.replace(b"<v />", b"<v>2024</v>", 1))
    rows = read(file)
    assert values(rows) == [{"contract_year": 2024, "provider": {"name": "x"}}]
    found = problems(rows)
    assert found.keys() == {2, 3, 4}
    assert found[2][0] == (
        "cell-without-value",
        "/contract_year",
        "cell A3 holds a formula whose value was not saved; save the workbook in Excel",
    )


def test_a_formula_that_comes_to_an_empty_text_is_an_empty_cell(tmp_path: Path) -> None:
    file = saved(tmp_path / "a.xlsx", [2024, '=""'])
    rewritten(file, lambda text: text.replace(b'<c r="B2">', b'<c r="B2" t="str">'))
    assert values(read(file)) == [{"contract_year": 2024}]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (dt.datetime(2020, 1, 1, 10, 30), "time-without-zone"),
        (dt.time(10, 30), "wrong-type"),
        (dt.timedelta(days=3, hours=2), "wrong-type"),
        (dt.date(1899, 12, 31), "wrong-type"),
        (30_000_000, "wrong-type"),
        (True, "wrong-type"),
        ("01-02-2020", "invalid-date"),
    ],
)
def test_what_is_no_day(tmp_path: Path, cell: Any, code: str) -> None:
    rows = read(saved(tmp_path / "a.xlsx", [2024, "x", cell]))
    assert [each[:2] for each in problems(rows)[1]] == [(code, "/provider/started_on")]


@pytest.mark.parametrize("cell", [dt.time(10, 30), dt.timedelta(hours=30), 12, 1.5, True])
def test_what_is_no_text(tmp_path: Path, cell: Any) -> None:
    rows = read(saved(tmp_path / "a.xlsx", [2024, cell]))
    assert [each[1] for each in problems(rows)[1]] == ["/provider/name"]


def test_a_day_before_1900_counts_as_no_other_day(tmp_path: Path) -> None:
    def negative(workbook: Any) -> None:
        workbook.active["C2"].number_format = "yyyy-mm-dd"

    rows = read(saved(tmp_path / "a.xlsx", [2024, "x", -5], change=negative))
    [(code, _, message)] = problems(rows)[1]
    assert code == "wrong-type"
    assert "a day before 1900" in message


@pytest.mark.parametrize("day", [dt.date(1904, 1, 2), dt.date(2020, 2, 29), dt.date(2199, 12, 31)])
@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
def test_days_in_both_calendars_of_excel(tmp_path: Path, day: dt.date, epoch: Any) -> None:
    def change(workbook: Any) -> None:
        workbook.epoch = epoch or workbook.epoch

    file = tmp_path / "a.xlsx"
    workbook = Workbook()
    change(workbook)
    workbook.active.append([DAY])
    workbook.active.append([day])
    workbook.save(file)
    assert values(read(file)) == [{"provider": {"started_on": day.isoformat()}}]


def test_text_in_several_fonts_is_one_text(tmp_path: Path) -> None:
    text = CellRichText("De ", TextBlock(InlineFont(b=True), "Maas"))
    assert values(read(saved(tmp_path / "a.xlsx", [2024, text])))[0]["provider"] == {
        "name": "De Maas"
    }


def test_merged_cells_have_a_value_for_the_first_alone(tmp_path: Path) -> None:
    def merge(workbook: Any) -> None:
        workbook.active.merge_cells("A2:A3")
        workbook.active.merge_cells("A4:D5")

    file = saved(tmp_path / "a.xlsx", [2024, "x"], [None, "y"], [2024], [2024], change=merge)
    rows = read(file)
    assert rows.numbers.tolist() == [1]
    found = problems(rows)
    assert found[2] == [
        ("merged-cell", "/contract_year", "cell A3 is merged with A2; split them, and fill in each")
    ]
    assert [len(found[3]), len(found[4])] == [3, 4]


def test_a_sheet_that_begins_elsewhere(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["A1"] = "#N/A"
    sheet = workbook.create_sheet("Cijfers & zo")
    sheet["C4"], sheet["D4"] = YEAR, NAME
    sheet["C5"], sheet["D5"] = 2024, "x"
    sheet["C7"], sheet["D8"] = "=1+1", "#REF!"
    workbook.save(tmp_path / "a.xlsx")
    rows = read(tmp_path / "a.xlsx", Reading(sheet="Cijfers & zo", block=BlockSize(2)))
    assert values(rows) == [{"contract_year": 2024, "provider": {"name": "x"}}]
    assert {row: found[0][2][:7] for row, found in problems(rows).items()} == {
        3: "cell C7",
        4: "cell D8",
    }


def without_places(text: bytes) -> bytes:
    return re.sub(rb' r="[A-Z]*[0-9]+"', b"", text)


def in_utf_16(text: bytes) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-16"?>{text.decode()}'.encode("utf-16")


def with_prefix(text: bytes) -> bytes:
    text = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", text)
    return text.replace(b" xmlns=", b" xmlns:x=").replace(b'"', b"'")


@pytest.mark.parametrize("how", [without_places, with_prefix])
def test_other_ways_to_write_a_sheet(tmp_path: Path, how: Callable[[bytes], bytes]) -> None:
    file = saved(tmp_path / "a.xlsx", [2024, "x"], [2024, "y", None, "#N/A"], [2025, "=1"])
    rewritten(file, how)
    rows = read(file)
    assert rows.numbers.tolist() == [1]
    assert [each.code for reject in rows.rejects for each in reject.problems] == [
        "cell-error",
        "cell-without-value",
    ]


def test_a_sheet_in_another_encoding_is_an_error(tmp_path: Path) -> None:
    file = saved(tmp_path / "a.xlsx", [2024, "#N/A"])
    rewritten(file, in_utf_16)
    with pytest.raises((InvalidCase, UsageError), match=r"a\.xlsx"):
        read(file)


def test_an_error_at_the_seam_of_two_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = saved(tmp_path / "a.xlsx", *([2024, "x"] for _ in range(50)), [2024, "#N/A"])
    for size in (101, 113, 127):
        monkeypatch.setattr("policycheck.tabular.readers.excel_cells._AT_ONCE", size)
        assert [reject.row for reject in read(file).rejects] == [51]


def test_a_sheet_with_a_document_type_is_refused(tmp_path: Path) -> None:
    file = saved(tmp_path / "a.xlsx", [2024, "#N/A"])
    rewritten(file, lambda text: b'<!DOCTYPE x [<!ENTITY a "b">]>' + text)
    with pytest.raises(InvalidCase, match="damaged"):
        read(file)


def test_a_workbook_in_which_errors_cannot_be_seen_is_refused(tmp_path: Path) -> None:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{cell.format(text)}</table:table-row>" for text in (NAME, "x")
    )
    file = tmp_path / "a.ods"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{manifest}"/>')
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="a">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    with pytest.raises(InvalidCase, match=r"can only be seen in \.xlsx and \.xlsm; save it"):
        read(file)


def test_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match='there is no sheet "x"; there is "Sheet"'):
        read(saved(tmp_path / "a.xlsx", [2024]), Reading(sheet="x"))
