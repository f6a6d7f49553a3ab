"""Cases in a file or stream of Arrow's own format."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.ipc

from policycheck.facts.documents import refuse
from policycheck.tabular.heading import Naming
from policycheck.tabular.readers.columns import columns_heading, columns_rows
from policycheck.tabular.readers.input import Input
from policycheck.tabular.readers.source import Source
from policycheck.tabular.rows import Block, Rows

_MAGIC = b"ARROW1"
_PADDED = 8


class ArrowSource(Source):
    """A file or stream of Arrow. The number of a row is that of the case, counted from 1.

    Its columns are named by their facts, or are nested as a case is, or some of either. A file is
    a stream between two marks, and is read as one.
    """

    def __init__(self, input_: Input, naming: Naming, rows: int) -> None:
        """Read the schema.

        Args:
            input_: The file or stream.
            naming: How the columns are named.
            rows: How many rows a block has at most.

        Raises:
            UsageError: A column is no fact.
            InvalidCase: It is no Arrow, or it is damaged or cut off.
        """
        self.name = input_.name
        self._most = rows
        self._bytes: _Exactly | None = _Exactly(input_)
        self._input = input_
        self._is_file = self._bytes.peek(len(_MAGIC)) == _MAGIC
        if self._is_file:
            self._bytes.read(_PADDED)
        try:
            self._stream = pa.ipc.open_stream(pa.PythonFile(self._bytes, mode="r"))
        except (pa.ArrowException, OSError, EOFError) as error:
            refuse("broken-input", f"this is no Arrow, or it is cut off: {error}", self.name)
        self._heading = columns_heading(self._stream.schema, naming, self.name)

    def __getstate__(self) -> dict[str, Any]:
        """What a worker needs."""
        return {**super().__getstate__(), "_stream": None, "_bytes": None}

    def blocks(self) -> Iterator[Block]:
        """The batches of the stream; large ones in parts."""
        index, first = 0, 1
        for batch in self._batches():
            for start in range(0, batch.num_rows, self._most):
                part = batch.slice(start, self._most)
                yield Block(index, first, self.opened().share, _written(part))
                index, first = index + 1, first + part.num_rows
        self._check_end()

    def rows(self, block: Block) -> Rows:
        """The rows of a batch or a part of one."""
        [batch] = pa.ipc.open_stream(block.payload)
        return columns_rows(batch, block.first, self._heading, self.name)

    def _batches(self) -> Iterator[pa.RecordBatch]:
        try:
            for batch in self._stream:
                # What a stranger wrote may point anywhere.
                batch.validate(full=True)
                yield batch
        except (pa.ArrowException, OSError, EOFError) as error:
            refuse("broken-input", f"the data is damaged or cut off: {error}", self.name)

    def _check_end(self) -> None:
        """That a file has its last mark, and that everything of the input has been read."""
        assert self._bytes is not None
        last = b""
        while more := self._bytes.read(1 << 16):
            last = (last + more)[-len(_MAGIC) :]
        if self._is_file and last != _MAGIC:
            refuse("broken-input", "the file is cut off: its last mark is missing", self.name)


def _written(batch: pa.RecordBatch) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    content: bytes = sink.getvalue().to_pybytes()
    return content


class _Exactly:
    """Reads as many bytes as are asked for, as long as there are any."""

    def __init__(self, input_: Input) -> None:
        self._input = input_
        self._ahead = b""
        self.closed = False

    def peek(self, size: int) -> bytes:
        """The next bytes, which are read again."""
        self._ahead = self.read(size)
        return self._ahead

    def read(self, size: int) -> bytes:
        content = bytearray(self._ahead[:size])
        self._ahead = self._ahead[size:]
        while len(content) < size and (more := self._input.read(size - len(content))):
            content += more
        return bytes(content)

    def close(self) -> None:
        """Nothing: the input is closed by whoever opened it."""
        self.closed = True
