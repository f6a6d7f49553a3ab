"""What every kind of input offers: blocks in the main process, the rows of a block in a worker."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from policycheck.tabular.readers.input import Input
from policycheck.tabular.rows import Block, Rows


@dataclass(frozen=True)
class BlockSize:
    """How much goes into one block. The rows are the same for any size.

    Attributes:
        rows: The most rows of a part of a block of a table of columns, or of a block of Excel.
        size: After how many bytes a block of text ends: with the row that they end in.
    """

    rows: int = 8_192
    size: int = 8_000_000


class Source(ABC):
    """An input of cases.

    The main process makes the source, takes the blocks from it and sends both to workers; there
    the source gives the rows of a block. A source is read once; it closes its input at the end, and
    where it is left as a context manager.

    Attributes:
        name: What messages call the input: the path, or ``<stdin>``.
    """

    name: str
    _input: Input | None = None

    @abstractmethod
    def blocks(self) -> Iterator[Block]:
        """The blocks of the input, in its order; in the main process.

        Raises:
            InvalidCase: The input cannot be read on, after the blocks that came before: it is cut
                off or damaged, or the file changed while it was read.
        """

    @abstractmethod
    def rows(self, block: Block) -> Rows:
        """The rows of a block that this source, or the one it was copied from, has made.

        Raises:
            InvalidCase: The input is damaged there.
        """

    def parts(self, block: Block) -> Iterator[Rows]:
        """The rows of a block in as many parts as are good to decide at once.

        Raises:
            InvalidCase: The input is damaged there.
        """
        yield self.rows(block)

    def opened(self) -> Input:
        """The input; it stays where the source was made."""
        assert self._input is not None, "blocks are taken where the source was made"
        return self._input

    def close(self) -> None:
        """Close the input; what has not been read of it is not read any more."""
        if self._input is not None:
            self._input.close()

    def __enter__(self) -> Self:
        """The source itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the input."""
        self.close()

    def __getstate__(self) -> dict[str, Any]:
        """What a worker needs; the open input stays where it is."""
        return {**self.__dict__, "_input": None}
