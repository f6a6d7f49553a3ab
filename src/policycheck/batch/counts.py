"""What the rows of a part of the input came to, in numbers that can be added up."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from policycheck.tabular.rows import Reject

NO_OUTCOME = "none"
"""Stands for the outcome of a decision of attention points."""


@dataclass
class Counts:
    """Numbers of rows.

    Attributes:
        read: Rows of the input.
        decided: Rows that were decided.
        rejected: Rows that were not.
        sampled: Rows that were decided a second time.
        one_by_one: Rows that were decided one by one.
        outcomes: By full name of the decision and outcome, joined by a space.
        failing: Conditions that are not met, by full name of the decision and id.
        missing: Facts that are missing, by full name of the decision and JSON Pointer.
        codes: Rejected rows by the code of a problem; a row with two codes counts for both.
        asked: How often the engine was asked about a condition that is no column, by full name of
            the decision and id. Each process asks once for each set of facts.
    """

    read: int = 0
    decided: int = 0
    rejected: int = 0
    sampled: int = 0
    one_by_one: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    failing: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Counts") -> None:
        """Add up."""
        for name, value in vars(other).items():
            if isinstance(value, Counter):
                getattr(self, name).update(value)
            else:
                setattr(self, name, getattr(self, name) + value)

    def document(self) -> dict[str, Any]:
        """As JSON has it, keys sorted."""
        return {
            name: dict(sorted(value.items())) if isinstance(value, Counter) else value
            for name, value in vars(self).items()
        }

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "Counts":
        """Back from JSON."""
        found = cls()
        for name, value in document.items():
            setattr(found, name, Counter(value) if isinstance(value, dict) else value)
        return found


def count(decided: pa.Table, questions: int, rejects: Iterable[Reject]) -> Counts:
    """The counts of rows.

    Args:
        decided: Rows of the output, of whole cases.
        questions: How many of them there are for each case.
        rejects: The rows that were not decided.
    """
    found = Counts(decided=decided.num_rows // questions)
    for reject in rejects:
        found.rejected += 1
        found.codes.update({problem.code for problem in reject.problems})
    found.read = found.decided + found.rejected
    table = decided.select(["policy", "decision", "outcome", "not_met", "missing"])
    for place in range(min(questions, table.num_rows)):
        rows = np.arange(place, table.num_rows, questions)
        _count_decision(table.take(pa.array(rows)) if questions > 1 else table, found)
    return found


def _count_decision(wanted: pa.Table, found: Counts) -> None:
    name = f"{wanted['policy'][0]}.{wanted['decision'][0]}"
    outcomes = pc.fill_null(wanted["outcome"], NO_OUTCOME)
    found.outcomes.update(_values(name, outcomes))
    found.failing.update(_values(name, pc.list_flatten(wanted["not_met"])))
    found.missing.update(_values(name, pc.list_flatten(wanted["missing"])))


def _values(name: str, column: pa.ChunkedArray) -> dict[str, int]:
    counted = pc.value_counts(column).to_pylist()
    return {f"{name} {each['values']}": each["counts"] for each in counted}
