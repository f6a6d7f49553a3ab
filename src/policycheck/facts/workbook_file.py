"""Opens a workbook of a stranger: within bounds, and without anything that it refers to."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import load_workbook  # type: ignore[import-untyped]

from policycheck.facts import documents
from policycheck.facts.documents import refuse
from policycheck.facts.problems import printable

MOST_SHEETS = 40
MOST_COLUMNS = 60
MOST_ROWS = 5_000
_MOST_PARTS = 400
_LAST_ROW = 1_048_576
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_BROKEN = "this is no Excel workbook (.xlsx), or it is damaged; save it in Excel as .xlsx"

Row = Sequence[Any]
"""The cells of a row; one that is empty has ``None`` as its value."""


class Opened:
    """A workbook whose size is known to be harmless.

    Args:
        data: The content of the file.
        name: The file as the caller named it.

    Raises:
        InvalidCase: It is no workbook, or larger than any case.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._beyond = 0
        _check(data, name)
        with warnings.catch_warnings():
            # What the library does not keep, such as pictures, is no part of a case.
            warnings.simplefilter("ignore")
            try:
                self._book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            except Exception:  # noqa: BLE001 - a damaged workbook fails in any way
                refuse("invalid-workbook", _BROKEN, name)
        if len(self._book.worksheets) > MOST_SHEETS:
            sentence = f"there are more than {MOST_SHEETS} sheets; a case needs far fewer"
            refuse("too-many-values", sentence, name)

    def sheets(self) -> Iterator[tuple[str, Iterator[Row]]]:
        """Each sheet: its name and its rows."""
        for sheet in self._book.worksheets:
            yield sheet.title, self._rows(sheet)

    def _rows(self, sheet: Any) -> Iterator[Row]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # A workbook may say that it is smaller than it is.
            sheet.reset_dimensions()
            rows = enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1)
            checked: Row = ()
            while (row := self._next(rows)) is not None:
                number, cells = row
                if number <= MOST_ROWS:
                    yield cells
                    continue
                # Some programs write an empty last row; those before it are one and the same.
                self._beyond += 1
                given = cells is not checked and any(cell.value is not None for cell in cells)
                checked = cells
                if given or self._beyond > _LAST_ROW:
                    where = f"the sheet {printable(sheet.title)}"
                    sentence = f"{where} has more than {MOST_ROWS} rows; a case needs far fewer"
                    refuse("too-many-values", sentence, self._name)

    def _next(self, rows: Iterator[tuple[int, Row]]) -> tuple[int, Row] | None:
        try:
            return next(rows, None)
        except Exception:  # noqa: BLE001 - a damaged workbook fails in any way
            refuse("invalid-workbook", _BROKEN, self._name)


def _check(data: bytes, name: str) -> None:
    """Refuse what unpacks to more than a case may have, before anything is unpacked.

    The sizes are those that the archive declares: no more than that is read of any part.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS:
                refuse("invalid-workbook", _BROKEN, name)
            if sum(part.file_size for part in parts) > documents.MOST_BYTES:
                sentence = f"unpacked it is {documents.TOO_LARGE}"
                refuse("too-large", sentence, name)
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    _check_part(archive.read(part), name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        # Not packed, packed in an unknown way, or with a password.
        refuse("invalid-workbook", _BROKEN, name)
    except zlib.error:
        refuse("invalid-workbook", _BROKEN, name)


def _check_part(content: bytes, name: str) -> None:
    """Refuse declarations, which may let a part grow as it is read; no workbook has any."""
    if b"\0" in content or any(sign in content for sign in _DECLARATIONS):
        refuse("invalid-workbook", _BROKEN, name)
