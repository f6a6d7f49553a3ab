"""Changes of facts that turn a decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from policycheck.errors import LEFT_OUT, PolicycheckError
from policycheck.facts.dictionary import Change
from policycheck.model import Decision, Outcome


class When(StrEnum):
    """On which day a change counts."""

    NOW = "now"
    """The fact is what it is on the day that is judged."""
    DEED = "deed"
    """It happens on its day, from the day that is judged on, and is judged on that day."""
    PAST = "past"
    """It would have had to happen on another day than it did: nobody can do that any more."""


class Confirmed(StrEnum):
    """What the solver says of there being no change of one fact besides those that were found."""

    NONE_LEFT = "none_left"
    NOT_DECIDED = "not_decided"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class Wish:
    """What is asked for.

    Attributes:
        outcomes: The outcomes that count; one that the decision has already turns nothing.
        facts: How many facts may change: 1, 2, or ``None`` for two where no single one helps.
        anyones: Whether facts count too that the provider cannot change.
        boxes: How many boxes of cases are looked at for one pair of facts at the most.
    """

    outcomes: tuple[Outcome, ...]
    facts: int | None = None
    anyones: bool = False
    boxes: int = 2000


@dataclass(frozen=True)
class Changed:
    """One fact that changes.

    Attributes:
        pointer: The fact, as a JSON Pointer into the case.
        change: Who can bring it about.
        when: On which day it counts.
        known: Whether the case has it.
        before: Its value in the case; ``None`` where it has none.
        after: The value nearest to that which turns the outcome.
        low: Of a day or a number, the least that does, all else being as it is; ``None`` where
            every lower one does.
        high: The greatest, likewise.
    """

    pointer: str
    change: Change
    when: When
    known: bool
    before: Any
    after: Any
    low: Any = None
    high: Any = None


@dataclass(frozen=True)
class Flip:
    """A change that turns the outcome, as the engine that decides a case has found too.

    Attributes:
        changes: The facts that change: all of them are needed.
        as_of: The day on which the changed case is judged; ``None`` where it is kept back.
        decision: What is decided of it.
        until: The last day on which the change still does it, judged on that day; ``None`` where
            there is no such day, or the change lies in the past.
        distance: How far it is from the case; what is nearer comes first.
    """

    changes: tuple[Changed, ...]
    as_of: date | None
    decision: Decision
    until: date | None
    distance: float

    @property
    def outcome(self) -> Outcome | None:
        """The outcome that it leads to."""
        return self.decision.outcome


@dataclass(frozen=True)
class Flips:
    """What would change a decision.

    Attributes:
        decision: As it is.
        flips: The smallest changes, the nearest first.
        looked_at: How many facts were changed by themselves, each to everything that it can be.
        pairs: How many pairs of facts were changed together; ``None`` where none were.
        unsettled: How many pairs of these could not be settled within the bound.
        unfit: How many facts or pairs would do it, but where they would, make no valid case with
            the other facts.
        boxes: How many boxes of cases were decided.
        verified: How many cases the engine decided to verify what was found.
        confirmed: What the solver says of single facts.
    """

    decision: Decision
    wish: Wish
    flips: tuple[Flip, ...] = ()
    looked_at: int = 0
    pairs: int | None = None
    unsettled: int = 0
    unfit: int = 0
    boxes: int = 0
    verified: int = 0
    confirmed: Confirmed = Confirmed.NOT_ASKED

    @property
    def turned(self) -> bool:
        """Whether the decision has one of the outcomes already."""
        return self.decision.outcome in self.wish.outcomes


class NotFollowed(PolicycheckError):
    """The rules of a decision cannot be followed in every case."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"what would change {name} cannot be found: {reason}")


class FlipDiffers(PolicycheckError):
    """The engine decides a changed case otherwise than the boxes said."""

    def __init__(
        self, name: str, outcome: Outcome, does: bool, found: object, case: Mapping[str, Any]
    ) -> None:
        should = f"should be {outcome}" if does else f"should not be {outcome}"
        super().__init__(
            f"what would change {name} is wrong: the changed case {should}, and the engine says"
            f" {found}; please report it with the case {dict(case)}"
        )
        self.untold = (
            f"what would change {name} is wrong: the engine decides the changed case otherwise;"
            f" {LEFT_OUT}, so please report it without --redact"
        )
