"""Cases as JSON: one in each line, or all in one array."""

import codecs
import re
from collections.abc import Iterator
from typing import NoReturn

from policycheck.errors import InvalidCase, UsageError
from policycheck.facts.documents import MOST_BYTES, refuse
from policycheck.tabular.constants import Constants
from policycheck.tabular.readers.cutting import cut_blocks, line_end
from policycheck.tabular.readers.input import Input
from policycheck.tabular.readers.json_lines import JsonLines
from policycheck.tabular.readers.source import Source
from policycheck.tabular.rows import Block, Rows

BOM = b"\xef\xbb\xbf"
_AT_ONCE = 1 << 18
_BLANK = b" \t\r\n"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"{\0", b"\0{", b"[\0", b"\0[")
_SIGN = re.compile(rb"[^ \t\r\n]")
_STRING = rb'"(?:[^"\\]++|\\.)*+"'
# Up to the next sign that counts: within an element a bracket, between elements a comma too.
_WITHIN = re.compile(rb'(?:[^"{}\[\]]++|' + _STRING + rb")*+([{}\[\]])", re.DOTALL)
_BETWEEN = re.compile(rb'(?:[^"{}\[\],]++|' + _STRING + rb")*+([{}\[\],])", re.DOTALL)
# A line break may stand between values and not within one, and so may a tab.
_TABS = bytes.maketrans(b"\n\r", b"\t\t")


def refuse_utf_16(text: bytes, name: str) -> None:
    """Refuse what begins as UTF-16 does, of which no line could be read.

    Raises:
        UsageError: It does.
    """
    if text.startswith(_UTF_16):
        raise UsageError(f"{name}: the text is UTF-16; save it as UTF-8")


class NdjsonSource(Source):
    """One case in each line. The number of a row is its line; blank lines are counted."""

    def __init__(self, input_: Input, constants: Constants, size: int) -> None:
        self.name = input_.name
        self._input = input_
        self._size = size
        self._lines = JsonLines(input_.name, True, constants)

    def blocks(self) -> Iterator[Block]:
        """The lines, about as many bytes at once as were asked for."""
        first = 1
        input_ = self.opened()
        for index, text in enumerate(cut_blocks(input_, self._size, line_end)):
            if index == 0:
                refuse_utf_16(text, self.name)
            payload = text.removeprefix(BOM) if index == 0 else text
            yield Block(index, first, input_.share, payload)
            first += text.count(b"\n")

    def rows(self, block: Block) -> Rows:
        """The rows of some lines."""
        return self._lines.rows(block.payload, block.first)


class JsonArraySource(Source):
    """One array with all cases. The number of a row is that of the item, counted from 1."""

    def __init__(self, input_: Input, constants: Constants, size: int) -> None:
        self.name = input_.name
        self._input = input_
        self._size = size
        self._lines = JsonLines(input_.name, False, constants)

    def blocks(self) -> Iterator[Block]:
        """Some items, each in a line of its own."""
        input_ = self.opened()
        first = 1
        for index, items in enumerate(_groups(_items(input_), self._size)):
            yield Block(index, first, input_.share, b"\n".join(items))
            first += len(items)

    def rows(self, block: Block) -> Rows:
        """The rows of some items."""
        return self._lines.rows(block.payload, block.first)


def _groups(items: Iterator[bytes], size: int) -> Iterator[list[bytes]]:
    """The items in groups of a size; those before an error come before it."""
    group: list[bytes] = []
    length = 0
    try:
        for item in items:
            # An item without anything is a row too, and no blank line.
            group.append(item.translate(_TABS).strip(_BLANK) or b"\v")
            length += len(item)
            if length >= size:
                yield group
                group, length = [], 0
    except InvalidCase:
        if group:
            yield group
        raise
    if group:
        yield group


class _Text:
    """The text of an array, as far as it has been read and not used."""

    def __init__(self, input_: Input) -> None:
        self._input = input_
        self._text = b""
        self._start = 0
        self.more()
        self._start = len(BOM) if self._text.startswith(BOM) else 0

    @property
    def beginning(self) -> bytes:
        """The text from where it is used."""
        return self._text[self._start : self._start + len(BOM)]

    def more(self) -> bool:
        """Read on; whether there was any more."""
        content = self._input.read(_AT_ONCE)
        self._text, self._start = self._text[self._start :] + content, 0
        return bool(content)

    def first(self) -> bytes:
        """The next sign that is no blank; nothing at the end."""
        while True:
            if found := _SIGN.search(self._text, self._start):
                self._start = found.start()
                return found[0]
            if not self.more():
                return b""

    def skip(self) -> None:
        """Use the next sign."""
        self._start += 1

    def item(self) -> tuple[bytes, bytes]:
        """The text of the next item, and the comma or bracket behind it, which is used too.

        Raises:
            InvalidCase: The array ends before, or its brackets do not match.
        """
        length, depth = 0, 0
        while True:
            pattern = _WITHIN if depth else _BETWEEN
            found = pattern.match(self._text, self._start + length)
            if found is None:
                if len(self._text) - self._start > MOST_BYTES + _AT_ONCE:
                    self._refuse("an item is larger than a case can be, or has no end")
                if not self.more():
                    self._refuse("it is cut off: the array has no end")
                continue
            sign = found[1]
            length = found.end() - self._start
            if depth == 0 and sign in b",]":
                item = self._text[self._start : found.start(1)]
                self._start = found.end()
                return item, sign
            if depth == 0 and sign == b"}":
                self._refuse("the brackets of the array do not match")
            depth += 1 if sign in b"[{" else -1

    def _refuse(self, sentence: str) -> NoReturn:
        refuse("broken-input", sentence, self._input.name)


def _items(input_: Input) -> Iterator[bytes]:
    """The text of each item of an array.

    Raises:
        UsageError: The text does not begin with a bracket.
        InvalidCase: The array has no end, or something stands behind it.
    """
    text = _Text(input_)
    start = text.first()
    refuse_utf_16(text.beginning, input_.name)
    if start != b"[":
        found = {b"{": "an object begins", b"": "nothing is"}.get(start, "something else begins")
        hint = "; if each line holds a case, say that the format is ndjson" if start == b"{" else ""
        raise UsageError(f"{input_.name}: expected an array of cases, and {found} here{hint}")
    text.skip()
    if text.first() == b"]":
        text.skip()
    else:
        sign = b","
        while sign == b",":
            item, sign = text.item()
            yield item
    if text.first():
        refuse("broken-input", "something stands behind the end of the array", input_.name)
