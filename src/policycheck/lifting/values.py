"""Values of Rego as they stand in every case at once.

A value is a list of **alternatives**: what it is, and the condition under which it is that. Where
no condition holds it is undefined. Two conditions that hold together stand for the same value;
where they might not, whoever made the value noted a conflict.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from policycheck.terms import Term

Scalar = str | int | float | None


@dataclass(frozen=True)
class Const:
    """The same string, number or null in every case."""

    value: Scalar


@dataclass(frozen=True, eq=False)
class Data:
    """An array or object that is the same in every case, as JSON has it."""

    value: Any


@dataclass(frozen=True)
class Bool:
    """A truth value."""

    holds: Term


@dataclass(frozen=True)
class Number:
    """A number with a fixed number of decimals: the term over ten to that power."""

    term: Term
    decimals: int = 0


@dataclass(frozen=True)
class Day:
    """A calendar date, as the number of its day; in Rego an ISO date."""

    term: Term


@dataclass(frozen=True)
class Code:
    """One of a few strings, as its position among them."""

    term: Term
    values: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """Any string, as the case has it at a pointer."""

    pointer: str


@dataclass(frozen=True)
class Facts:
    """An object of the case."""

    pointer: str
    members: Mapping[str, Any] = field(compare=False, repr=False)


@dataclass(frozen=True, eq=False)
class Array:
    """An array of what is in it, each under its condition.

    Attributes:
        items: In order; an item whose condition does not hold is left out.
        dense: No item is there without those before it, so the position of an item is its index.
    """

    items: tuple[tuple[Term, "Value"], ...]
    dense: bool = False


@dataclass(frozen=True, eq=False)
class Set:
    """A set: strings, numbers, booleans and null by what they are, anything else one by one."""

    members: Mapping[Any, Term]
    others: tuple[tuple[Term, "Value"], ...] = ()


@dataclass(frozen=True, eq=False)
class Object:
    """An object; a member whose value is undefined is not there."""

    members: Mapping[Any, "Value"]


@dataclass(frozen=True)
class Place:
    """The position of an item where that depends on the case: nobody may ask for it."""


@dataclass(frozen=True)
class Varying:
    """A constant of the base data of which is asked what follows if it were another.

    Attributes:
        pointer: What stands among the facts for whether it is the other one; no fact is named so.
        usual: What it is.
        other: What it could be.
    """

    pointer: str
    usual: Any
    other: Any


Atom = Place | Const | Data | Bool | Number | Day | Code | Text | Facts | Array | Set | Object


@dataclass(frozen=True)
class Value:
    """What a local may hold.

    Attributes:
        alternatives: What it may be, each with its condition.
        where: Where it is defined: where any of the conditions holds. It is kept beside them, as it
            was put together, because no simplification finds that out again.
    """

    alternatives: tuple[tuple[Term, Atom], ...]
    where: Term | None

    def __bool__(self) -> bool:
        """Whether it is defined in any case."""
        return bool(self.alternatives)


UNDEFINED = Value((), None)


def key_of(value: Any) -> Any:
    """What stands for a constant in a set or an object: in Rego ``true`` is not 1."""
    if isinstance(value, str):
        return value
    if not isinstance(value, bool | int | float | None):
        # No key of anything: what is kept by its key is a scalar.
        return ("collection", None)
    return ("constant", value) if isinstance(value, bool | None) else ("number", value)


def constant_of(key: Any) -> Scalar | bool:
    """The constant that a key stands for."""
    found: Scalar | bool = key if isinstance(key, str) else key[1]
    return found


def atoms(value: Value) -> Iterable[Atom]:
    """What a value may be."""
    return (atom for _, atom in value.alternatives)
