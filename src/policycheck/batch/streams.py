"""Segments written to a stream as they come."""

import io
from typing import BinaryIO

import pyarrow as pa

from policycheck.batch.counts import Counts
from policycheck.batch.encodings import Encoding


class Stream:
    """Takes segments and writes them at once.

    Args:
        out: The rows go here.
        rejects: The rejects go here.
        encoding: How rows are written.
        schema: Of the rows.
    """

    def __init__(
        self, out: BinaryIO, rejects: BinaryIO, encoding: Encoding, schema: pa.Schema
    ) -> None:
        self._out = out
        self._rejects = rejects
        self._joiner = encoding.joiner(out, schema)

    def keep(
        self, index: int, last: int, whole: bool, content: bytes, rejects: bytes, counts: Counts
    ) -> None:
        """Write a segment.

        Raises:
            OSError: It cannot be written.
        """
        self._joiner.add(io.BytesIO(content))
        self._rejects.write(rejects)
        self._rejects.flush()
        self._out.flush()

    def close(self) -> None:
        """Write the end.

        Raises:
            OSError: It cannot be written.
        """
        self._joiner.close()
        self._out.flush()
