"""A sample of the rows, decided a second time one by one."""

import json
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from policycheck.batch.interfaces import Decider, Mask
from policycheck.errors import LEFT_OUT, PolicycheckError
from policycheck.tabular.rows import Numbers

FIRST = 20
"""So many rows are always in the sample, if there is one."""


@dataclass(frozen=True)
class Difference:
    """One decision, made twice, that came out differently.

    Attributes:
        row: The number of the row.
        question: The full name of the decision.
        made: The row of the output, as JSON.
        again: The same, decided one by one.
        columns: The columns of the output in which the two are not the same.
    """

    row: int
    question: str
    made: str
    again: str
    columns: tuple[str, ...]


class SampleDiffers(PolicycheckError):
    """Rows that were decided one by one came out differently: none of the output can be trusted.

    Attributes:
        difference: The first one.
        kept: What there is of the output, as a sentence; empty if there is none.
    """

    def __init__(self, difference: Difference) -> None:
        self.difference = difference
        self.kept = ""
        self.untold = (
            f"row {difference.row}, {difference.question}: decided with many others and decided by"
            f" itself, it comes out differently in {', '.join(difference.columns)}; {LEFT_OUT}. No"
            " decision of this run can be trusted; the run has stopped. Please report it."
        )
        super().__init__(difference.row, difference.question)

    def __str__(self) -> str:
        """The sentence."""
        found = self.difference
        lines = [
            f"row {found.row}, {found.question}: decided with many others and decided by itself,"
            f" it comes out differently in {', '.join(found.columns)}",
            f"  with others: {found.made}",
            f"  by itself:   {found.again}",
            "The second is what policycheck eval says. One of the two is wrong, so no decision of"
            " this run can be trusted; the run has stopped.",
            *([self.kept] if self.kept else []),
            "Please report it, with these lines and the row. Until it is mended, decide cases with"
            " policycheck eval.",
        ]
        return "\n".join(lines)


def sampled(numbers: Numbers, share: float) -> Mask:
    """Which rows are in the sample: always the same ones for the same share.

    Args:
        numbers: Of the rows.
        share: 0 for none, 1 for all.
    """
    if share <= 0 or share >= 1:
        return np.full(len(numbers), share >= 1)
    return (numbers <= FIRST) | (_scattered(numbers) < share * 2.0**64)


def difference(
    reference: Decider, cases: pa.RecordBatch, numbers: Numbers, decided: pa.RecordBatch, mask: Mask
) -> Difference | None:
    """The first row of the sample that the reference decides otherwise.

    Args:
        reference: Decides one by one.
        cases: The cases.
        numbers: Their numbers.
        decided: The rows of the output, as often for each case.
        mask: The sample.
    """
    places = np.flatnonzero(mask)
    if not len(places):
        return None
    again = reference.decide(cases.take(pa.array(places)), numbers[places])
    made = decided.filter(pa.array(np.repeat(mask, decided.num_rows // len(mask))))
    if made.equals(again):
        return None
    for one, other in zip(made.to_pylist(), again.to_pylist(), strict=True):
        if one != other:
            question = f"{one['policy']}.{one['decision']}"
            columns = tuple(name for name in one if one[name] != other[name])
            return Difference(one["row"], question, _shown(one), _shown(other), columns)
    raise AssertionError("columns differ and rows do not")


def _scattered(numbers: Numbers) -> np.ndarray[tuple[int, ...], np.dtype[np.uint64]]:
    """The finalizer of splitmix64: neighbours get numbers that have nothing to do with another."""
    x = numbers.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def _shown(row: object) -> str:
    return json.dumps(row, ensure_ascii=False, default=str)
