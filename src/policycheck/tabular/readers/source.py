"""What every kind of input offers: blocks in the main process, the rows of a block in a worker."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from policycheck.tabular.rows import Block, Rows

_UNPICKLED = "_input"


@dataclass(frozen=True)
class BlockSize:
    """How much goes into one block. The rows are the same for any size.

    Attributes:
        rows: The most rows of a block of a table of columns, or of Excel.
        size: After how many bytes a block of text ends: with the row that they end in.
    """

    rows: int = 32_768
    size: int = 8_000_000


class Source(ABC):
    """An input of cases.

    The main process makes the source, takes the blocks from it and sends both to workers; there
    the source gives the rows of a block. A source is read once.

    Attributes:
        name: What messages call the input: the path, or ``<stdin>``.
    """

    name: str

    @abstractmethod
    def blocks(self) -> Iterator[Block]:
        """The blocks of the input, in its order; in the main process.

        Raises:
            InvalidCase: The input cannot be read on, after the blocks that came before: it is cut
                off or damaged, or the file changed while it was read.
        """

    @abstractmethod
    def rows(self, block: Block) -> Rows:
        """The rows of a block that this source, or the one it was copied from, has made."""

    def close(self) -> None:
        """Close what is open of the input; standard input stays open."""
        if (input_ := self.__dict__.get(_UNPICKLED)) is not None:
            input_.close()

    def __getstate__(self) -> dict[str, Any]:
        """What a worker needs; the open input stays where it is."""
        return {name: value for name, value in self.__dict__.items() if name != _UNPICKLED}
