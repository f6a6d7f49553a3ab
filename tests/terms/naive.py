"""What a term says of one case, worked out as its definition reads, one case at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from policycheck.terms import Op, Term, below
from policycheck.terms.calendar import CALENDAR


@dataclass(frozen=True)
class Case:
    """The facts of one case by JSON Pointer.

    Attributes:
        facts: What is known: a truth value, a whole number or a text; an object is ``None``.
        fill: What a number counts as where it is not known; by default 0.
    """

    facts: Mapping[str, Any]
    fill: Mapping[str, int] = field(default_factory=dict)

    def number(self, pointer: str) -> int:
        found: int = self.facts.get(pointer, self.fill.get(pointer, 0))
        return found


def evaluated(roots: list[Term], case: Case) -> dict[Term, Any]:
    """What each term below the roots is in a case."""
    found: dict[Term, Any] = {}
    for term in below(roots):
        found[term] = _one(term, [found[each] for each in term.operands], case)
    return found


def evaluate(term: Term, case: Case) -> Any:
    """What a term is in a case."""
    return evaluated([term], case)[term]


def _one(term: Term, operands: list[Any], case: Case) -> Any:
    facts = case.facts
    match term.op:
        case Op.CONSTANT | Op.NUMBER:
            return term.value
        case Op.KNOWN:
            return term.value in facts
        case Op.HOLDS:
            return facts.get(term.value) is True
        case Op.SAYS:
            pointer, text = term.value
            return pointer in facts and facts[pointer] == text
        case Op.VALUE:
            return case.number(term.value)
        case Op.NAMED:
            return operands[0]
        case Op.NOT:
            return not operands[0]
        case Op.ALL:
            return all(operands)
        case Op.ANY:
            return any(operands)
        case Op.AT_LEAST:
            return sum(operands) >= term.value
        case Op.COUNT:
            return sum(operands)
        case Op.EQUAL:
            return _known(term, case) and operands[0] == operands[1]
        case Op.LESS:
            return _known(term, case) and operands[0] < operands[1]
        case Op.ADD:
            return operands[0] + operands[1]
        case Op.TIMES:
            return operands[0] * term.value
        case Op.CHOOSE:
            return operands[1] if operands[0] else operands[2]
        case Op.CALL:
            name, *constants = term.value
            return CALENDAR[name](*operands, *constants)
    raise AssertionError(term.op)


def _known(term: Term, case: Case) -> bool:
    """Whether the facts are known that both numbers are straight made of."""
    return all(need in case.facts for need in term.needs if need.startswith("/"))
