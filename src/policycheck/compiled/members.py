"""What a lifted decision is made of: its members, their items and all its terms."""

from collections.abc import Iterator, Mapping
from typing import Any

from policycheck.lifting.values import (
    Array,
    Bool,
    Code,
    Const,
    Day,
    Number,
    Object,
    Set,
    Value,
    constant_of,
)
from policycheck.terms import Term


def terms_of(value: Value) -> Iterator[Term]:
    """Every term that a value is made of."""
    for condition, atom in value.alternatives:
        yield condition
        match atom:
            case Bool(term) | Day(term) | Number(term) | Code(term):
                yield term
            case Object(members):
                for each in members.values():
                    yield from terms_of(each)
            case Set(members, others):
                yield from members.values()
                for there, each in others:
                    yield there
                    yield from terms_of(each)
            case Array(items):
                for there, each in items:
                    yield there
                    yield from terms_of(each)


def members_of(value: Value) -> Mapping[Any, Value]:
    """The members of an object that is always there."""
    return {
        constant_of(key): each
        for _, atom in value.alternatives
        if isinstance(atom, Object)
        for key, each in atom.members.items()
    }


def items_of(value: Value) -> Mapping[Any, Term]:
    """For each constant in an array or a set, whether it is there."""
    found: dict[Any, Term] = {}
    for _, atom in value.alternatives:
        if isinstance(atom, Array):
            for there, item in atom.items:
                for _, each in item.alternatives:
                    if isinstance(each, Const):
                        found[each.value] = there
        elif isinstance(atom, Set):
            found |= {constant_of(key): there for key, there in atom.members.items()}
    return found
