"""Cases in a Parquet file."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from policycheck.facts.documents import refuse
from policycheck.tabular.exact import merged
from policycheck.tabular.heading import Naming
from policycheck.tabular.readers.columns import columns_heading, columns_rows
from policycheck.tabular.readers.input import check_unchanged, file_state
from policycheck.tabular.readers.parquet_columns import used_columns
from policycheck.tabular.readers.source import Source
from policycheck.tabular.rows import Block, Rows

_BUFFER = 1 << 20


class ParquetSource(Source):
    """A Parquet file. The number of a row is that of the case, counted from 1.

    Its columns are named by their facts, or are nested as a case is, or some of either. A block is
    a range of rows; the worker reads them from the file. Several row groups may lie in a block, or
    several blocks in a row group: a worker that gets later rows of a group reads on in it.
    """

    def __init__(self, path: str, naming: Naming, rows: int) -> None:
        """Read the schema.

        Args:
            path: The file.
            naming: How the columns are named.
            rows: How many rows a block has at most.

        Raises:
            UsageError: A column is no fact; or the file cannot be read.
            InvalidCase: The file is no Parquet, or it is damaged or cut off.
        """
        self.name = path
        self._seen = file_state(path)
        self._most = rows
        self._cursor: _Cursor | None = None
        file = _opened(path)
        self._rows: int = file.metadata.num_rows
        self._heading = columns_heading(file.schema_arrow, naming, path)
        self._columns = used_columns(file, self._heading)
        file.close()

    def __getstate__(self) -> dict[str, Any]:
        """What a worker needs: it opens the file itself."""
        return {**super().__getstate__(), "_cursor": None}

    def blocks(self) -> Iterator[Block]:
        """Ranges of rows."""
        for index, start in enumerate(range(0, self._rows, self._most)):
            stop = min(start + self._most, self._rows)
            yield Block(index, start + 1, stop / self._rows, stop - start)
        if self._seen:
            check_unchanged(self.name, self._seen)

    def rows(self, block: Block) -> Rows:
        """The rows of a range.

        Raises:
            InvalidCase: The file is damaged there.
        """
        start = block.first - 1
        if self._cursor is None or not self._cursor.reaches(start):
            self._cursor = _Cursor(self.name, start, self._most, self._columns)
        parts = []
        try:
            for first, batch in self._cursor.take(start, block.payload):
                parts.append(columns_rows(batch, first + 1, self._heading, self.name))
        except pa.ArrowNotImplementedError as error:
            sentence = f"Arrow cannot read this: {error}; write nested columns without dictionaries"
            refuse("broken-input", sentence, self.name)
        except (pa.ArrowException, OSError) as error:
            refuse("broken-input", f"the file is damaged or cut off: {error}", self.name)
        return merged(parts)


class _Cursor:
    """Reads a file from a row on, a part at a time."""

    def __init__(self, path: str, start: int, most: int, columns: Sequence[str]) -> None:
        self._file = _opened(path)
        self._most = most
        self._columns = list(columns)
        metadata = self._file.metadata
        sizes = [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)]
        self._starts = [0, *accumulate(sizes)]
        group = bisect_right(self._starts, start) - 1
        self._position = self._starts[group]
        self._batches = self._from(group)
        self._rest: pa.RecordBatch | None = None

    def reaches(self, start: int) -> bool:
        """Whether reading on is the way to a row: it lies ahead, and in no later row group."""
        if start < self._position:
            return False
        here, there = (bisect_right(self._starts, row) for row in (self._position, start))
        return here == there

    def take(self, start: int, count: int) -> Iterator[tuple[int, pa.RecordBatch]]:
        """So many rows from one on: the number of the first, from 0, and some of them."""
        end = start + count
        while self._position < end:
            batch = self._rest if self._rest is not None else next(self._batches)
            skipped = max(0, start - self._position)
            part = batch.slice(skipped, end - self._position - skipped)
            first = self._position + skipped
            used = min(skipped, batch.num_rows) + part.num_rows
            self._rest = batch.slice(used) if used < batch.num_rows else None
            self._position += used
            if part.num_rows:
                yield first, part

    def _from(self, first: int) -> Iterator[pa.RecordBatch]:
        # By row group: over several of them Arrow cannot read a dictionary within a list.
        for group in range(first, len(self._starts) - 1):
            yield from self._file.iter_batches(
                self._most, row_groups=[group], columns=self._columns, use_threads=False
            )


def _opened(path: str) -> pa.parquet.ParquetFile:
    try:
        # Reads as it goes: of a large row group only what is needed is in memory.
        return pa.parquet.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False)
    except (pa.ArrowException, OSError) as error:
        refuse("broken-input", f"this is no Parquet, or it is damaged or cut off: {error}", path)
