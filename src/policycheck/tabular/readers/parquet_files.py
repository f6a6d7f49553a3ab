"""Cases in a Parquet file."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from policycheck.facts.documents import refuse
from policycheck.tabular.exact import merged
from policycheck.tabular.heading import Naming
from policycheck.tabular.readers.columns import columns_heading, columns_rows
from policycheck.tabular.readers.input import check_unchanged, file_state
from policycheck.tabular.readers.parquet_columns import columns_of
from policycheck.tabular.readers.source import Source
from policycheck.tabular.rows import Block, Rows

_BUFFER = 1 << 20

_PARTS = 16
"""A block is so many parts: a worker reads all of a row group of usual size, and nobody else does.
"""


class ParquetSource(Source):
    """A Parquet file. The number of a row is that of the case, counted from 1.

    Its columns are named by their facts, or are nested as a case is, or some of either. A block is
    a range of rows; the worker reads them from the file. It holds whole row groups where they are
    small. One that is large lies in several blocks: a worker that gets later rows of it reads on in
    it, past the rows of the others.
    """

    def __init__(self, path: str, naming: Naming, rows: int) -> None:
        """Read the schema.

        Args:
            path: The file.
            naming: How the columns are named.
            rows: How many rows a part of a block has at most.

        Raises:
            UsageError: A column is no fact; or the file cannot be read.
            InvalidCase: The file is no Parquet, or it is damaged or cut off.
        """
        self.name = path
        self._seen = file_state(path)
        self._most = rows
        self._cursor: _Cursor | None = None
        self._file: pa.parquet.ParquetFile | None = None
        file = _opened(path)
        self._starts = _starts(file)
        self._heading = columns_heading(file.schema_arrow, naming, path)
        self._columns = columns_of(file, self._heading)
        file.close()

    def __getstate__(self) -> dict[str, Any]:
        """What a worker needs: it opens the file itself."""
        return {**super().__getstate__(), "_cursor": None, "_file": None}

    def blocks(self) -> Iterator[Block]:
        """Ranges of rows."""
        ranges = _ranges(self._starts, self._most * _PARTS)
        for index, (start, stop) in enumerate(ranges):
            yield Block(index, start + 1, stop / self._starts[-1], stop - start)
        if self._seen:
            check_unchanged(self.name, self._seen)

    def rows(self, block: Block) -> Rows:
        """All rows of a range.

        Raises:
            InvalidCase: The file is damaged there.
        """
        return merged(list(self.parts(block)))

    def parts(self, block: Block) -> Iterator[Rows]:
        """The rows of a range, about as many at once as were asked for.

        Raises:
            InvalidCase: The file is damaged there.
        """
        start, stop = block.first - 1, block.first - 1 + block.payload
        for first in range(start, stop, self._most):
            yield self._some(first, min(self._most, stop - first))

    def _some(self, start: int, count: int) -> Rows:
        if self._cursor is None or not self._cursor.reaches(start):
            # Opened once: the footer of a file with many columns and row groups is long.
            self._file = self._file or _opened(self.name, self._columns.codes)
            self._cursor = _Cursor(self._file, self._starts, start, self._most, self._columns.used)
        found = []
        try:
            for first, batch in self._cursor.take(start, count):
                found.append(columns_rows(batch, first + 1, self._heading, self.name))
        except pa.ArrowNotImplementedError as error:
            sentence = f"Arrow cannot read this: {error}; write nested columns without dictionaries"
            refuse("broken-input", sentence, self.name)
        except (pa.ArrowException, OSError) as error:
            refuse("broken-input", f"the file is damaged or cut off: {error}", self.name)
        return merged(found)


class _Cursor:
    """Reads a file from a row on, a part at a time."""

    def __init__(
        self,
        file: pa.parquet.ParquetFile,
        starts: Sequence[int],
        start: int,
        most: int,
        columns: Sequence[str],
    ) -> None:
        self._starts = starts
        group = bisect_right(self._starts, start) - 1
        self._position = self._starts[group]
        groups = range(group, len(self._starts) - 1)
        # Not a method: that would hold the cursor, which holds it, and both would stay in memory.
        self._batches = _batches(file, groups, most, columns)
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


def _batches(
    file: pa.parquet.ParquetFile, groups: Iterable[int], most: int, columns: Sequence[str]
) -> Iterator[pa.RecordBatch]:
    # By row group: over several of them Arrow cannot read a dictionary within a list.
    for group in groups:
        yield from file.iter_batches(
            most, row_groups=[group], columns=list(columns), use_threads=False
        )


def _starts(file: pa.parquet.ParquetFile) -> list[int]:
    """The first row of each row group, counted from 0; and the number of all rows."""
    metadata = file.metadata
    sizes = (metadata.row_group(group).num_rows for group in range(metadata.num_row_groups))
    return [0, *accumulate(sizes)]


def _ranges(starts: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """Ranges of at most so many rows, each of whole row groups, or of a part of one."""
    begin = 0
    for start, end in pairwise(starts):
        if end - begin > most:
            if start > begin:
                yield begin, start
            whole = range(start, end, most)
            yield from ((first, first + most) for first in whole[:-1])
            begin = whole[-1] if whole else start
    if starts[-1] > begin:
        yield begin, starts[-1]


def _opened(path: str, codes: Sequence[str] = ()) -> pa.parquet.ParquetFile:
    try:
        # Reads as it goes: of a large row group only what is needed is in memory.
        return pa.parquet.ParquetFile(
            path, read_dictionary=list(codes), buffer_size=_BUFFER, pre_buffer=False
        )
    except (pa.ArrowException, OSError) as error:
        refuse("broken-input", f"this is no Parquet, or it is damaged or cut off: {error}", path)
