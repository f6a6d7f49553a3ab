"""Laws of a policy: what has to hold for every case that its decisions are asked of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from policycheck.model import Outcome, Status, Text


class Relation(StrEnum):
    """How a fact compares with something else."""

    IS = "is"
    BEFORE = "before"
    UNTIL = "until"
    FROM = "from"
    AFTER = "after"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"


@dataclass(frozen=True)
class Fixed:
    """A value that the law itself gives.

    Attributes:
        value: A day is written as in a case (``2023-09-01``); a number is never a ``float``.
    """

    value: bool | int | Decimal | str


@dataclass(frozen=True)
class OfFact:
    """The value of a fact of the same case."""

    pointer: str


@dataclass(frozen=True)
class OfParameter:
    """The value of a parameter that was published by the day ``known_at`` of the case."""

    id: str


Operand = Fixed | OfFact | OfParameter


@dataclass(frozen=True)
class Compared:
    """True where a fact, and an operand that is a fact, is known and the comparison holds."""

    fact: str
    relation: Relation
    operand: Operand


@dataclass(frozen=True)
class Known:
    """Whether a fact is known."""

    fact: str
    known: bool


@dataclass(frozen=True)
class Comes:
    """The decision comes to one of these outcomes."""

    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class Has:
    """A condition of the decision has one of these statuses."""

    condition: str
    statuses: tuple[Status, ...]


@dataclass(frozen=True)
class Results:
    """The result of the decision has this value under this name."""

    name: str
    value: bool | int | Decimal | str


@dataclass(frozen=True)
class AnyOf:
    """At least one of these statements is true."""

    statements: "tuple[Statement, ...]"


@dataclass(frozen=True)
class NotThat:
    """This statement is not true."""

    statement: "Statement"


Statement = Compared | Known | Comes | Has | Results | AnyOf | NotThat


@dataclass(frozen=True)
class Never:
    """No case has all of the statements."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Always:
    """Every case has all of the statements."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Exclusive:
    """No case has two of the statements."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Exhaustive:
    """Every case has at least one of the statements."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Monotone:
    """Of two cases that differ in the value of one known fact, the one is never worse.

    Attributes:
        fact: A day or a number.
        up: Whether the higher value is never worse (the later day); else the lower one.
        of: The condition whose status is meant; ``None`` for the outcome of the decision.
    """

    fact: str
    up: bool
    of: str | None = None


@dataclass(frozen=True)
class Independent:
    """Two cases that differ in these facts alone, known or not, come to the same.

    Attributes:
        of: As in :class:`Monotone`.
    """

    facts: tuple[str, ...]
    of: str | None = None


@dataclass(frozen=True)
class Decided:
    """Where these facts are known, the outcome is not undetermined, and the status not unknown.

    Attributes:
        of: As in :class:`Monotone`.
    """

    facts: tuple[str, ...]
    of: str | None = None


@dataclass(frozen=True)
class Constant:
    """Two cases that differ in one of their days alone come to the same.

    Attributes:
        day: The fact ``/as_of`` or ``/known_at``.
        first: The first day for which that holds.
        last: The last day, inclusive.
        of: As in :class:`Monotone`.
    """

    day: str
    first: date
    last: date
    of: str | None = None


Kind = Never | Always | Exclusive | Exhaustive | Monotone | Independent | Decided | Constant


@dataclass(frozen=True)
class Law:
    """One law of a policy.

    Attributes:
        policy: The id of the policy.
        decision: The decision that it is about.
        refs: The clauses that it comes from; empty where no clause states it.
        readings: The values of the readings that it supposes; all others stay open.
        when: It is about the cases for which all of these are true.
        kind: What it says of them.
        line: The line of ``laws.yaml`` in which it begins, counted from 1.
    """

    id: str
    policy: str
    decision: str
    title: Text
    refs: tuple[str, ...]
    readings: Mapping[str, str]
    when: tuple[Statement, ...]
    kind: Kind
    line: int

    @property
    def name(self) -> str:
        """The law with its policy: ``asr.ggz_2024/start-before-conclusion``."""
        return f"{self.policy}/{self.id}"

    @property
    def kind_name(self) -> str:
        """What it is called in ``laws.yaml``: ``never``, ``monotone`` ..."""
        return type(self.kind).__name__.lower()
