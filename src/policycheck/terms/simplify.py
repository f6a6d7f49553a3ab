"""Simplifies conjunctions and disjunctions as they are made.

What follows for every case from the operands alone: ``a and not a`` is false, ``a or (not a and
b)`` is ``a or b``, what a fact says needs the fact to be known, a fact has one value. Nothing here
is needed for a right answer; it keeps the graph small, and lets what can never hold disappear.
"""

from collections.abc import Iterable
from typing import Protocol

from policycheck.terms.model import Op, Term

# Beyond this many operands, comparing each with each would cost more than it saves.
_MOST = 64

_DUAL = {Op.ALL: Op.ANY, Op.ANY: Op.ALL}


class Making(Protocol):
    """What simplifying asks of a graph."""

    @property
    def true(self) -> Term:
        """What always holds."""

    @property
    def false(self) -> Term:
        """What never holds."""

    def all(self, *terms: Term) -> Term:
        """Whether every term holds."""

    def any(self, *terms: Term) -> Term:
        """Whether one of the terms holds."""

    def negated(self, term: Term) -> Term:
        """Whether a term does not hold."""

    def opposite(self, term: Term) -> Term | None:
        """The negation of a term if it was made."""


def joined(graph: Making, terms: Iterable[Term], op: Op) -> Term | set[Term]:
    """The operands of a conjunction or disjunction, or what it comes to where that is simpler."""
    neutral = graph.true if op is Op.ALL else graph.false
    absorbing = graph.negated(neutral)
    flat: set[Term] = set()
    pending = list(terms)
    while pending:
        term = pending.pop()
        if term is absorbing:
            return absorbing
        if term is neutral:
            continue
        if term.op is op:
            pending.extend(term.operands)
        else:
            flat.add(term)
    while True:
        if any(term.operands[0] in flat for term in flat if term.op is Op.NOT):
            return absorbing
        needed = _settled(flat, op)
        if needed is None:
            return absorbing
        rewritten = _without(graph, flat, op, needed)
        if rewritten is None:
            break
        if isinstance(rewritten, Term):
            return rewritten
        flat = rewritten
    if not flat:
        return neutral
    return next(iter(flat)) if len(flat) == 1 else flat


def _settled(flat: set[Term], op: Op) -> set[str] | None:
    """Drop what follows from another operand.

    A disjunction is seen as the conjunction of the opposites: ``yes`` is what an operand says, and
    ``no`` what it denies.

    Returns:
        The labels of what follows from the operands besides. ``None`` where two of them exclude
        each other.
    """
    yes: list[tuple[Term, Term]] = []
    no: list[tuple[Term, Term]] = []
    for term in flat:
        if term.op is Op.NOT:
            (no if op is Op.ALL else yes).append((term, term.operands[0]))
        elif term.op not in _DUAL:
            (yes if op is Op.ALL else no).append((term, term))
    needed: set[str] = set()
    values: dict[Term, Term] = {}
    for _, plain in yes:
        needed |= plain.needs
        number = _compared(plain) if plain.op is Op.EQUAL else None
        if number is not None and values.setdefault(number, plain) is not plain:
            return None
    holding = needed | {plain.label for _, plain in yes if plain.label}
    denied = needed | {f"!{plain.label}" for _, plain in no if plain.label}
    if any(f"!{label}" in denied for label in holding):
        return None
    for term, plain in yes:
        if plain.label in needed:
            flat.discard(term)
    for term, plain in no:
        # What needs something else cannot hold; equal to one number, it differs from every other.
        if (
            (plain.label and f"!{plain.label}" in needed)
            or any((n[1:] in holding) if n[0] == "!" else (f"!{n}" in denied) for n in plain.needs)
            or (values and plain.op is Op.EQUAL and _compared(plain) in values)
        ):
            flat.discard(term)
    return needed


def _compared(equal: Term) -> Term | None:
    """What is compared with a number that is the same in every case."""
    a, b = equal.operands
    if (a.op is Op.NUMBER) == (b.op is Op.NUMBER):
        return None
    return b if a.op is Op.NUMBER else a


def _without(graph: Making, flat: set[Term], op: Op, needed: set[str]) -> Term | set[Term] | None:
    """The operands with one of the opposite kind made smaller; ``None`` where none can be."""
    dual = _DUAL[op]

    def follows(member: Term, denied: bool) -> bool:
        """Whether a member, or what it denies, follows from what the operands need."""
        plain = member.operands[0] if member.op is Op.NOT else member
        if plain.label is None:
            return False
        positive = (member.op is not Op.NOT) == ((op is Op.ALL) != denied)
        return (plain.label if positive else f"!{plain.label}") in needed

    for term in flat:
        if term.op is not dual:
            continue
        members = term.operands
        if any(member in flat or follows(member, denied=False) for member in members):
            return flat - {term}
        kept = [
            member
            for member in members
            if graph.opposite(member) not in flat and not follows(member, denied=True)
        ]
        if len(kept) < len(members):
            smaller = graph.any(*kept) if dual is Op.ANY else graph.all(*kept)
            rest = flat - {term}
            if smaller.op is op or smaller.op is Op.CONSTANT:
                return (graph.all if op is Op.ALL else graph.any)(smaller, *rest)
            return rest | {smaller}
    return None


def merged(graph: Making, flat: set[Term]) -> Term | set[Term]:
    """A disjunction in which operands that differ in one sign only have become one."""
    if len(flat) > _MOST:
        return flat
    sets = {frozenset(each.operands) if each.op is Op.ALL else frozenset((each,)) for each in flat}
    for one in sets:
        for literal in one:
            opposite = graph.opposite(literal)
            if opposite is None:
                continue
            other = (one - {literal}) | {opposite}
            if other in sets:
                rest = (graph.all(*each) for each in sets if each not in (one, other))
                return graph.any(graph.all(*(one - {literal})), *rest)
    for one in sets:
        if any(other < one for other in sets):
            return graph.any(*(graph.all(*each) for each in sets if each is not one))
    return flat
