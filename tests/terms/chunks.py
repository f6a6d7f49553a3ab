"""Cases as the columns of a chunk."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from policycheck.compiled.columns import Facts, packed, unpacked
from policycheck.terms import Op, Term, below
from terms.naive import Case


def chunk(cases: Sequence[Case], roots: Iterable[Term]) -> Facts:
    """The columns that the roots ask for; none for what no case has."""
    known: dict[str, Any] = {}
    holds: dict[str, Any] = {}
    says: dict[tuple[str, str], Any] = {}
    values: dict[str, Any] = {}
    terms = below(roots)
    for pointer in {_pointer(each) for each in terms if each.op in _FACTS}:
        found = [pointer in case.facts for case in cases]
        # A pointer that is left out is known nowhere.
        if any(found):
            known[pointer] = _bits(found)
    for term in terms:
        match term.op:
            case Op.HOLDS:
                found = [case.facts.get(term.value) is True for case in cases]
                if any(found):
                    holds[term.value] = _bits(found)
            case Op.SAYS:
                pointer, text = term.value
                found = [case.facts.get(pointer) == text for case in cases]
                if any(found):
                    says[term.value] = _bits(found)
            case Op.VALUE if term.value in known:
                numbers = [case.number(term.value) for case in cases]
                small = term.high < 2**31 and term.low >= -(2**31)
                values[term.value] = np.array(numbers, np.int32 if small else np.int64)
    return Facts(len(cases), known, holds, says, values)


_FACTS = frozenset({Op.KNOWN, Op.HOLDS, Op.SAYS, Op.VALUE})


def _pointer(term: Term) -> str:
    return str(term.value[0] if term.op is Op.SAYS else term.value)


def _bits(values: Sequence[bool]) -> Any:
    return packed(np.array(values, np.bool_))


def plain(term: Term, column: Any, count: int) -> list[Any]:
    """A column as Python values, one for each case."""
    if term.is_number:
        return [int(each) for each in np.broadcast_to(column, count)]
    return [bool(each) for each in unpacked(column, count)]
