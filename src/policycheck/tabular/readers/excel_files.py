"""Cases in a sheet of Excel: a row that names the facts, and a case in every row below it."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import numpy as np
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from policycheck.errors import UsageError
from policycheck.facts.documents import refuse
from policycheck.facts.problems import quoted
from policycheck.tabular.cells import Notation
from policycheck.tabular.exact import merged
from policycheck.tabular.heading import Naming, heading
from policycheck.tabular.readers.excel_cells import Lost, NotReadable, lost_cells
from policycheck.tabular.readers.input import check_unchanged, file_state
from policycheck.tabular.readers.source import Source
from policycheck.tabular.rows import Block, Rows
from policycheck.tabular.tables import bad_rows, table_rows

Cells = list[Any]


class ExcelSource(Source):
    """The first sheet of a workbook. The number of a row counts the rows below the heading.

    The heading is the first row that has anything in it. A formula counts for its value as it was
    saved. A cell with an error, such as #N/A, is a wrong value, and so is one without a value that
    is not empty. A workbook is read as a whole; it has at most 1,048,576 rows.
    """

    def __init__(
        self, path: str, naming: Naming, notation: Notation, rows: int, sheet: str | None = None
    ) -> None:
        """Read the workbook and its heading.

        Args:
            path: The file.
            naming: How the columns are named.
            notation: How values are written where a cell holds text.
            rows: How many rows a block has at most.
            sheet: The name of the sheet, if it is not the first.

        Raises:
            UsageError: There is no such sheet, it has no heading, or a column is no fact.
            InvalidCase: The file is no workbook, or one of a kind that hides errors.
        """
        self.name = path
        self._seen = file_state(path)
        self._notation = notation
        self._most = rows
        found = _sheet(path, sheet)
        cells = iter(found.iter_rows())
        try:
            lost = lost_cells(path, found.name, found.merged_cell_ranges or ())
        except NotReadable as error:
            refuse("broken-input", str(error), path)
        above = 0
        names: Cells = []
        for names in cells:
            above += 1
            if any(map(_text, names)):
                break
        else:
            sentence = "there is no heading: the first row names the facts, such as provider.kvk"
            raise UsageError(f"{path}: {sentence}")
        texts = [_text(name) for name in names]
        while not texts[-1]:  # columns that are there for their layout
            texts.pop()
        self._heading = heading(texts, naming, path)
        left = found.start[1] if found.start else 0
        rest = _with_lost(cells, above, left, lost)
        self._sheet: tuple[Iterator[Cells], int] | None = (rest, found.total_height - above)

    def __getstate__(self) -> dict[str, Any]:
        """What a worker needs."""
        return {**super().__getstate__(), "_sheet": None}

    def blocks(self) -> Iterator[Block]:
        """The rows, as many at once as were asked for."""
        assert self._sheet is not None, "blocks are taken where the source was made"
        cells, height = self._sheet
        rows: list[Cells] = []
        index, first = 0, 1
        for number, row in enumerate(cells, 1):
            rows.append(row)
            if len(rows) == self._most:
                yield Block(index, first, min(1.0, number / max(height, 1)), rows)
                rows, index, first = [], index + 1, number + 1
        if rows:
            yield Block(index, first, 1.0, rows)
        if self._seen:
            check_unchanged(self.name, self._seen)

    def rows(self, block: Block) -> Rows:
        """The rows of a part of the sheet."""
        width = len(self._heading.places)
        numbers: list[int] = []
        rows: list[Cells] = []
        bad: dict[int, tuple[str, str]] = {}
        for number, row in enumerate(block.payload, block.first):
            if any(map(_text, row[width:])):
                sentence = "there is a value to the right of the last column that has a name"
                bad[number] = sentence, _written(row)
            elif any(map(_text, row)):
                numbers.append(number)
                rows.append([*row[:width], *[""] * (width - len(row))])
        good = table_rows(
            rows,
            np.array(numbers, np.int64),
            self._heading,
            self._notation,
            self.name,
            [_written(row) for row in rows],
        )
        return merged([good, bad_rows(bad, self.name)]) if bad else good


def _with_lost(rows: Iterator[Cells], above: int, left: int, lost: Lost) -> Iterator[Cells]:
    """The rows below the heading, with what is lost in them.

    Args:
        rows: Without.
        above: How many rows came before.
        left: The number of the column that each begins with.
        lost: The lost cells.
    """
    last = max(lost, default=-1)
    for number in count(above):
        row = next(rows, None)
        if row is None and number > last:
            return
        found = {place - left: cell for place, cell in lost.get(number, {}).items()}
        if found:
            row = [*(row or ()), *[""] * (max(found) + 1 - len(row or ()))]
            row = [found.get(place, cell) for place, cell in enumerate(row)]
        yield row or []


def _written(row: Cells) -> str:
    return ";".join(map(_text, row))


def _text(cell: Any) -> str:
    return str(cell).strip()


def _sheet(path: str, name: str | None) -> CalamineSheet:
    try:
        workbook = CalamineWorkbook.from_path(path)
        names = workbook.sheet_names
        if name is not None and name not in names:
            known = ", ".join(map(quoted, names[:10]))
            raise UsageError(f"{path}: there is no sheet {quoted(name)}; there is {known}")
        return workbook.get_sheet_by_name(name if name is not None else names[0])
    except (CalamineError, OSError, IndexError) as error:
        refuse("broken-input", f"this is no Excel workbook, or it is damaged: {error}", path)
