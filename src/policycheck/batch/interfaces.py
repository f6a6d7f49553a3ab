"""What the run needs of its parts: where cases come from, who doubts them, who decides them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from policycheck.batch.questions import Questions
from policycheck.tabular.rows import Block, Numbers, Rows

Mask = npt.NDArray[np.bool_]


class Source(Protocol):
    """An input. It is sent to every worker process, which reads the rows of blocks from it."""

    def blocks(self) -> Iterator[Block]:
        """The blocks in order; row numbers rise from block to block."""
        ...

    def parts(self, block: Block) -> Iterator[Rows]:
        """The rows of a block, part by part; each is among the cases or among the rejects."""
        ...


class Decider(Protocol):
    """Decides canonical cases that are valid and have their days."""

    @property
    def reference(self) -> bool:
        """Whether it is the one that others are compared with."""
        ...

    @property
    def one_by_one(self) -> int:
        """How many cases it has decided one by one so far."""
        ...

    @property
    def asked(self) -> Mapping[str, int]:
        """How often it has asked the engine about a condition so far.

        By full name of the decision and id of the condition, joined by a space.
        """
        ...

    def decide(self, cases: pa.RecordBatch, numbers: Numbers) -> pa.RecordBatch:
        """One row of :func:`policycheck.batch.columns.decided_schema` per case and decision."""
        ...


class Doubter(Protocol):
    """Finds the cases that may be invalid; what it lets pass is valid."""

    def invalid(self, cases: pa.RecordBatch, as_of: pa.Array) -> Mask:
        """Which of the cases have to be looked at, judged on these days."""
        ...


MakeDecider = Callable[[Questions], Decider]
MakeDoubter = Callable[[], Doubter]
