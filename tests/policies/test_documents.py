"""Documents are read as lines, and their checksum is of what they say."""

import hashlib
from pathlib import Path

import pytest

from policycheck.policies.documents import MOST_BYTES, TooLarge, checksum, read_document


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "acme-demo.txt"


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"een\ntwee", ("een", "twee")),
        (b"een\ntwee\n", ("een", "twee")),
        (b"een\n\n", ("een", "")),
        (b"een\n ", ("een", " ")),
        (b"", ("",)),
        (b"\xef\xbb\xbfeen", ("een",)),
        (b"een\r\ntwee\r\n", ("een\r", "twee\r")),
        (b"een\x0ctwee\x0b\xc2\x85\xe2\x80\xa8drie", ("een\x0ctwee\x0b\x85\u2028drie",)),
    ],
)
def test_only_a_line_feed_ends_a_line(file: Path, content: bytes, lines: tuple[str, ...]) -> None:
    file.write_bytes(content)
    assert read_document(file) == lines


def test_what_is_no_document_is_refused(file: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_document(file)
    with pytest.raises(FileNotFoundError):
        read_document(file.parent)
    file.write_bytes(b"caf\xe9")
    with pytest.raises(UnicodeDecodeError):
        read_document(file)
    file.write_bytes(b"x" * MOST_BYTES)
    assert len(read_document(file)[0]) == MOST_BYTES
    file.write_bytes(b"x" * (MOST_BYTES + 1))
    with pytest.raises(TooLarge):
        read_document(file)


def test_a_checksum_is_of_the_words() -> None:
    digest = hashlib.sha256("één uur, a.s.r. 2024".encode()).hexdigest()[:16]
    for lines in (
        ["één uur, a.s.r. 2024"],
        ["één uur,", "a.s.r. 2024"],
        ["  één\tuur,\r", "", "\x0ca.s.r.\u00a0 2024 "],
        ["e\u0301e\u0301n uur, a.s.r. 2024"],
    ):
        assert checksum(lines) == digest
    for lines in (["één uur, a.s.r. 2023"], ["Één uur, a.s.r. 2024"], ["één uur a.s.r. 2024"]):
        assert checksum(lines) != digest
