"""Segments on their own and joined, and formats by name."""

import io
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from policycheck.batch.encodings import Arrow, Csv, Encoding, Ndjson, Parquet, encoding_for
from policycheck.batch.encodings.compression import Compression
from policycheck.batch.encodings.parquet_joiner import ParquetJoiner
from policycheck.batch.encodings.thrift import Reader, written
from policycheck.errors import UsageError

ENCODINGS: list[Encoding] = [
    Parquet(),
    Arrow(),
    *(kind(each) for kind in (Ndjson, Csv) for each in Compression),
]


def table(count: int, start: int = 0) -> pa.Table:
    numbers = np.arange(start, start + count)
    lists = [None if n % 5 == 0 else [f"item {k}" for k in range(n % 3)] for n in numbers.tolist()]
    return pa.table(
        {
            "row": numbers,
            "text": pa.array([f'é;"{n}"\n' if n % 2 else None for n in numbers.tolist()]),
            "list": pa.array(lists, pa.list_(pa.string())),
            "flag": pa.array((numbers % 3 == 0).tolist()),
        }
    )


def joined(encoding: Encoding, segments: Sequence[bytes], schema: pa.Schema) -> bytes:
    out = io.BytesIO()
    joiner = encoding.joiner(out, schema)
    for segment in segments:
        joiner.add(io.BytesIO(segment))
    joiner.close()
    return out.getvalue()


@pytest.mark.parametrize("encoding", ENCODINGS, ids=lambda each: each.suffix)
def test_a_segment_is_the_same_however_it_was_divided(encoding: Encoding) -> None:
    rows = table(300)
    parts = [rows.slice(0, 7), rows.slice(7, 0), rows.slice(7, 250), rows.slice(257)]
    once = encoding.segment([encoding.pack(table(600, -300).slice(300))], rows.schema, True)
    assert encoding.segment([encoding.pack(each) for each in parts], rows.schema, True) == once
    again = encoding.unpack(once, True)
    assert encoding.segment([again], rows.schema, True) == once


@pytest.mark.parametrize("encoding", ENCODINGS[2:], ids=lambda each: each.suffix)
def test_joined_lines_are_one_file(encoding: Encoding) -> None:
    rows = table(10)
    whole = encoding.segment([encoding.pack(rows)], rows.schema, True)
    parts = [
        encoding.segment([encoding.pack(rows.slice(0, 4))], rows.schema, True),
        encoding.segment([], rows.schema, False),
        encoding.segment([encoding.pack(rows.slice(4))], rows.schema, False),
    ]
    made = joined(encoding, parts, rows.schema)
    assert encoding.unpack(made, True) == encoding.unpack(whole, True)


@pytest.mark.parametrize("encoding", [Parquet(), Arrow()], ids=lambda each: each.suffix)
def test_joined_tables_are_one_file(encoding: Encoding) -> None:
    """More than fifteen, as the length of a list is written otherwise from there on."""
    rows = table(400)
    pieces = [rows.slice(n, 20) for n in range(0, 400, 20)]
    segments = [encoding.segment([encoding.pack(each)], rows.schema, False) for each in pieces]
    segments.insert(3, encoding.segment([], rows.schema, False))
    made = pa.BufferReader(joined(encoding, segments, rows.schema))
    if isinstance(encoding, Parquet):
        assert pq.ParquetFile(made).metadata.num_row_groups == 20
        assert pq.read_table(made).equals(rows)
    else:
        assert pa.ipc.open_file(made).read_all().equals(rows)


def test_the_indexes_of_parquet_move_along() -> None:
    """Several row groups in a file, with the indexes of pages that a reader skips by."""
    rows = table(1000)
    out = io.BytesIO()
    joiner = ParquetJoiner(out)
    for start in (0, 500):
        file = io.BytesIO()
        pq.write_table(rows.slice(start, 500), file, row_group_size=200, write_page_index=True)
        joiner.add(file)
    joiner.close()
    made = pq.ParquetFile(out)
    assert made.read().equals(rows)
    assert made.metadata.num_row_groups == 6
    assert made.metadata.row_group(5).column(0).has_column_index
    assert made.metadata.row_group(5).column(0).statistics.max == 999
    found = pq.read_table(out, filters=[("row", ">=", 990)])
    assert found["row"].to_pylist() == list(range(990, 1000))


def test_a_footer_is_written_as_it_was_read() -> None:
    file = io.BytesIO()
    pq.write_table(table(5), file, write_page_index=True)
    content = file.getvalue()
    length = int.from_bytes(content[-8:-4], "little")
    footer = content[-8 - length : -8]
    assert written(Reader(footer).struct()) == footer
    with pytest.raises(ValueError, match="ends too early"):
        Reader(footer[:-20]).struct()
    with pytest.raises(ValueError, match="type 13 is not known"):
        Reader(bytes([0x1D, 0])).struct()


def test_what_lines_say_of_nothing() -> None:
    rows = table(1)
    assert json.loads(Ndjson(Compression.NONE).pack(rows)) == {
        "row": 0,
        "text": None,
        "list": None,
        "flag": True,
    }
    assert Csv(Compression.NONE).pack(rows) == b"0,,,true\n"


@pytest.mark.parametrize(
    ("name", "format_", "suffix"),
    [
        ("a.parquet", None, ".parquet"),
        ("a.PQ", None, ".parquet"),
        ("a.feather", None, ".arrow"),
        ("a.jsonl.gz", None, ".ndjson.gz"),
        ("a.b.csv.ZST", None, ".csv.zst"),
        ("-", "csv", ".csv"),
        ("a.gz", "ndjson", ".ndjson.gz"),
    ],
)
def test_the_name_says_the_format(name: str, format_: str | None, suffix: str) -> None:
    assert encoding_for(name, format_).suffix == suffix


@pytest.mark.parametrize("name", ["a", "a.xlsx", "-", "a.gz", "a.arrow.zst"])
def test_a_name_that_does_not(name: str) -> None:
    with pytest.raises(UsageError):
        encoding_for(name, None)


def test_compression_does_not_hold_the_time(tmp_path: Path) -> None:
    once = Compression.GZIP.compress(b"content")
    assert once[4:8] == bytes(4)
    assert Compression.GZIP.decompress(once + once) == b"contentcontent"
