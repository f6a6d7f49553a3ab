"""Rows as a worker process sends them where the output is not text: a stream of Arrow."""

from collections.abc import Sequence

import pyarrow as pa

# It costs less than to send the texts of a column, which are few, in full.
_SMALL = pa.ipc.IpcWriteOptions(compression="lz4")


def pack_table(rows: pa.Table) -> bytes:
    """The rows as bytes."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema, options=_SMALL) as writer:
        writer.write_table(rows)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


def unpack_tables(packed: Sequence[bytes], schema: pa.Schema) -> pa.Table:
    """The rows of all of them, in one piece.

    They are copied even if there is one: what is sent of a larger table brings along some of the
    bytes that come after it, and these would be written too.
    """
    tables = [pa.ipc.open_stream(each).read_all() for each in packed]
    columns = [
        pa.concat_arrays(
            [chunk for table in tables for chunk in table.column(place).chunks]
            + [pa.array([], field.type)]
        )
        for place, field in enumerate(schema)
    ]
    return pa.Table.from_arrays(columns, schema=schema)
