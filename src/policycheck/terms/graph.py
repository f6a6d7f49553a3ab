"""Makes terms: simplified, and each of them once."""

from collections.abc import Callable, Sequence
from typing import Any

from policycheck.terms.model import Op, Term
from policycheck.terms.simplify import joined, merged

_LARGEST = 2**62


class TooLarge(Exception):
    """A number does not fit in 64 bits in every case."""


# What one fact or one comparison says; the operands of these need what they need.
_STRICT = frozenset({Op.EQUAL, Op.LESS, Op.ADD, Op.TIMES, Op.CALL})


def _needs(op: Op, operands: tuple[Term, ...], value: Any) -> frozenset[str]:
    if op in (Op.KNOWN, Op.HOLDS, Op.VALUE, Op.SAYS):
        # What is known is known with all that it stands in.
        pointer = value[0] if op is Op.SAYS else value
        steps = pointer.split("/")
        above = ("/".join(steps[:end]) for end in range(2, len(steps)))
        return frozenset((*above, *(() if op is Op.KNOWN else (pointer,))))
    if op in _STRICT:
        return frozenset().union(*(each.needs for each in operands))
    return frozenset()


def _said(term: Term) -> frozenset[str]:
    """The labels of what holds wherever a term does, its own included."""
    if term.op is Op.NOT:
        label = term.operands[0].label
        return frozenset((f"!{label}",)) if label else frozenset()
    return term.needs | {term.label} if term.label else term.needs


