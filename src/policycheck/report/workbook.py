"""A case as a workbook to fill in: what is known stands in it, and every question beside its cell.

``policycheck.facts.workbook`` reads it back, by the names and the headings of its sheets.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook  # type: ignore[import-untyped]

from policycheck.asking.model import OpenFact
from policycheck.facts import FactDefinition
from policycheck.facts.problems import tokens
from policycheck.report.naming import Naming
from policycheck.report.workbook_cells import Choices, answer_cell, text_cell
from policycheck.report.workbook_rows import FactRow, fact_rows_of
from policycheck.report.workbook_style import COLUMNS, MEMBER_WIDTH, dress, fit_rows

_ITEM_ROWS = 100
_TITLE = 31
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def workbook_bytes(
    names: Sequence[str],
    facts: Sequence[OpenFact],
    naming: Naming,
    known: Mapping[str, Any],
    file: str,
) -> bytes:
    """The content of an ``.xlsx`` file.

    Args:
        names: The decisions that ask.
        facts: What they ask, each with its reasons.
        naming: How things are called.
        known: The facts of a case that are filled in already, if there is one.
        file: The name of the file, for the explanation.
    """
    book = Workbook()
    choices = Choices(naming.words)
    _explain(book.active, names, naming, file)
    rows = fact_rows_of(facts, naming, known)
    lists = {row.definition.pointer: _list_title(row, naming) for row in rows if row.members}
    for top in dict.fromkeys(row.sheet for row in rows):
        sheet = book.create_sheet(naming.words(f"sheet.{top}"))
        _facts(sheet, [row for row in rows if row.sheet == top], lists, naming, choices)
    for row in rows:
        if row.members:
            sheet = book.create_sheet(lists[row.definition.pointer])
            _list(sheet, row, naming, choices)
    choices.write(book.create_sheet(naming.words("sheet.choices")))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _list_title(row: FactRow, naming: Naming) -> str:
    """The name of the sheet of a list; the insurer in it, as several have such a list."""
    above = tokens(row.definition.pointer)[:-1]
    title = naming.words.title(row.definition.title)
    owner = f" {above[1]}" if above[0] == "insurers" else ""
    return f"{title.translate(_NOT_IN_TITLES)[: _TITLE - len(owner)].strip()}{owner}"


def _explain(sheet: Any, names: Sequence[str], naming: Naming, file: str) -> None:
    words = naming.words
    sheet.title = words("sheet.explanation")
    none, name = words("sheet.none"), words("sheet.name")
    lines = (
        words("sheet.head"),
        words("sheet.about", names=", ".join(names)),
        words("sheet.how"),
        words("sheet.how.answer"),
        words("sheet.how.empty"),
        words("sheet.how.values"),
        words("sheet.how.percent"),
        words("sheet.how.day"),
        words("sheet.how.lists", none=none),
        words("sheet.how.names", name=name),
        words("sheet.how.back", file=file),
    )
    for place, line in enumerate(lines, 1):
        text_cell(sheet, place, 1, line, strong=line in (lines[0], lines[2]))
    dress(sheet, {"A": 100}, None)
    fit_rows(sheet, 1)


def _facts(
    sheet: Any, rows: Sequence[FactRow], lists: Mapping[str, str], naming: Naming, choices: Choices
) -> None:
    """A sheet with a fact in each row."""
    words = naming.words
    headings = (
        words("sheet.subject"),
        words("sheet.title"),
        words("sheet.question"),
        words("sheet.answer"),
        words("sheet.allowed"),
        words("sheet.unit"),
        words("sheet.supplier"),
        words("sheet.reason"),
        words("sheet.name"),
    )
    for column, heading in enumerate(headings, 1):
        text_cell(sheet, 1, column, heading, strong=True)
    for number, row in enumerate(rows, 2):
        definition = row.definition
        texts = (
            row.subject,
            words.of(definition.title),
            words.of(definition.question or definition.title),
            None,
            _allowed(row, lists, naming),
            row.unit,
            row.supplier,
            row.reasons,
            definition.name,
        )
        for column, text in enumerate(texts, 1):
            if text is not None:
                text_cell(sheet, number, column, text)
        answer_cell(sheet, number, 4, definition, row.items, row.value, choices)
    dress(sheet, COLUMNS, "E2", title_row=1)
    fit_rows(sheet, 2)
    sheet.auto_filter.ref = f"A1:I{max(len(rows) + 1, 2)}"


def _allowed(row: FactRow, lists: Mapping[str, str], naming: Naming) -> str:
    words = naming.words
    none = words("sheet.none")
    if row.members:
        return words("sheet.list", sheet=lists[row.definition.pointer], none=none)
    if row.items is not None:
        return f"{words('sheet.plain_list', none=none)}. {row.allowed}"
    return row.allowed


def _list(sheet: Any, row: FactRow, naming: Naming, choices: Choices) -> None:
    """A sheet with an item of a list in each row."""
    words = naming.words
    labels = (
        words("sheet.title"),
        words("sheet.question"),
        words("sheet.allowed"),
        words("sheet.name"),
    )
    for place, label in enumerate(labels, 1):
        text_cell(sheet, place, 1, label, strong=True)
    for column, member in enumerate(row.members, 2):
        texts = (
            words.of(member.definition.title),
            words.of(member.definition.question or member.definition.title),
            member.allowed,
            member.definition.name,
        )
        for place, text in enumerate(texts, 1):
            text_cell(sheet, place, column, text, strong=place == 1)
    items = row.value if isinstance(row.value, list) else []
    for place in range(max(_ITEM_ROWS, len(items))):
        number = len(labels) + 1 + place
        text_cell(sheet, number, 1, str(place + 1))
        item = items[place] if place < len(items) else {}
        for column, member in enumerate(row.members, 2):
            value = _within(item, member.definition, row.definition)
            answer_cell(sheet, number, column, member.definition, member.items, value, choices)
    widths = {"A": 20} | {
        sheet.cell(1, column).column_letter: MEMBER_WIDTH
        for column in range(2, len(row.members) + 2)
    }
    dress(sheet, widths, "B5", title_row=4)
    fit_rows(sheet, 1, len(labels))


def _within(item: Mapping[str, Any], member: FactDefinition, above: FactDefinition) -> Any:
    found: Any = item
    for step in tokens(member.pointer.removeprefix(f"{above.pointer}/*")):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found
