"""Cases in a table of text: a heading that names the facts, and a case in every row below it."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from policycheck.errors import LEFT_OUT, UsageError
from policycheck.facts.documents import MOST_BYTES, TOO_LARGE, refuse
from policycheck.facts.problems import quoted
from policycheck.tabular.cells import Notation
from policycheck.tabular.exact import merged
from policycheck.tabular.heading import Heading, Naming, heading
from policycheck.tabular.readers.csv_rows import SEPARATORS, BadRow, cells_in, row_end, rows_in
from policycheck.tabular.readers.cutting import cut_blocks
from policycheck.tabular.readers.input import Input, Reader
from policycheck.tabular.readers.json_files import BOM
from policycheck.tabular.readers.source import Source
from policycheck.tabular.rows import Block, Rows
from policycheck.tabular.tables import bad_rows, table_rows

_AT_ONCE = 1 << 16
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class CsvForm:
    """How a table is written as text.

    Attributes:
        separator: What stands between cells; ``None`` to see it from the heading.
        encoding: The name of the encoding, as Python knows it.
        notation: How values are written.
    """

    separator: str | None = None
    encoding: str = "utf-8"
    notation: Notation = field(default_factory=Notation)


class CsvSource(Source):
    """A table in text. The number of a row counts the rows below the heading, empty ones too."""

    def __init__(self, input_: Input, naming: Naming, form: CsvForm, size: int) -> None:
        """Read the heading.

        Raises:
            UsageError: The heading is empty, or a column in it is no fact; or the text has
                another encoding.
        """
        self.name = input_.name
        self._input = input_
        self._size = size
        self._notation = form.notation
        text = _Decoded(input_, form.encoding)
        head = text.line()
        self._separator = form.separator or max(SEPARATORS, key=head.count)
        try:
            names = cells_in(head, self._separator)
        except BadRow as error:
            wrong = UsageError(f"{input_.name}: in the heading {error}")
            wrong.untold = f"{input_.name}: the heading cannot be read; {LEFT_OUT}"
            raise wrong from None
        if not any(name.strip() for name in names):
            sentence = "there is no heading: the first row names the facts, such as provider.kvk"
            raise UsageError(f"{input_.name}: {sentence}")
        self._heading: Heading = heading(names, naming, input_.name)
        self._stream: Reader | None = text

    def __getstate__(self) -> dict[str, Any]:
        """What a worker needs."""
        return {**super().__getstate__(), "_stream": None}

    def blocks(self) -> Iterator[Block]:
        """The rows, about as many bytes at once as were asked for."""
        assert self._stream is not None, "the blocks are taken where the source was made"
        first = 1
        boundary = row_end(self._separator)
        for index, text in enumerate(cut_blocks(self._stream, self._size, boundary)):
            yield Block(index, first, self.opened().share, text)
            first += sum(1 for _ in rows_in(text, boundary)) if b'"' in text else text.count(b"\n")

    def rows(self, block: Block) -> Rows:
        """The rows of a part of the table."""
        boundary = row_end(self._separator)
        numbers: list[int] = []
        texts: list[str] = []
        rows: list[list[str]] = []
        bad: dict[int, tuple[str, str]] = {}
        for number, row in enumerate(rows_in(block.payload, boundary), block.first):
            cells = self._cells(row, number, bad)
            if cells is not None and any(map(str.strip, cells)):
                numbers.append(number)
                texts.append(row.decode())
                rows.append(cells)
        good = table_rows(
            rows, np.array(numbers, np.int64), self._heading, self._notation, self.name, texts
        )
        return merged([good, bad_rows(bad, self.name)]) if bad else good

    def _cells(self, row: bytes, number: int, bad: dict[int, tuple[str, str]]) -> list[str] | None:
        """The cells of a row; ``None`` if there are none or if it is bad."""
        wanted = len(self._heading.places)
        if len(row) > MOST_BYTES:
            bad[number] = TOO_LARGE, row[:_AT_ONCE].decode(errors="replace")
            return None
        try:
            cells = cells_in(row.decode(), self._separator)
        except UnicodeDecodeError:
            sentence = "the text is not UTF-8, perhaps windows-1252; say which encoding it has"
            bad[number] = sentence, row.decode(errors="replace")
            return None
        except BadRow as error:
            bad[number] = str(error), row.decode()
            return None
        if len(cells) == wanted:
            return cells
        if any(map(str.strip, cells)):
            bad[number] = f"{len(cells)} cells, and the heading has {wanted}", row.decode()
        return None


class _Decoded:
    """The text of a table in UTF-8, whatever its encoding was."""

    def __init__(self, input_: Input, encoding: str) -> None:
        try:
            codec = codecs.lookup(encoding)
        except LookupError:
            sentence = f"there is no encoding {quoted(encoding)}; try utf-8 or windows-1252"
            raise UsageError(f"{input_.name}: {sentence}") from None
        self._input = input_
        self._encoding = codec.name
        self._decoder = None if codec.name == "utf-8" else codec.incrementaldecoder()
        self._ahead = input_.read(_AT_ONCE)
        if codec.name in ("utf-8", "utf-8-sig"):
            self._decoder = None
            if self._ahead.startswith(_UTF_16):
                sentence = "the text is UTF-16; say so, or save it as UTF-8"
                raise UsageError(f"{input_.name}: {sentence}")
            self._ahead = self._ahead.removeprefix(BOM)
        elif self._decoder:
            self._ahead = self._utf_8(self._ahead)

    def line(self) -> str:
        """The heading, without what ends it."""
        while b"\n" not in self._ahead and (more := self._more(_AT_ONCE)):
            self._ahead += more
            if len(self._ahead) > MOST_BYTES:
                raise UsageError(f"{self._input.name}: the heading has no end")
        line, _, self._ahead = self._ahead.partition(b"\n")
        if b"\0" in line:
            sentence = "the heading has NUL characters, perhaps as it is UTF-16; say which encoding"
            raise UsageError(f"{self._input.name}: {sentence} it has, or save it as UTF-8")
        try:
            return line.removesuffix(b"\r").decode()
        except UnicodeDecodeError:
            sentence = "the heading is not UTF-8, perhaps windows-1252; say which encoding it has"
            raise UsageError(f"{self._input.name}: {sentence}") from None

    def read(self, size: int) -> bytes:
        """Up to about so many bytes; none at the end."""
        if self._ahead:
            content, self._ahead = self._ahead, b""
            return content
        return self._more(size)

    def _more(self, size: int) -> bytes:
        while content := self._input.read(size):
            if self._decoder is None:
                return content
            if text := self._utf_8(content):
                return text
        return self._utf_8(b"", final=True) if self._decoder else b""

    def _utf_8(self, content: bytes, final: bool = False) -> bytes:
        assert self._decoder is not None
        try:
            return self._decoder.decode(content, final).encode()
        except UnicodeError:
            sentence = f"the text is not {self._encoding}; say which encoding it has"
            refuse("broken-input", sentence, self._input.name)
