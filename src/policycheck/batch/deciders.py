"""Which decider a run uses: the one place to change for a faster one."""

from policycheck.batch.interfaces import Decider, Doubter
from policycheck.batch.one_by_one import OneByOne
from policycheck.batch.questions import Questions
from policycheck.facts import load_schemas
from policycheck.tabular.readers import BlockSize
from policycheck.tabular.validation import column_validator


def make_decider(questions: Questions) -> Decider:
    """What decides the rows, made anew in every worker process."""
    return OneByOne(questions)


def make_reference(questions: Questions) -> Decider:
    """What decides the sample a second time."""
    return OneByOne(questions)


def make_doubter() -> Doubter:
    """What says which rows may be invalid."""
    return column_validator(load_schemas())


_ROWS = 500
_BYTES_OF_A_ROW = 1_000


def block_size(rows: int | None) -> BlockSize:
    """How much is read and decided at once.

    Args:
        rows: About so many rows; ``None``: as many as suit the decider.
    """
    rows = rows or _ROWS
    return BlockSize(rows, rows * _BYTES_OF_A_ROW)
