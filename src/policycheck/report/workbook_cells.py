"""The cells of a workbook: texts that stay text, and cells that take an answer."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from openpyxl.styles import Font, Protection  # type: ignore[import-untyped]
from openpyxl.utils import absolute_coordinate, quote_sheetname  # type: ignore[import-untyped]
from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped]

from policycheck.facts import FactDefinition
from policycheck.facts.workbook_cells import SEPARATOR
from policycheck.facts.workbook_cells import choices as choices_of
from policycheck.model import Language
from policycheck.report.workbook_style import FILL, LINE, WRAP
from policycheck.words import Words

_FIRST_DAY = "1900-03-01"  # Excel counts a day before it that was not there
_DAYS = ("date", "event_date")
_TEXT = "@"
_AMOUNT = "#,##0.00"
_WHOLE = "0"
_NUMBER = "0.0##"
_LAST_NUMBER = 10**12
_STRONG = Font(bold=True)
_OPEN = Protection(locked=False)


def text_cell(sheet: Any, row: int, column: int, text: str, strong: bool = False) -> Any:
    """Write a text; one that begins with ``=`` is no formula."""
    cell = sheet.cell(row, column, text)
    cell.data_type = "s"
    cell.alignment = WRAP
    if text.startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True
    if strong:
        cell.font = _STRONG
    return cell


class Choices:
    """The lists that cells let choose from: columns of one sheet that nobody needs to see.

    Args:
        words: The language of the workbook.
    """

    def __init__(self, words: Words) -> None:
        self.words = words
        self._columns: dict[tuple[str, ...], int] = {}
        self._rules: dict[tuple[Any, str], DataValidation] = {}

    def of(self, sheet: Any, values: Sequence[str]) -> Any:
        """The rule for the cells of a sheet that take one of these values."""
        column = self._columns.setdefault(tuple(values), len(self._columns) + 1)
        letter = sheet.cell(1, column).column_letter
        cells = absolute_coordinate(f"{letter}1:{letter}{len(values)}")
        return self.rule(
            sheet,
            self.words("sheet.choose"),
            type="list",
            formula1=f"{quote_sheetname(self.words('sheet.choices'))}!{cells}",
        )

    def rule(self, sheet: Any, told: str, **what: Any) -> Any:
        """A rule for cells of a sheet; the same one for the same rule.

        Args:
            sheet: The sheet.
            told: What to tell who fills in something else.
            what: What the rule is, as openpyxl takes it.
        """
        key = sheet.title, repr(sorted(what.items()))
        if key not in self._rules:
            rule = DataValidation(**what, allow_blank=True, showErrorMessage=True)
            rule.error = told
            sheet.add_data_validation(rule)
            self._rules[key] = rule
        return self._rules[key]

    def write(self, sheet: Any) -> None:
        """Write the lists into a sheet of their own."""
        for values, column in self._columns.items():
            for row, value in enumerate(values, 1):
                text_cell(sheet, row, column, value)
        sheet.sheet_state = "hidden"
        sheet.protection.sheet = True


def answer_cell(
    sheet: Any,
    row: int,
    column: int,
    fact: FactDefinition,
    items: FactDefinition | None,
    value: Any,
    choices: Choices,
) -> None:
    """Make a cell that takes an answer, with what is known in it.

    Args:
        sheet: Where it stands.
        row: Its row.
        column: Its column.
        fact: What it is the answer to.
        items: The items, where that is a list of single values.
        value: What is known; ``None`` if nothing is.
        choices: The lists to choose from.
    """
    cell = sheet.cell(row, column)
    cell.protection, cell.fill, cell.border, cell.alignment = _OPEN, FILL, LINE, WRAP
    words = choices.words
    none = words("sheet.none")
    if fact.type in ("bool", "enum"):
        shown = choices_of(fact, words)
        choices.of(sheet, [*shown]).add(cell)
        _write(cell, _shown(value, shown))
    elif fact.type == "list" and items is None:
        choices.of(sheet, [none]).add(cell)
        _write(cell, none if value == [] else None)
    elif fact.type == "list":
        assert items is not None
        cell.number_format = _TEXT
        shown = choices_of(items, words) if items.type == "enum" else {}
        texts = None if value is None else [str(_shown(each, shown)) for each in value]
        _write(cell, None if texts is None else f"{SEPARATOR} ".join(texts) or none)
    elif fact.type in _DAYS:
        cell.number_format = "dd-mm-yyyy" if words.language is Language.NL else "yyyy-mm-dd"
        _day(cell, value)
        choices.rule(
            sheet,
            words("sheet.day"),
            type="date",
            operator="greaterThan",
            formula1="0",
        ).add(cell)
    elif fact.type in ("integer", "amount", "decimal"):
        _number(sheet, cell, fact, value, choices)
    else:
        cell.number_format = _TEXT
        _write(cell, value)


def _shown(value: Any, shown: Mapping[str, Any]) -> Any:
    """A value by the text that stands for it; itself if there is none."""
    return next((text for text, each in shown.items() if each == value), value)


def _write(cell: Any, value: Any) -> None:
    if value is None:
        return
    cell.value = value
    if isinstance(value, str):
        # A text that begins with = is no formula.
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))


def _day(cell: Any, value: str | None) -> None:
    if value is None:
        return
    if value < _FIRST_DAY:
        _write(cell, value)
    else:
        shown = cell.number_format
        cell.value = datetime.fromisoformat(value)
        cell.number_format = shown


def _number(sheet: Any, cell: Any, fact: FactDefinition, value: Any, choices: Choices) -> None:
    if value is not None:
        cell.value = value if isinstance(value, int) else Decimal(repr(value))
    whole = fact.type == "integer"
    cell.number_format = _WHOLE if whole else _AMOUNT if fact.type == "amount" else _NUMBER
    words = choices.words
    choices.rule(
        sheet,
        words("sheet.whole") if whole else words("sheet.number"),
        type="whole" if whole else "decimal",
        operator="between",
        formula1=f"-{_LAST_NUMBER}",
        formula2=f"{_LAST_NUMBER}",
    ).add(cell)
