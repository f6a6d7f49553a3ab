"""The file format of Apache Arrow, also known as Feather."""

from collections.abc import Sequence
from typing import BinaryIO

import pyarrow as pa

from policycheck.batch.encodings.encoding import Joiner
from policycheck.batch.encodings.tables import pack_table, unpack_tables


class Arrow:
    """One record batch for each segment that has rows."""

    suffix = ".arrow"

    def pack(self, rows: pa.Table) -> bytes:
        """Rows as a worker process sends them."""
        return pack_table(rows)

    def segment(self, packed: Sequence[bytes], schema: pa.Schema, first: bool) -> bytes:
        """A file with one batch."""
        sink = pa.BufferOutputStream()
        with pa.ipc.new_file(sink, schema) as writer:
            writer.write_table(unpack_tables(packed, schema))
        content: bytes = sink.getvalue().to_pybytes()
        return content

    def unpack(self, segment: bytes, first: bool) -> bytes:
        """The rows of a file as a worker would send them."""
        return pack_table(pa.ipc.open_file(segment).read_all())

    def joiner(self, out: BinaryIO, schema: pa.Schema) -> Joiner:
        """Writes the batches of the segments."""
        return _Batches(out, schema)


class _Batches:
    def __init__(self, out: BinaryIO, schema: pa.Schema) -> None:
        self._writer = pa.ipc.new_file(pa.PythonFile(out, mode="w"), schema)

    def add(self, segment: BinaryIO) -> None:
        self._writer.write_table(pa.ipc.open_file(segment.read()).read_all())

    def close(self) -> None:
        self._writer.close()
