"""Cells of a workbook that hold something and come as empty ones: errors, and more.

The library that reads workbooks gives nothing for a cell with an error, or with a formula whose
value was not saved; so does Excel for all but the first of merged cells. Each of them is a fact
that somebody gave, and not one that is not known.
"""

import posixpath
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import IO, Any
from xml.parsers import expat

from policycheck.facts import Unreadable
from policycheck.facts.problems import printable

Lost = Mapping[int, Mapping[int, Unreadable]]
"""By row and column, from 0: what stands there."""

_AT_ONCE = 1 << 20
_OVERLAP = 10
# What a sheet without errors and formulas does not have.
_SUSPECT = (b'"e"', b"'e'", b"<f", b":f")
_ONE_BYTE = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*<(?!\?xml[^>]*encoding\s*=\s*["'](?i:utf-16|ucs))"""
)
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class NotReadable(Exception):
    """The file is no workbook in which such cells can be seen; the message says why."""


def lost_cells(
    path: str, sheet: str, merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]
) -> Lost:
    """The cells of a sheet that hold something and have no value.

    Args:
        path: The workbook.
        sheet: The name of the sheet.
        merged: The first and the last cell of each range of merged ones, by row and column.

    Raises:
        NotReadable: It is a workbook of another kind than ``.xlsx`` or ``.xlsm``, or damaged.
    """
    lost: defaultdict[int, dict[int, Unreadable]] = defaultdict(dict)
    for first, last in merged:
        for row in range(first[0], last[0] + 1):
            for column in range(first[1], last[1] + 1):
                if (row, column) != first:
                    lost[row][column] = _merged(row, column, first)
    try:
        with zipfile.ZipFile(path) as archive:
            part = _part_of(archive, sheet)
            with archive.open(part) as content:
                suspect = _is_suspect(content)
            if suspect:
                with archive.open(part) as content:
                    _Scan(lost).read(content)
    except (zipfile.BadZipFile, KeyError, StopIteration):
        sentence = "an error in a cell can only be seen in .xlsx and .xlsm; save it as .xlsx"
        raise NotReadable(sentence) from None
    except (expat.ExpatError, OSError, EOFError, ValueError) as error:
        raise NotReadable(f"this is no Excel workbook, or it is damaged: {error}") from None
    return lost


def cell_name(row: int, column: int) -> str:
    """What Excel calls a cell, by row and column from 0: ``A1``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _merged(row: int, column: int, first: tuple[int, int]) -> Unreadable:
    other = cell_name(*first)
    sentence = f"cell {cell_name(row, column)} is merged with {other}; split them, and fill in each"
    return Unreadable("merged-cell", sentence, f"(merged with {other})")


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """The name of the part of the archive that holds a sheet."""
    parts = {name.lower(): name for name in archive.namelist()}
    [workbook] = [
        parts[target.lower()]
        for kind, target in _relations(archive, parts, "").values()
        if kind.endswith("/officeDocument")
    ] or [parts["xl/workbook.xml"]]
    found = next(
        attributes
        for name, attributes in _elements(archive, workbook)
        if name == "sheet" and attributes.get("name") == sheet
    )
    id_ = next(value for key, value in found.items() if key.rpartition(":")[2] == "id")
    return parts[_relations(archive, parts, workbook)[id_][1].lower()]


def _relations(
    archive: zipfile.ZipFile, parts: Mapping[str, str], part: str
) -> dict[str, tuple[str, str]]:
    """By id: the type of each part that one refers to, and its name."""
    folder, name = posixpath.split(part)
    relations = parts[posixpath.join(folder, "_rels", f"{name}.rels").lower()]
    return {
        each["Id"]: (
            each["Type"],
            posixpath.normpath(
                posixpath.join("/", folder, each["Target"].replace("\\", "/"))
            ).lstrip("/"),
        )
        for name, each in _elements(archive, relations)
        if name == "Relationship"
    }


def _elements(archive: zipfile.ZipFile, part: str) -> list[tuple[str, dict[str, str]]]:
    """The elements of a small part, without their prefixes."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = _parser()
    parser.StartElementHandler = lambda name, attributes: found.append(
        (name.rpartition(":")[2], attributes)
    )
    with archive.open(part) as content:
        parser.ParseFile(content)
    return found


def _parser() -> expat.XMLParserType:
    """A parser of parts of a workbook, which have no declarations that could blow them up."""

    def refuse(*_: Any) -> None:
        raise ValueError("it has a document type declaration")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    return parser


def _is_suspect(content: IO[bytes]) -> bool:
    """Whether a sheet may have errors or formulas; most have none, and this is quick."""
    before = b""
    while more := content.read(_AT_ONCE):
        if not before and not _ONE_BYTE.match(more):
            return True
        text = before + more
        if any(sign in text for sign in _SUSPECT):
            return True
        before = text[-_OVERLAP:]
    return False


class _Scan:
    """Goes through a sheet cell by cell."""

    def __init__(self, lost: defaultdict[int, dict[int, Unreadable]]) -> None:
        self._lost = lost
        self._row = self._column = -1
        self._kind = ""
        self._formula = self._within = False
        self._value = ""

    def read(self, content: IO[bytes]) -> None:
        """Note what is lost."""
        parser = _parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.ParseFile(content)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self._kind, self._value, self._formula = attributes.get("t", "n"), "", False
            place = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = _column(place[1]) if place else self._column + 1
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 2)) - 1
            self._column = -1
        elif name == "f":
            self._formula = True
        elif name == "v":
            self._within = True

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "v":
            self._within = False
        elif name == "c":
            if self._kind == "e":
                self._note("cell-error", "the error {}", self._value.strip() or "#N/A")
            elif self._formula and not self._value and self._kind != "str":
                hint = "a formula whose value was not saved; save the workbook in Excel"
                self._note("cell-without-value", hint, "(formula)")

    def _text(self, text: str) -> None:
        if self._within:
            self._value += text

    def _note(self, code: str, what: str, written: str) -> None:
        written = printable(written)
        sentence = f"cell {cell_name(self._row, self._column)} holds {what.format(written)}"
        self._lost[self._row][self._column] = Unreadable(code, sentence, written)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
