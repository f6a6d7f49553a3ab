"""What a graph of terms consists of."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Op(StrEnum):
    """What a term says of its operands. The first eleven are truth values, the others numbers."""

    CONSTANT = "constant"
    """A truth value that is the same in every case."""
    KNOWN = "known"
    """Whether the case has a value at a pointer."""
    HOLDS = "holds"
    """Whether the fact at a pointer is known and true."""
    SAYS = "says"
    """Whether the fact at a pointer is known and a certain text."""
    NOT = "not"
    ALL = "all"
    ANY = "any"
    NAMED = "named"
    """Whether the operand holds: one thing to whatever is made of it, which keeps that small."""
    AT_LEAST = "at_least"
    """Whether at least so many of the operands hold."""
    EQUAL = "equal"
    """Whether two numbers are the same, and all that they need is known."""
    LESS = "less"
    """Whether the first of two numbers is smaller, and all that they need is known."""
    NUMBER = "number"
    """A number that is the same in every case."""
    VALUE = "value"
    """The value of the fact at a pointer as a whole number; any number where it is not known."""
    ADD = "add"
    TIMES = "times"
    """The operand times a number."""
    CHOOSE = "choose"
    """The second operand where the first holds, else the third."""
    COUNT = "count"
    """How many of the operands hold."""
    CALL = "call"
    """A function of the calendar; see :mod:`policycheck.terms.calendar`."""


NUMBERS = frozenset({Op.NUMBER, Op.VALUE, Op.ADD, Op.TIMES, Op.CHOOSE, Op.COUNT, Op.CALL})


@dataclass(frozen=True, eq=False, slots=True)
class Term:
    """One term of a graph; two terms of one graph are equal only if they are the same.

    Attributes:
        index: Its place in the graph: operands come before what is made of them.
        op: What it says of its operands.
        operands: The terms that it is made of.
        value: What it says beside its operands: the constant or the factor, the pointer of a fact,
            the least number of operands that hold, the name of a function with its constants.
        low: A number is at least this, in every case in which it counts.
        high: A number is at most this.
        needs: The labels of what holds wherever it does (for a number: wherever it means anything),
            and with ``!`` before them of what does not.
        label: What stands for it in the needs of others: that a fact is known, or what is named.
    """

    index: int
    op: Op
    operands: tuple["Term", ...] = ()
    value: Any = None
    low: int = 0
    high: int = 0
    needs: frozenset[str] = frozenset()
    label: str | None = None

    @property
    def is_number(self) -> bool:
        """Whether it stands for a whole number; else for a truth value."""
        return self.op in NUMBERS
