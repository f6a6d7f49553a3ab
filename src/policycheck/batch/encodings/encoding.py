"""What every way of writing the output does."""

from collections.abc import Sequence
from typing import BinaryIO, Protocol

import pyarrow as pa


class Joiner(Protocol):
    """Writes segments one after the other, as one file; the stream need not know how to seek."""

    def add(self, segment: BinaryIO) -> None:
        """Write the next segment."""
        ...

    def close(self) -> None:
        """Write what comes after the last; the stream stays open."""
        ...


class Encoding(Protocol):
    """A format."""

    @property
    def suffix(self) -> str:
        """How the name of a segment ends."""
        ...

    def pack(self, rows: pa.Table) -> bytes:
        """Rows as a worker process sends them."""
        ...

    def segment(self, packed: Sequence[bytes], schema: pa.Schema, first: bool) -> bytes:
        """A file with these rows that can be read by itself.

        The same rows give the same bytes, however they were divided before.

        Args:
            packed: What workers sent.
            schema: Of the rows.
            first: Whether it is the first of the output.
        """
        ...

    def unpack(self, segment: bytes, first: bool) -> bytes:
        """The rows of a segment as a worker would send them."""
        ...

    def joiner(self, out: BinaryIO, schema: pa.Schema) -> Joiner:
        """What makes one file of the segments."""
        ...
