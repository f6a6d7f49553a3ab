"""Everything that a comparison of the impact of two states found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policycheck.changes.comparing import Compared
from policycheck.changes.expected import Verdict
from policycheck.changes.impact import Examined, Failure
from policycheck.changes.portfolio import Unread
from policycheck.changes.proved import ProvedChange
from policycheck.changes.shifts import Shift
from policycheck.proving.differences import Finding, way_of


@dataclass(frozen=True)
class Found:
    """A case on which the two states give another answer.

    Attributes:
        case: The smallest case that was found, as its facts.
        base: The case of the portfolio of which it was made; ``None`` for none.
        changes: What was changed in that case, by JSON Pointer; ``None`` takes a fact away.
        shift: How the decision about the smallest case differs.
    """

    case: Mapping[str, Any]
    base: str | None
    changes: Mapping[str, Any]
    shift: Shift


@dataclass(frozen=True)
class Searched:
    """A search for one decision.

    Attributes:
        tried: How many cases were decided under both states.
        stopped: Whether time ran out.
        found: ``None`` where no case was found.
    """

    policy: str
    decision: str
    tried: int
    stopped: bool
    found: Found | None

    @property
    def name(self) -> str:
        """The full name of the decision."""
        return f"{self.policy}.{self.decision}"


@dataclass(frozen=True)
class Impact:
    """Whose decision differs between two states of the rules.

    Attributes:
        states: What the states are called; empty for the work tree.
        compared: Which policies are in which state.
        examined: Every case of the portfolio, in order; empty where no policy differs.
        unread: The cases that could not be read.
        searched: The searches, per decision; empty without a search.
        verdict: Which flips were expected.
        proved: What was proved, per decision; empty where that was not tried.
    """

    states: tuple[str, str]
    compared: Compared
    examined: tuple[Examined, ...]
    unread: tuple[Unread, ...]
    searched: tuple[Searched, ...]
    verdict: Verdict
    proved: tuple[ProvedChange, ...] = ()

    @property
    def shifts(self) -> Iterator[Shift]:
        """Every decision that differs."""
        return (shift for each in self.examined for shift in each.shifts)

    @property
    def flips(self) -> list[Shift]:
        """The decisions whose answer differs."""
        return [shift for shift in self.shifts if shift.flips]

    @property
    def reasons(self) -> list[Shift]:
        """The decisions of which only the reasons differ."""
        return [shift for shift in self.shifts if not shift.flips]

    @property
    def failures(self) -> list[Failure]:
        """The decisions that could not be made."""
        return [failure for each in self.examined for failure in each.failures]

    @property
    def wrong(self) -> list[tuple[str, str]]:
        """The cases that could not be decided or read, each with what is wrong."""
        undecided = [(each.case, each.message) for each in self.failures]
        return [*undecided, *((each.case, each.message) for each in self.unread)]

    @property
    def decided(self) -> int:
        """How many decisions about cases of the portfolio were compared."""
        return sum(each.decided for each in self.examined)

    @property
    def unshown(self) -> list[Searched]:
        """The searches that found a flip of a decision that flips in no case of the portfolio."""
        shown = {shift.name for shift in self.flips}
        return [each for each in self.searched if each.found and each.name not in shown]

    @property
    def unshown_ways(self) -> list[tuple[ProvedChange, Finding]]:
        """The ways in which a decision was proved to flip, and in no case of the portfolio does."""
        shown = {(shift.name, way_of(shift.before, shift.after)) for shift in self.flips}
        return [
            (each, finding)
            for each in self.proved
            for finding in each.flips
            if (each.name, finding.way) not in shown
        ]

    @property
    def undecided(self) -> list[ProvedChange]:
        """The decisions of which not everything could be proved."""
        return [each for each in self.proved if not each.decided]

    @property
    def passes(self) -> bool:
        """Whether nothing is left to look at."""
        left = (self.verdict.findings, self.failures, self.unread, self.unshown)
        return not (any(left) or self.unshown_ways or self.undecided)
