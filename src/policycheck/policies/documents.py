"""Source documents as text, and the checksum that pins the lines that a manifest cites."""

import hashlib
import unicodedata
from collections.abc import Iterable
from pathlib import Path

MOST_BYTES = 5_000_000


class TooLarge(ValueError):
    """A document has more than ``MOST_BYTES`` bytes."""


def read_document(path: Path) -> tuple[str, ...]:
    """The lines of a document; line 1 is the first.

    The text is UTF-8, with or without a byte order mark. Only a line feed ends a line: a form
    feed, a carriage return or another separator of Unicode is a blank within its line. Nothing
    stands after the last line feed.

    Raises:
        FileNotFoundError: There is no regular file of that name.
        TooLarge: It is larger than a document of text can be.
        UnicodeDecodeError: It is not UTF-8.
        OSError: It cannot be read.
    """
    if not path.is_file():
        raise FileNotFoundError(path)
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise TooLarge(path)
    return tuple(content.decode("utf-8-sig").removesuffix("\n").split("\n"))


def checksum(lines: Iterable[str]) -> str:
    """The checksum of cited lines: what they say, whatever their blanks.

    The lines, in order, are joined by a space; the text is brought to Unicode's normal form C;
    every run of white space becomes one space, and none is left at the ends. The checksum is the
    first 16 hexadecimal digits of the SHA-256 of that text in UTF-8.
    """
    text = " ".join(unicodedata.normalize("NFC", " ".join(lines)).split())
    return hashlib.sha256(text.encode()).hexdigest()[:16]
