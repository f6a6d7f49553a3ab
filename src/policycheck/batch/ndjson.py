"""NDJSON, read exactly and slowly: every line by what reads a single case."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa

from policycheck.batch.admission import MOST_TEXT
from policycheck.batch.interfaces import Numbers, Reject
from policycheck.errors import InvalidCase
from policycheck.facts import case_from_json, load_schemas
from policycheck.facts.dictionary import type_of
from policycheck.facts.formats import local_date
from policycheck.tabular.types import case_type


@dataclass(frozen=True)
class NdjsonBlock:
    """So many lines.

    Attributes:
        first: The number of the first.
        lines: Their bytes.
        share: As in ``interfaces.Block``.
    """

    first: int
    lines: tuple[bytes, ...]
    share: float | None = None


@dataclass(frozen=True)
class NdjsonRows:
    """As in ``interfaces.Rows``."""

    numbers: Numbers
    cases: pa.RecordBatch
    rejects: tuple[Reject, ...]


@dataclass(frozen=True)
class NdjsonSource:
    """A file with a case on each line; a row is a line, and blank lines count as lines."""

    path: str
    rows_at_once: int

    def blocks(self) -> Iterator[NdjsonBlock]:
        """So many lines at once."""
        if self.path == "-":
            yield from self._blocks(sys.stdin.buffer, 0)
            return
        with Path(self.path).open("rb") as file:
            yield from self._blocks(file, Path(self.path).stat().st_size)

    def _blocks(self, file: BinaryIO, size: int) -> Iterator[NdjsonBlock]:
        first, read = 1, 0
        while lines := tuple(islice(file, self.rows_at_once)):
            read += sum(map(len, lines))
            yield NdjsonBlock(first, lines, read / size if size else None)
            first += len(lines)

    def rows(self, block: NdjsonBlock) -> NdjsonRows:
        """Each line by itself."""
        schema = load_schemas().schema
        numbers, values, rejects = [], [], []
        for number, line in enumerate(block.lines, block.first):
            if not line.strip():
                continue
            text = line.decode("utf-8", "replace").rstrip("\n")
            try:
                case = case_from_json(text, name=f"{self.path}:{number}")
            except InvalidCase as error:
                rejects.append(Reject(number, error.problems, text[:MOST_TEXT]))
                continue
            numbers.append(number)
            values.append(_typed(case.value, schema))
        cases = pa.RecordBatch.from_struct_array(pa.array(values, case_type(schema)))
        return NdjsonRows(np.array(numbers, dtype=np.int64), cases, tuple(rejects))


def _typed(value: Any, schema: Any) -> Any:
    if isinstance(value, dict):
        members = schema["properties"]
        return {name: _typed(member, members[name]) for name, member in value.items()}
    if isinstance(value, list):
        return [_typed(item, schema["items"]) for item in value]
    kind = type_of(schema)
    if kind in ("date", "event_date"):
        return local_date(value)
    if kind in ("amount", "decimal"):
        return Decimal(str(value))
    return value
