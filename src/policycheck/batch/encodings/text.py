"""NDJSON and CSV: lines of text, which may be compressed."""

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, BinaryIO

import pyarrow as pa

from policycheck.batch.columns import DEADLINE
from policycheck.batch.encodings.compression import Compression
from policycheck.batch.encodings.encoding import Joiner

_DOCUMENTS = ("result", "document")


@dataclass(frozen=True)
class _Lines:
    """What the two have in common: segments are lines, and joined they are the file."""

    compression: Compression

    def segment(self, packed: Sequence[bytes], schema: pa.Schema, first: bool) -> bytes:
        head = self.head(schema) if first else b""
        return self.compression.compress(head + b"".join(packed))

    def unpack(self, segment: bytes, first: bool) -> bytes:
        content = self.compression.decompress(segment)
        # The head is one line: no column has a line break in its name.
        return content[content.index(b"\n") + 1 :] if first and self.has_head else content

    def joiner(self, out: BinaryIO, schema: pa.Schema) -> Joiner:
        return _Copying(out)

    def head(self, schema: pa.Schema) -> bytes:
        """The first line of the file."""
        return b""

    @property
    def has_head(self) -> bool:
        return False


@dataclass(frozen=True)
class Ndjson(_Lines):
    """One JSON object a line, keys in the order of the columns; documents are objects in it."""

    @property
    def suffix(self) -> str:
        """How the name of a segment ends."""
        return f".ndjson{self.compression.suffix}"

    def pack(self, rows: pa.Table) -> bytes:
        """The rows as lines."""
        names = [f"{json.dumps(name)}:" for name in rows.column_names]
        columns = [_json_texts(field, rows[field.name]) for field in rows.schema]
        lines = (
            "{" + ",".join(map(str.__add__, names, values)) + "}\n"
            for values in zip(*columns, strict=True)
        )
        return "".join(lines).encode()


@dataclass(frozen=True)
class Csv(_Lines):
    """A head and one line a row; lists are joined by a semicolon, deadlines are condition=day."""

    @property
    def suffix(self) -> str:
        """How the name of a segment ends."""
        return f".csv{self.compression.suffix}"

    @property
    def has_head(self) -> bool:
        """Whether the first line of the file is no row."""
        return True

    def pack(self, rows: pa.Table) -> bytes:
        """The rows as lines."""
        text = io.StringIO()
        columns = [_cells(field, rows[field.name]) for field in rows.schema]
        csv.writer(text, lineterminator="\n").writerows(zip(*columns, strict=True))
        return text.getvalue().encode()

    def head(self, schema: pa.Schema) -> bytes:
        """The names of the columns."""
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerow(schema.names)
        return text.getvalue().encode()


class _Copying:
    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def add(self, segment: BinaryIO) -> None:
        shutil.copyfileobj(segment, self._out, 1 << 20)

    def close(self) -> None:
        pass


def _json_texts(field: pa.Field, column: pa.ChunkedArray) -> Iterator[str]:
    values = column.to_pylist()
    if field.name in _DOCUMENTS:
        return (value or "null" for value in values)
    if pa.types.is_integer(field.type):
        return ("null" if value is None else str(value) for value in values)
    if pa.types.is_nested(field.type):
        return (_json(value) if value else _EMPTY[value is None] for value in values)
    known: Callable[[Any], str] = cache(_json)
    return (known(value) for value in values)


_EMPTY = {True: "null", False: "[]"}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:
    """Days as they are written, and decimals as numbers."""
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if value == value.to_integral_value() else float(value)


def _cells(field: pa.Field, column: pa.ChunkedArray) -> Iterator[str]:
    values = column.to_pylist()
    if field.type == pa.list_(DEADLINE):
        return (";".join(f"{d['condition']}={d['by']}" for d in value or ()) for value in values)
    if pa.types.is_nested(field.type):
        return (";".join(map(_cell, value or ())) for value in values)
    return map(_cell, values)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