class Graph:
    """A graph of terms that share what they have in common."""

    def __init__(self) -> None:
        self._made: dict[tuple[Any, ...], Term] = {}
        self._negated: dict[Term, Term] = {}
        self._joined: dict[tuple[Op, tuple[Term, ...]], Term] = {}
        self._false = self._make(Op.CONSTANT, value=False)
        self._true = self._make(Op.CONSTANT, value=True)

    def __len__(self) -> int:
        """How many terms were made, those that nothing needs included."""
        return len(self._made)

    def _make(
        self,
        op: Op,
        operands: tuple[Term, ...] = (),
        value: Any = None,
        low: int = 0,
        high: int = 0,
        needs: frozenset[str] = frozenset(),
    ) -> Term:
        key = (op, tuple(each.index for each in operands), type(value), value)
        found = self._made.get(key)
        if found is None:
            if low < -_LARGEST or high > _LARGEST:
                raise TooLarge(f"a number may come to {low if low < -_LARGEST else high}")
            needs = needs or _needs(op, operands, value)
            index = len(self._made)
            label = value if op is Op.KNOWN else f"#{index}" if op is Op.NAMED else None
            found = Term(index, op, operands, value, low, high, needs, label)
            self._made[key] = found
        return found

    # ## Truth values

    @property
    def true(self) -> Term:
        """What holds in every case."""
        return self._true

    @property
    def false(self) -> Term:
        """What holds in no case."""
        return self._false

    def constant(self, value: bool) -> Term:
        """The same truth value in every case."""
        return self.true if value else self.false

    def known(self, pointer: str) -> Term:
        """Whether a case has a value at a JSON Pointer; items of lists are numbered from 0."""
        return self._make(Op.KNOWN, value=pointer)

    def holds(self, pointer: str) -> Term:
        """Whether a case has ``true`` at a JSON Pointer."""
        return self._make(Op.HOLDS, value=pointer)

    def says(self, pointer: str, text: str) -> Term:
        """Whether a case has a certain text at a JSON Pointer."""
        return self._make(Op.SAYS, value=(pointer, text))

    def negated(self, term: Term) -> Term:
        """Whether a term does not hold."""
        found = self._negated.get(term)
        if found is None:
            found = self._negated[term] = self._opposite(term)
            self._negated.setdefault(found, term)
        return found

    def opposite(self, term: Term) -> Term | None:
        """The negation of a term if it was made; else nothing can have been made of it."""
        return term.operands[0] if term.op is Op.NOT else self._negated.get(term)

    def _opposite(self, term: Term) -> Term:
        """Negations stand at the leaves, so that one thing is said in one way."""
        match term.op:
            case Op.CONSTANT:
                return self.constant(not term.value)
            case Op.NOT:
                return term.operands[0]
            case Op.ALL:
                return self.any(*(self.negated(each) for each in term.operands))
            case Op.ANY:
                return self.all(*(self.negated(each) for each in term.operands))
        return self._make(Op.NOT, (term,))

    def all(self, *terms: Term) -> Term:
        """Whether every term holds."""
        return self._junction(terms, Op.ALL)

    def any(self, *terms: Term) -> Term:
        """Whether one of the terms holds."""
        return self._junction(terms, Op.ANY)

    def _junction(self, terms: tuple[Term, ...], op: Op) -> Term:
        key = (op, terms)
        result = self._joined.get(key)
        if result is None:
            result = self._joined[key] = self._new_junction(terms, op)
        return result

    def _new_junction(self, terms: tuple[Term, ...], op: Op) -> Term:
        found = joined(self, terms, op)
        if isinstance(found, Term):
            return found
        if op is Op.ANY:
            found = merged(self, found)
            if isinstance(found, Term):
                return found
        return self._make(op, tuple(sorted(found, key=lambda term: term.index)))

    def named(self, term: Term, *implied: Term) -> Term:
        """The same truth value, as one thing that simplification does not look into.

        Args:
            term: What is named.
            implied: What holds wherever it does.
        """
        if term.op not in (Op.ALL, Op.ANY, Op.AT_LEAST):
            return term
        said = [_said(each) for each in term.operands]
        needs = frozenset().union(*said) if term.op is Op.ALL else said[0].intersection(*said)
        if term.op is Op.AT_LEAST:
            needs = frozenset()
        for each in implied:
            needs |= _said(each)
        return self._make(Op.NAMED, (term,), needs=needs)

    def at_least(self, least: int, terms: Sequence[Term]) -> Term:
        """Whether at least so many of the terms hold."""
        least -= sum(term is self.true for term in terms)
        open_terms = sorted(
            (term for term in terms if term.op is not Op.CONSTANT), key=lambda term: term.index
        )
        if least <= 0 or least > len(open_terms):
            return self.constant(least <= 0)
        if least == 1:
            return self.any(*open_terms)
        if least == len(open_terms):
            return self.all(*open_terms)
        return self._make(Op.AT_LEAST, tuple(open_terms), least)

    def equal(self, a: Term, b: Term) -> Term:
        """Whether two numbers are the same."""
        if a is b:
            return self.true
        if a.high < b.low or b.high < a.low:
            return self.false
        for one, other in ((a, b), (b, a)):
            if one.op is Op.COUNT and other.op is Op.NUMBER:
                more = self.at_least(other.value + 1, one.operands)
                return self.all(self.at_least(other.value, one.operands), self.negated(more))
            if one.op is Op.CHOOSE and other.op is Op.NUMBER:
                return self._through(one, lambda term: self.equal(term, other))  # noqa: B023
        if a.low == a.high == b.low == b.high:
            return self.true
        return self._make(Op.EQUAL, (a, b) if a.index < b.index else (b, a))

    def less(self, a: Term, b: Term) -> Term:
        """Whether the first number is smaller."""
        if a is b or a.low >= b.high:
            return self.false
        if a.high < b.low:
            return self.true
        if a.op is Op.NUMBER and b.op is Op.COUNT:
            return self.at_least(a.value + 1, b.operands)
        if a.op is Op.COUNT and b.op is Op.NUMBER:
            return self.negated(self.at_least(b.value, a.operands))
        if a.op is Op.CHOOSE and b.op is Op.NUMBER:
            return self._through(a, lambda term: self.less(term, b))
        if a.op is Op.NUMBER and b.op is Op.CHOOSE:
            return self._through(b, lambda term: self.less(a, term))
        return self._make(Op.LESS, (a, b))

    def _through(self, choice: Term, ask: Callable[[Term], Term]) -> Term:
        """What is asked of a choice, asked of both sides: cheaper than the numbers."""
        condition, a, b = choice.operands
        return self.any(self.all(condition, ask(a)), self.all(self.negated(condition), ask(b)))

    # ## Numbers

    def number(self, value: int) -> Term:
        """The same number in every case."""
        return self._make(Op.NUMBER, value=value, low=value, high=value)

    def value(self, pointer: str, low: int, high: int) -> Term:
        """The value of a fact, which lies between two bounds, both inclusive, where it is known."""
        return self._make(Op.VALUE, value=pointer, low=low, high=high)

    def add(self, a: Term, b: Term) -> Term:
        """The sum of two numbers."""
        if a.op is Op.NUMBER and b.op is Op.NUMBER:
            return self.number(a.value + b.value)
        for one, other in ((a, b), (b, a)):
            if one.op is Op.NUMBER and one.value == 0:
                return other
        pair = (a, b) if a.index < b.index else (b, a)
        return self._make(Op.ADD, pair, None, a.low + b.low, a.high + b.high)

    def times(self, a: Term, factor: int) -> Term:
        """A number times a factor."""
        if a.op is Op.NUMBER:
            return self.number(a.value * factor)
        if factor == 1:
            return a
        if factor == 0:
            return self.number(0)
        ends = (a.low * factor, a.high * factor)
        return self._make(Op.TIMES, (a,), factor, min(ends), max(ends))

    def choose(self, condition: Term, a: Term, b: Term) -> Term:
        """The first number where the condition holds, else the second."""
        if condition.op is Op.CONSTANT or a is b:
            return a if a is b or condition.value else b
        if condition.op is Op.NOT:
            return self.choose(condition.operands[0], b, a)
        bounds = min(a.low, b.low), max(a.high, b.high)
        return self._make(Op.CHOOSE, (condition, a, b), None, *bounds)

    def count(self, terms: Sequence[Term]) -> Term:
        """How many of the terms hold."""
        certain = sum(term is self.true for term in terms)
        open_terms = sorted(
            (term for term in terms if term.op is not Op.CONSTANT), key=lambda term: term.index
        )
        if not open_terms:
            return self.number(certain)
        counted = self._make(Op.COUNT, tuple(open_terms), None, 0, len(open_terms))
        return self.add(counted, self.number(certain))

    def call(
        self, name: str, operands: Sequence[Term], constants: tuple[Any, ...], low: int, high: int
    ) -> Term:
        """A function of the calendar; see :mod:`policycheck.terms.calendar`."""
        return self._make(Op.CALL, tuple(operands), (name, *constants), low, high)
