"""Cuts a stream of text into blocks of whole rows, of which there may be any number."""

from collections.abc import Callable, Iterator

from policycheck.errors import InvalidCase
from policycheck.facts.documents import MOST_BYTES
from policycheck.tabular.readers.input import Reader

_AT_ONCE = 1 << 16

Boundary = Callable[[bytes, int, int], int]
"""Where a block may end: of a text, the start of a row in it, and the least length of the block;
the end of the row in which it is long enough, or -1 if that has no end yet."""


def line_end(text: bytes, start: int, least: int) -> int:
    """The end of a line; whatever its length."""
    return text.find(b"\n", start + least - 1) + 1 or -1


def cut_blocks(stream: Reader, least: int, boundary: Boundary) -> Iterator[bytes]:
    """The text in blocks that end where a row ends; the last row may have no end.

    Of a row that is longer than a case can be only the beginning is kept: one byte more than a
    case may have. The next row begins at the next line.

    Args:
        stream: Where the text comes from.
        least: How long a block is at least; positive.
        boundary: Says where rows end.

    Raises:
        InvalidCase: The text cannot be read on, after all rows that were whole before.
    """
    ends: list[InvalidCase] = []
    text, start = b"", 0
    while more := _more(stream, max(least, _AT_ONCE), ends):
        text, start = text[start:] + more, 0
        while (end := boundary(text, start, least)) > 0:
            yield text[start:end]
            start = end
        if len(text) - start > least + MOST_BYTES:
            last = _last_row(text, start, boundary)
            yield text[start : last + MOST_BYTES + 1] + b"\n"
            text, start = _after_line(text[last + MOST_BYTES + 1 :], stream, ends), 0
    last = _last_row(text, start, boundary) if ends else len(text)
    while start < last:
        end = boundary(text, start, least)
        end = end if 0 < end < last else last
        yield text[start:end]
        start = end
    if ends:
        raise ends[0]


def _more(stream: Reader, size: int, ends: list[InvalidCase]) -> bytes:
    """About so many bytes more; the error that ends the text is put by."""
    parts: list[bytes] = []
    missing = size
    while missing > 0 and not ends:
        try:
            part = stream.read(missing)
        except InvalidCase as error:
            ends.append(error)
            break
        if not part:
            break
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _last_row(text: bytes, start: int, boundary: Boundary) -> int:
    """Where the last row begins, which has no end yet."""
    while (end := boundary(text, start, 1)) > 0:
        start = end
    return start


def _after_line(text: bytes, stream: Reader, ends: list[InvalidCase]) -> bytes:
    """What comes after the end of this line, as far as it has been read."""
    while text and b"\n" not in text:
        text = _more(stream, _AT_ONCE, ends)
    return text.partition(b"\n")[2]
