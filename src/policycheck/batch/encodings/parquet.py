"""Apache Parquet: one row group for each segment that has rows."""

from collections.abc import Sequence
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from policycheck.batch.encodings.encoding import Joiner
from policycheck.batch.encodings.parquet_joiner import ParquetJoiner
from policycheck.batch.encodings.tables import pack_table, unpack_tables


class Parquet:
    """Compressed by zstd, which every reader of today knows."""

    suffix = ".parquet"

    def pack(self, rows: pa.Table) -> bytes:
        """Rows as a worker process sends them."""
        return pack_table(rows)

    def segment(self, packed: Sequence[bytes], schema: pa.Schema, first: bool) -> bytes:
        """A file with one row group."""
        table = unpack_tables(packed, schema)
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, row_group_size=max(table.num_rows, 1), compression="zstd")
        content: bytes = sink.getvalue().to_pybytes()
        return content

    def unpack(self, segment: bytes, first: bool) -> bytes:
        """The rows of a file as a worker would send them."""
        return pack_table(pq.ParquetFile(pa.BufferReader(segment)).read())

    def joiner(self, out: BinaryIO, schema: pa.Schema) -> Joiner:
        """Copies the row groups of the segments as they are."""
        return ParquetJoiner(out)
