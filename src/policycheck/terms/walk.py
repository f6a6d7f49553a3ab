"""Goes through a graph."""

from collections.abc import Iterable

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
