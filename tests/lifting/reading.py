"""What a lifted value is in one case, from what its terms are there."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from policycheck.lifting.values import (
    Array,
    Atom,
    Bool,
    Code,
    Const,
    Data,
    Day,
    Facts,
    Number,
    Object,
    Set,
    Text,
    Value,
    constant_of,
)
from policycheck.plan.interpreter import values as concrete
from policycheck.terms import Term

UNDEFINED = "undefined"


def terms_in(value: Value) -> Iterator[Term]:
    """Every term that says what a value is."""
    if value.where is not None:
        yield value.where
    for condition, atom in value.alternatives:
        yield condition
        yield from _terms_of(atom)


def _terms_of(atom: Atom) -> Iterator[Term]:
    match atom:
        case Bool(term) | Number(term) | Day(term) | Code(term):
            yield term
        case Array(items):
            for condition, value in items:
                yield condition
                yield from terms_in(value)
        case Set(members, others):
            yield from members.values()
            for condition, value in others:
                yield condition
                yield from terms_in(value)
        case Object(members):
            for value in members.values():
                yield from terms_in(value)


class Reader:
    """Reads values of one case.

    Args:
        found: What each term is.
        document: The case.
    """

    def __init__(self, found: Mapping[Term, Any], document: Mapping[str, Any]) -> None:
        self._found = found
        self._document = document

    def value(self, value: Value) -> Any:
        """The value as JSON has it; ``UNDEFINED`` where it is undefined."""
        held = [atom for condition, atom in value.alternatives if self._found[condition]]
        assert bool(held) is bool(value.where is not None and self._found[value.where])
        # Several may hold at once; then they say the same.
        answers = [self._atom(each) for each in held]
        assert all(each == answers[0] for each in answers)
        return answers[0] if answers else UNDEFINED

    def _atom(self, atom: Atom) -> Any:
        found = self._found
        match atom:
            case Const(plain) | Data(plain):
                return concrete.plain(plain)
            case Bool(term):
                return found[term]
            case Number(term, decimals):
                exact = Decimal(found[term]) / 10**decimals
                return int(exact) if exact == exact.to_integral_value() else float(exact)
            case Day(term):
                return date.fromordinal(found[term]).isoformat()
            case Code(term, values):
                return values[found[term]]
            case Text(pointer) | Facts(pointer):
                return _at(self._document, pointer)
            case Array(items):
                return [self.value(value) for condition, value in items if found[condition]]
            case Set(members, others):
                held = [constant_of(key) for key, condition in members.items() if found[condition]]
                rest = [self.value(value) for condition, value in others if found[condition]]
                return concrete.plain(concrete.Set([*held, *rest]))
            case Object(members):
                read = {constant_of(key): self.value(each) for key, each in members.items()}
                return {key: each for key, each in read.items() if each != UNDEFINED}
        raise AssertionError(atom)


def _at(document: Any, pointer: str) -> Any:
    for step in pointer.split("/")[1:]:
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document
