"""What tests have seen of rules, counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from policycheck.model import Status, Text


class Side(StrEnum):
    """How a comparison can be seen."""

    HOLDS = "holds"
    FAILS = "fails"
    EQUAL = "equal"


@dataclass(frozen=True)
class ConditionCoverage:
    """The statuses of a condition.

    Attributes:
        decision: The decision; ``scope`` for a condition that all of them share.
        possible: Those that it can get, in the order of the statuses.
        seen: Those that it got in a scenario that passed.
    """

    decision: str
    id: str
    title: Text
    possible: tuple[Status, ...]
    seen: tuple[Status, ...]

    @property
    def lacking(self) -> tuple[Status, ...]:
        """The statuses that it can get and that no scenario showed."""
        return tuple(each for each in self.possible if each not in self.seen)


@dataclass(frozen=True)
class ComparisonCoverage:
    """The sides of a comparison that parameters go into.

    Attributes:
        parameters: Their ids.
        operator: As it is written: ``>=``.
        file: The module; empty if it is not known.
        row: Its row, or that of what stands before it; 0 if it is not known.
        possible: The sides that it has.
        seen: Those that a test showed.
    """

    parameters: tuple[str, ...]
    operator: str
    file: str
    row: int
    possible: tuple[Side, ...]
    seen: tuple[Side, ...]

    @property
    def lacking(self) -> tuple[Side, ...]:
        """The sides that no test showed."""
        return tuple(each for each in self.possible if each not in self.seen)


@dataclass(frozen=True)
class FileCoverage:
    """The lines of a module on which something stands that can run, and those never reached."""

    file: str
    rows: tuple[int, ...]
    lacking: tuple[int, ...]


@dataclass(frozen=True)
class Coverage:
    """What the tests of one policy, or of the library, have seen.

    Attributes:
        subject: The policy's id, or the name of the library.
        unused: The parameters that go into no comparison.
    """

    subject: str
    conditions: tuple[ConditionCoverage, ...]
    comparisons: tuple[ComparisonCoverage, ...]
    files: tuple[FileCoverage, ...]
    unused: tuple[str, ...] = ()

    @property
    def possible(self) -> int:
        """How many statuses and sides there are."""
        conditions = sum(len(each.possible) for each in self.conditions)
        return conditions + sum(len(each.possible) for each in self.comparisons)

    @property
    def lacking(self) -> int:
        """How many of them no test showed."""
        conditions = sum(len(each.lacking) for each in self.conditions)
        return conditions + sum(len(each.lacking) for each in self.comparisons)


def percentage(coverages: Iterable[Coverage]) -> float:
    """The share of the statuses and sides that tests showed; 100 where there are none."""
    listed = tuple(coverages)
    possible = sum(each.possible for each in listed)
    lacking = sum(each.lacking for each in listed)
    return 100.0 if not possible else 100.0 * (possible - lacking) / possible
