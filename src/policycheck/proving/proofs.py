"""What became of claims about all cases. It needs no solver, and can be sent and kept."""

import copyreg
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from policycheck.model import Decision, Text


def _mapping(members: dict[object, object]) -> Mapping[object, object]:
    return MappingProxyType(members)


def _reduced(mapping: Mapping[object, object]) -> tuple[Any, ...]:
    # By the name of a function: the type itself has none that another process would find.
    return _mapping, (dict(mapping),)


# A decision holds such mappings, and the case of a law that is refuted comes with one.
copyreg.pickle(MappingProxyType, _reduced)


class Verdict(StrEnum):
    """What became of a claim. Only ``PROVED`` is a success."""

    PROVED = "proved"
    REFUTED = "refuted"
    NOT_DECIDED = "not_decided"
    VACUOUS = "vacuous"


@dataclass(frozen=True)
class Replayed:
    """A case, and what is decided of it.

    Attributes:
        case: The facts, without the two days.
        as_of: The day that is judged.
        known_at: The day whose text applies.
        decision: What the engine decides.
    """

    case: Mapping[str, Any]
    as_of: date
    known_at: date
    decision: Decision


@dataclass(frozen=True)
class Unanswered:
    """A case that has no answer: two rules give different values, or none gives an outcome.

    Attributes:
        case: The facts, without the two days.
        as_of: The day that is judged.
        known_at: The day whose text applies.
        error: What the engine says.
    """

    case: Mapping[str, Any]
    as_of: date
    known_at: date
    error: str


@dataclass(frozen=True)
class Proof:
    """What became of a claim; it can be sent to another process.

    Attributes:
        subject: The full name of the decision.
        seconds: How long it took, the search for the plainest case included.
        cases: The cases that refute it, the plainest there are; two where it is about two.
        reason: Why it is not decided, in English; empty otherwise.
        kept: Whether it was proved by an earlier run, and nothing has changed since.
    """

    id: str
    subject: str
    title: Text
    refs: tuple[str, ...]
    note: bool
    verdict: Verdict
    seconds: float
    cases: tuple[Replayed | Unanswered, ...] = ()
    reason: str = ""
    kept: bool = False

    @property
    def holds(self) -> bool:
        """Whether nothing has to be done about it."""
        return self.note or self.verdict is Verdict.PROVED


@dataclass(frozen=True)
class Assumed:
    """What proofs about a decision suppose of the cases, besides that they fit the schema.

    Attributes:
        published: Nothing is known before this day; ``None``: any day.
        lists: The lists that are followed up to fewer items than the schema allows, with how many.
        slow: The conditions that could not be lifted: they may come to anything.
    """

    published: date | None = None
    lists: Mapping[str, int] = field(default_factory=dict)
    slow: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proved:
    """What became of everything that was asked about a decision."""

    policy: str
    decision: str
    proofs: tuple[Proof, ...]
    assumed: Assumed

    @property
    def name(self) -> str:
        """The full name of the decision."""
        return f"{self.policy}.{self.decision}"

    @property
    def holds(self) -> bool:
        """Whether all laws hold."""
        return all(each.holds for each in self.proofs)
