"""The bytes of an input: a file as it was when it was opened, or a pipe; unpacked as they come."""

import gzip
import os
import stat
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, NoReturn, Protocol, cast

import pyarrow as pa

from policycheck.errors import InvalidCase, Problem, UsageError
from policycheck.facts.documents import refuse

STDIN = "-"
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_NAMES = {".gz": "gzip", ".zst": "zstd"}
_AT_ONCE = 1 << 20


class Reader(Protocol):
    """What gives bytes: up to as many as are asked for, and none at the end."""

    def read(self, size: int, /) -> bytes:
        """Up to so many bytes."""


def plain_name(path: str) -> str:
    """The name of an input without what says how it is packed."""
    return path.removesuffix(Path(path).suffix) if Path(path).suffix in _NAMES else path


class Input:
    """An input that is read from its beginning to its end.

    Of a file no more is read than it had when it was opened, and a file that changes meanwhile is
    an error at the end: what was read of it may be of two states.

    Attributes:
        name: What messages call it: the path, or ``<stdin>``.
    """

    def __init__(self, path: str) -> None:
        """Open it.

        Args:
            path: A file; ``-`` is standard input.

        Raises:
            UsageError: It cannot be opened.
        """
        self.name = "<stdin>" if path == STDIN else path
        self._path = None if path == STDIN else path
        self._file = _opened(path)
        self._seen = _state(os.fstat(self._file.fileno())) if self._path else None
        self._raw = _Upto(self._file, self._seen[0] if self._seen else None)
        head = self._raw.peek(len(_ZSTD))
        packed = _NAMES.get(Path(path).suffix)
        if (packed == "gzip" and not head.startswith(_GZIP)) or (
            packed == "zstd" and head != _ZSTD
        ):
            self._broken(f"by its name it is packed with {packed}, and by its content it is not")
        self._read = self._reading(head)

    @property
    def share(self) -> float | None:
        """How much of the file has been read, from 0 to 1; ``None`` for a pipe."""
        if self._seen is None:
            return None
        return self._raw.position / self._seen[0] if self._seen[0] else 1.0

    def read(self, size: int) -> bytes:
        """Up to so many bytes, unpacked; none at the end.

        Raises:
            InvalidCase: It cannot be read on: it is cut off, it is damaged, or it has changed.
        """
        if self._file.closed:
            return b""
        try:
            content = self._read(min(size, _AT_ONCE) if size > 0 else _AT_ONCE)
        except EOFError:
            self._broken("it is cut off: the end of the packed data is missing")
        except (zlib.error, gzip.BadGzipFile, pa.ArrowException) as error:
            self._broken(f"the packed data is damaged or cut off: {error}")
        except OSError as error:
            if error.errno is None:  # Arrow's, of data that it unpacks
                self._broken(f"the packed data is damaged or cut off: {error}")
            self._broken(f"it cannot be read: {error.strerror or error}")
        if not content:
            self.close()
            if self._path and self._seen is not None:
                check_unchanged(self._path, self._seen)
        return content

    def close(self) -> None:
        """Close the file; standard input stays open."""
        if self._path:
            self._file.close()

    def _reading(self, head: bytes) -> Callable[[int], bytes]:
        if head.startswith(_GZIP):
            unpacked: Any = gzip.GzipFile(fileobj=cast(IO[bytes], self._raw), mode="rb")
            return cast(Callable[[int], bytes], unpacked.read1)
        if head == _ZSTD:
            return _Unpacked(self._raw).read
        return self._raw.read

    def _broken(self, message: str) -> NoReturn:
        self.close()
        refuse("broken-input", message, self.name)


State = tuple[int, int]


def file_state(path: str) -> State | None:
    """What tells whether a file has changed; ``None`` if it is no regular file.

    Raises:
        UsageError: It cannot be read.
    """
    try:
        return _state(Path(path).stat())
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None


def check_unchanged(path: str, seen: State) -> None:
    """Raise ``InvalidCase`` if a file is no longer as it was."""
    try:
        now = _state(Path(path).stat())
    except OSError:
        now = None
    if now != seen:
        sentence = (
            "the file changed while it was read, so that its rows may be of two states of it;"
            " start again when nothing writes to it"
        )
        raise InvalidCase([Problem("changed-input", sentence, path)])


def _state(found: os.stat_result) -> State | None:
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def _opened(path: str) -> IO[bytes]:
    if path == STDIN:
        return sys.stdin.buffer
    try:
        return Path(path).open("rb")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UsageError(f"{path}: cannot be read: {reason}") from None


class _Upto:
    """A file up to a number of bytes."""

    def __init__(self, file: Reader, most: int | None) -> None:
        self._file = file
        self._most = most
        self._ahead = b""
        self.position = 0
        self.closed = False

    def peek(self, size: int) -> bytes:
        """The first bytes, which are read again."""
        while len(self._ahead) < size and (more := self._file.read(size - len(self._ahead))):
            self._ahead += more
        return self._ahead

    def read(self, size: int = _AT_ONCE) -> bytes:
        if size < 0:
            size = _AT_ONCE
        if self._most is not None:
            size = min(size, self._most - self.position)
        if self._ahead:
            content, self._ahead = self._ahead[:size], self._ahead[size:]
        else:
            # A pipe gives what there is: waiting for more would hold up the rows that are there.
            content = getattr(self._file, "read1", self._file.read)(size) if size else b""
        self.position += len(content)
        return content

    def close(self) -> None:
        """Nothing: the file is closed by whoever opened it."""
        self.closed = True


class _Unpacked:
    """Zstandard, one frame or several."""

    def __init__(self, raw: _Upto) -> None:
        self._stream = pa.CompressedInputStream(pa.PythonFile(raw, mode="r"), "zstd")

    def read(self, size: int) -> bytes:
        content: bytes = self._stream.read(size)
        return content
