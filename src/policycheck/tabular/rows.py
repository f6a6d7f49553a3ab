"""What reading a part of an input gives: cases in columns, and the rows that are none."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from policycheck.errors import Problem

LONGEST_TEXT = 2000

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Reject:
    """A row that is no case.

    Attributes:
        row: Its number, as in :attr:`Rows.numbers`.
        problems: Everything that is wrong with it.
        text: The row as it was: a line of the file, or its values as JSON; cut where it is long.
    """

    row: int
    problems: tuple[Problem, ...]
    text: str


@dataclass(frozen=True)
class Rows:
    """The rows of one block.

    The facts have the types of their schema. Whether they lie in range and fit one another has
    still to be checked.

    Attributes:
        numbers: For each case the number of its row, ascending. Rows are counted from 1: in NDJSON
            the lines of the file, in CSV and Excel the rows below the header, elsewhere the cases.
        cases: The cases: a column for each member of a case, as
            :func:`policycheck.tabular.types.case_type` has it.
        rejects: The rows that are no cases, ascending.
    """

    numbers: Numbers
    cases: pa.RecordBatch
    rejects: tuple[Reject, ...]


@dataclass(frozen=True)
class Block:
    """A part of an input: what a worker needs to read its rows, and cheap to send to it.

    Attributes:
        index: Its place among the blocks, counted from 0.
        first: The number of its first row.
        share: How much of the input has been handed out with this block, from 0 to 1; ``None``
            where the size of the input is not known, as for a pipe.
        payload: Known to the source that made the block.
    """

    index: int
    first: int
    share: float | None
    payload: Any


def cut(text: str) -> str:
    """A text of at most ``LONGEST_TEXT`` characters; an ellipsis says that there was more."""
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
