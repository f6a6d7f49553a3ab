"""What the run needs of its parts: where cases come from, who doubts them, who decides them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from policycheck.batch.questions import Questions
from policycheck.errors import Problem

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


class Block(Protocol):
    """A part of the input that can be sent to another process, where its rows are read."""

    @property
    def first(self) -> int:
        """The number of its first row."""
        ...

    @property
    def share(self) -> float | None:
        """How much of the input ends with it, from 0 to 1; ``None`` if the whole is not known."""
        ...


class Rejected(Protocol):
    """A row that cannot be decided."""

    @property
    def row(self) -> int:
        """Its number."""
        ...

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with it."""
        ...

    @property
    def text(self) -> str:
        """The row as it was, cut to a bound."""
        ...


@dataclass(frozen=True)
class Reject:
    """A row that was read and cannot be decided."""

    row: int
    problems: tuple[Problem, ...]
    text: str


class Rows(Protocol):
    """The rows of a block."""

    @property
    def numbers(self) -> Numbers:
        """The number of each row that could be read, rising."""
        ...

    @property
    def cases(self) -> pa.RecordBatch:
        """The same rows in the canonical form."""
        ...

    @property
    def rejects(self) -> Sequence[Rejected]:
        """The rows that could not be read."""
        ...


class Source(Protocol):
    """An input. It is sent to every worker process, which reads the rows of blocks from it."""

    def blocks(self) -> Iterator[Any]:
        """The blocks in order; row numbers rise from block to block."""
        ...

    def rows(self, block: Any) -> Rows:
        """The rows of a block; each of its rows is among them or among the rejects."""
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
