"""Goes through a graph."""

from collections.abc import Iterable
from functools import cache

from policycheck.terms.model import Op, Term

_FACTS = frozenset({Op.KNOWN, Op.HOLDS, Op.VALUE})


def below(roots: Iterable[Term]) -> list[Term]:
    """The terms that the roots are made of, the roots included, operands first."""
    seen: set[Term] = set()
    pending = list(roots)
    while pending:
        term = pending.pop()
        if term not in seen:
            seen.add(term)
            pending.extend(term.operands)
    return sorted(seen, key=lambda term: term.index)


def facts_of(roots: Iterable[Term]) -> tuple[str, ...]:
    """The pointers of the facts that the roots rest on, in alphabetical order."""
    found = {term.value for term in below(roots) if term.op in _FACTS}
    return tuple(sorted(found | {t.value[0] for t in below(roots) if t.op is Op.SAYS}))


@cache
def compared_facts(needs: frozenset[str]) -> tuple[str, ...]:
    """The facts that have to be known for a comparison to hold, by the needs of its term.

    What they stand in is known with them, and is left out.
    """
    within = {pointer[:end] for pointer in needs for end, sign in enumerate(pointer) if sign == "/"}
    return tuple(sorted(needs - within))


def as_lines(roots: Iterable[Term]) -> list[str]:
    """The terms that the roots are made of, one to a line, for whoever wants to read them."""
    terms = below(roots)
    names = {term: f"t{number}" for number, term in enumerate(terms, 1)}
    lines = []
    for term in terms:
        value = term.value if isinstance(term.value, tuple) else (term.value,)
        words = [str(each) for each in value if each is not None]
        words += [names[operand] for operand in term.operands]
        if term.op is Op.VALUE:
            words.append(f"from {term.low} to {term.high}")
        lines.append(" ".join((names[term], "=", term.op, *words)))
    return lines
