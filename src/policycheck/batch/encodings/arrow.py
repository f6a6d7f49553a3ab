"""The file format of Apache Arrow, also known as Feather."""

from collections.abc import Sequence
from typing import BinaryIO

import pyarrow as pa

from policycheck.batch.encodings.encoding import Joiner
from policycheck.batch.encodings.tables import in_one_piece, pack_table, unpack_tables


class Arrow:
    """One record batch for each segment that has rows."""

    suffix = ".arrow"

    def pack(self, rows: pa.Table) -> bytes:
        """Rows as a worker process sends them."""
        return pack_table(rows)

    def segment(self, packed: Sequence[bytes], schema: pa.Schema, first: bool) -> bytes:
        """A file with one batch."""
        return _file(unpack_tables(packed, schema))

    def whole(self, rows: pa.Table, schema: pa.Schema, first: bool) -> bytes:
        """The same of rows that were not sent."""
        return _file(in_one_piece([rows], schema))

    def unpack(self, segment: bytes, first: bool) -> bytes:
        """The rows of a file as a worker would send them."""
        return pack_table(pa.ipc.open_file(segment).read_all())

    def joiner(self, out: BinaryIO, schema: pa.Schema) -> Joiner:
        """Writes the batches of the segments."""
        return _Batches(out, schema)


def _file(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    content: bytes = sink.getvalue().to_pybytes()
    return content


class _Batches:
    def __init__(self, out: BinaryIO, schema: pa.Schema) -> None:
        self._writer = pa.ipc.new_file(pa.PythonFile(out, mode="w"), schema)

    def add(self, segment: BinaryIO) -> None:
        self._writer.write_table(pa.ipc.open_file(segment.read()).read_all())

    def close(self) -> None:
        self._writer.close()
