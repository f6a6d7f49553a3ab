"""Rows as a worker process sends them where the output is not text: a stream of Arrow."""

from collections.abc import Sequence

import pyarrow as pa


def pack_table(rows: pa.Table) -> bytes:
    """The rows as bytes."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as writer:
        writer.write_table(rows)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


def unpack_tables(packed: Sequence[bytes], schema: pa.Schema) -> pa.Table:
    """The rows of all of them, in one piece."""
    if not packed:
        return schema.empty_table()
    tables = [pa.ipc.open_stream(each).read_all() for each in packed]
    return pa.concat_tables(tables).combine_chunks()
