"""The rows of a table in text: cut where a row ends, and divided into cells."""

import csv
import re
from collections.abc import Iterator

from policycheck.facts.documents import MOST_BYTES
from policycheck.tabular.readers.cutting import Boundary

SEPARATORS = ",;\t"
_QUOTE = b'"'


class BadRow(Exception):
    """A row that cannot be divided into cells; the message says why."""


def row_end(separator: str) -> Boundary:
    """Finds the ends of rows: line breaks that do not stand within quotes.

    A quote counts where a cell begins. A row that is longer than a case can be ends with the line
    in which it becomes so.
    """
    other = rb"[^\n" + re.escape(separator.encode()) + rb"]"
    plain = rb'(?!")' + other + rb"*+"
    quoted = rb'"(?:[^"]++|"")*+"' + other + rb"*+"
    cell = rb"(?:" + quoted + rb"|" + plain + rb")"
    row = re.compile(cell + rb"(?:" + re.escape(separator.encode()) + cell + rb")*+\n")

    def end(text: bytes, start: int, least: int) -> int:
        line = text.find(b"\n", start + least - 1)
        if line >= 0 and text.find(_QUOTE, start, line) < 0:
            return line + 1
        place = start
        while place < start + least:
            found = row.match(text, place)
            if found is None or found.end() - place > MOST_BYTES:
                place = text.find(b"\n", place + MOST_BYTES) + 1
                if place == 0:
                    return -1
            else:
                place = found.end()
        return place

    return end


def rows_in(text: bytes, boundary: Boundary) -> Iterator[bytes]:
    """The rows of a block, without what ends them."""
    if _QUOTE not in text:
        for line in text.removesuffix(b"\n").split(b"\n"):
            yield line.removesuffix(b"\r")
        return
    start = 0
    while start < len(text):
        end = boundary(text, start, 1)
        end = end if end > 0 else len(text)
        yield text[start:end].removesuffix(b"\n").removesuffix(b"\r")
        start = end


def cells_in(row: str, separator: str) -> list[str]:
    """The cells of a row.

    Raises:
        BadRow: Its quotes are not right.
    """
    if '"' not in row:
        if "\r" in row:
            raise BadRow("a line break stands in the middle of the row, without quotes")
        return row.split(separator)
    try:
        # The reader takes a line break within quotes for one as long as the text ends with one.
        rows = list(csv.reader([row + "\n"], delimiter=separator, strict=True))
    except csv.Error as error:
        raise BadRow(f"the quotes are not right: {error}") from None
    if len(rows) != 1:
        raise BadRow("the quotes are not right")
    return rows[0]
