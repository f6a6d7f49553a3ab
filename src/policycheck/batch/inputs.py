"""The input of a run: the one place that knows which readers there are."""

from dataclasses import dataclass

from policycheck.batch.deciders import DEFAULT_ROWS
from policycheck.batch.interfaces import Source
from policycheck.batch.ndjson import NdjsonSource


@dataclass(frozen=True)
class Reading:
    """How the input is read.

    Attributes:
        path: The file; ``-`` for standard input.
        rows: How many rows are read and decided at once; ``None``: as suits.
    """

    path: str
    rows: int | None = None


def open_source(reading: Reading) -> Source:
    """The input.

    Raises:
        UsageError: It cannot be read.
    """
    return NdjsonSource(reading.path, reading.rows or DEFAULT_ROWS)
