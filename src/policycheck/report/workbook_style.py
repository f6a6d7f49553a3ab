"""How a workbook looks: widths, heights, colours, and how it is printed."""

from collections.abc import Mapping
from math import ceil
from typing import Any

from openpyxl.styles import Alignment, Border, PatternFill, Side  # type: ignore[import-untyped]

COLUMNS: Mapping[str, int] = {
    "A": 22,
    "B": 24,
    "C": 44,
    "D": 22,
    "E": 38,
    "F": 10,
    "G": 18,
    "H": 46,
    "I": 40,
}
MEMBER_WIDTH = 30
WRAP = Alignment(wrap_text=True, vertical="top")
FILL = PatternFill("solid", fgColor="FFF7D6")
_THIN = Side(style="thin", color="B0A060")
LINE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_A4 = 9
_LINE_HEIGHT = 15
_MOST_HEIGHT = 400


def dress(sheet: Any, widths: Mapping[str, int], frozen: str | None, title_row: int = 0) -> None:
    """Set the widths, what stays in sight, protection without a password, and how it prints.

    Args:
        sheet: The sheet.
        widths: By column.
        frozen: The first cell that scrolls.
        title_row: The row that is printed on every page, with those above; 0 for none.
    """
    for column, width in widths.items():
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = frozen
    protection = sheet.protection
    protection.sheet = True
    # What is locked is what somebody could break; looking at it in another way is free.
    protection.formatColumns = protection.formatRows = False
    protection.autoFilter = protection.sort = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if title_row:
        sheet.print_title_rows = f"1:{title_row}"


def fit_rows(sheet: Any, first: int, last: int | None = None) -> None:
    """Make rows as high as their texts; not every program does that by itself.

    Args:
        sheet: The sheet, with its widths.
        first: The first row.
        last: The last row; ``None`` for all.
    """
    for row in sheet.iter_rows(min_row=first, max_row=last):
        lines = 1
        for cell in row:
            if isinstance(cell.value, str):
                width = sheet.column_dimensions[cell.column_letter].width
                wrapped = (ceil(len(line) * 1.1 / width) for line in cell.value.split("\n"))
                lines = max(lines, sum(max(each, 1) for each in wrapped))
        sheet.row_dimensions[row[0].row].height = min(lines * _LINE_HEIGHT, _MOST_HEIGHT)
