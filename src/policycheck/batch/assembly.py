"""Pieces put together to segments, in the order of the input."""

from typing import Protocol

import pyarrow as pa

from policycheck.batch.counts import Counts
from policycheck.batch.encodings import Encoding
from policycheck.batch.work import Piece


class Keeper(Protocol):
    """Takes segments: a directory, or a stream."""

    def keep(
        self, index: int, last: int, whole: bool, content: bytes, rejects: bytes, counts: Counts
    ) -> None:
        """Take a segment."""
        ...


class Assembly:
    """The segment that is being put together.

    Args:
        encoding: How it is written.
        schema: Of its rows.
        keeper: Takes it.

    Attributes:
        total: What all rows so far came to.
        index: The number of the segment.
        last: The number of the last row so far.
    """

    def __init__(self, encoding: Encoding, schema: pa.Schema, keeper: Keeper) -> None:
        self._encoding = encoding
        self._schema = schema
        self._keeper = keeper
        self.total = Counts()
        self.index = 0
        self.last = 0
        self._begin(0)
        self._kept = (-1, False)  # an output without rows has a segment too

    def _begin(self, index: int) -> None:
        self.index = index
        self._packed: list[bytes] = []
        self._finished: bytes | None = None
        self._rejects: list[bytes] = []
        self._counts = Counts()
        self._kept = (self.last, True)

    def go_on_after(self, index: int, last: int) -> None:
        """Go on after whole segments that were kept before."""
        self.last = last
        self._begin(index + 1)

    def go_on_with(
        self, index: int, last: int, packed: bytes, rejects: bytes, counts: Counts
    ) -> None:
        """Go on with a segment of which a part was kept before."""
        self.last = last
        self._begin(index)
        self._kept = (last, False)
        self._packed, self._rejects, self._counts = [packed], [rejects], counts

    def add(self, piece: Piece) -> None:
        """Put the next piece where it belongs; what is whole by that is kept.

        Raises:
            OSError: It cannot be written. Nothing of the piece is taken then.
        """
        if piece.segment != self.index:
            self.finish()
            self._begin(piece.segment)
        if piece.whole:
            self._finished = piece.content
        else:
            self._packed.append(piece.content)
        self._rejects.append(piece.rejects)
        self._counts.add(piece.counts)
        self.total.add(piece.counts)
        self.last = piece.last

    def finish(self) -> None:
        """Keep the segment, as no row of the input belongs to it any more.

        Raises:
            OSError: It cannot be written.
        """
        self._keep(whole=True)

    def save(self) -> None:
        """Keep what there is of the segment.

        Raises:
            OSError: It cannot be written.
        """
        self._keep(whole=False)

    def _keep(self, whole: bool) -> None:
        """Keep the segment, unless it is kept as it is: as far, and as whole."""
        if self._kept in ((self.last, whole), (self.last, True)):
            return
        content = self._finished
        if content is None:
            content = self._encoding.segment(self._packed, self._schema, self.index == 0)
        rejects = b"".join(self._rejects)
        self._keeper.keep(self.index, self.last, whole, content, rejects, self._counts)
        self._kept = (self.last, whole)
        pa.default_memory_pool().release_unused()  # Arrow keeps what it frees
