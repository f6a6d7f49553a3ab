"""Writes terms as Python expressions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from policycheck.compiled.scalar.facts import Fact, FactReader
from policycheck.terms import Op, Term
from policycheck.terms.schedule import Step

# Python allows some two hundred brackets within each other.
_DEEPEST = 16


@dataclass(frozen=True)
class Written:
    """A Python expression.

    Attributes:
        text: What it says, in brackets where it consists of parts.
        opposite: The same for a truth value that is the other way round, where that is shorter
            than ``not``.
        cost: About how much there is to work out.
        depth: How many brackets stand within each other.
        locals: The numbers of the steps that it asks for.
    """

    text: str
    opposite: str = ""
    cost: int = 1
    depth: int = 0
    locals: frozenset[int] = frozenset()

    @property
    def too_deep(self) -> bool:
        """Whether nothing more should be put around it."""
        return self.depth >= _DEEPEST


class TermWriter:
    """Writes what one term says of its operands.

    Args:
        facts: Where facts are read.
    """

    def __init__(self, facts: FactReader) -> None:
        self._facts = facts
        self._numbers: dict[str, str] = {}

    def written(self, step: Step, operands: Sequence[Written]) -> Written:
        """A step as an expression over what its operands came to."""
        return _WRITERS[step.term.op](self, step.term, operands)

    # ## Facts

    def _known(self, term: Term, _: Sequence[Written]) -> Written:
        fact = self._facts.fact(term.value)
        if not fact.known:
            return Written("True", "False")
        return Written(fact.known, fact.known.replace(" is not ", " is "))

    def _holds(self, term: Term, _: Sequence[Written]) -> Written:
        name = self._facts.fact(term.value).name
        return Written(f"{name} is True", f"{name} is not True")

    def _says(self, term: Term, _: Sequence[Written]) -> Written:
        pointer, text = term.value
        name = self._facts.fact(pointer).name
        return Written(f"{name} == {text!r}", f"{name} != {text!r}")

    def _value(self, term: Term, _: Sequence[Written]) -> Written:
        """A local of its own: a number where the fact is known, else any that it may be."""
        name = self._numbers.get(term.value)
        if name is None:
            fact = self._facts.fact(term.value)
            name = self._numbers[term.value] = f"v_{fact.name}"
            number = _number_of(fact)
            text = f"{number} if {fact.known} else {term.low}" if fact.known else number
            self._facts.lines.append(f"{name} = {text}")
        return Written(name)

    # ## Truth values

    def _constant(self, term: Term, _: Sequence[Written]) -> Written:
        return Written(str(term.value), str(not term.value))

    def _not(self, _: Term, operands: Sequence[Written]) -> Written:
        (operand,) = operands
        if operand.opposite:
            return Written(
                operand.opposite, operand.text, operand.cost, operand.depth, operand.locals
            )
        return _over(operands, f"(not {operand.text})", operand.text)

    def _junction(self, term: Term, operands: Sequence[Written]) -> Written:
        if len(operands) == 1:
            return operands[0]
        word = " and " if term.op is Op.ALL else " or "
        # What is soon known first: mostly it settles the rest.
        quick = sorted(operands, key=lambda each: each.cost)
        return _over(operands, f"({word.join(each.text for each in quick)})")

    def _at_least(self, term: Term, operands: Sequence[Written]) -> Written:
        return _over(operands, f"({_sum(operands)} >= {term.value})")

    def _comparison(self, term: Term, operands: Sequence[Written]) -> Written:
        sign = "==" if term.op is Op.EQUAL else "<"
        direct = self._direct(term, sign)
        if direct is not None:
            return direct
        facts = (self._facts.fact(each) for each in sorted(_facts_in(term)))
        asked = "".join(f"{each.known} and " for each in facts if each.known)
        a, b = operands
        return _over(operands, f"({asked}{a.text} {sign} {b.text})")

    def _direct(self, term: Term, sign: str) -> Written | None:
        """Facts compared as they stand in the case, where their order there is the same."""
        if any(each.op not in (Op.VALUE, Op.NUMBER) for each in term.operands):
            return None
        facts = {
            each: self._facts.fact(each.value) for each in term.operands if each.op is Op.VALUE
        }
        kinds = {_kind(fact) for fact in facts.values()}
        decimals = {fact.decimals for fact in facts.values()}
        if len(kinds) != 1 or len(decimals) != 1:
            return None
        (kind,), (places,) = kinds, decimals
        if kind == "enum" and (len(facts) > 1 or sign != "=="):
            return None
        texts = []
        for each in term.operands:
            literal = _literal(each, kind, places, facts) if each.op is Op.NUMBER else ""
            if literal is None:
                return None
            texts.append(literal or facts[each].name)
        known = [fact.known for fact in facts.values() if fact.known]
        if sign == "==" and len(facts) == 1:
            # What is not known is equal to nothing.
            known = []
        a, b = texts
        if known:
            return Written(f"({' and '.join(known)} and {a} {sign} {b})", "", 3, 1)
        opposite = f"{a} != {b}" if sign == "==" else f"{a} >= {b}"
        return Written(f"{a} {sign} {b}", opposite, 1)

    # ## Numbers

    def _number(self, term: Term, _: Sequence[Written]) -> Written:
        return Written(repr(int(term.value)))

    def _add(self, _: Term, operands: Sequence[Written]) -> Written:
        return _over(operands, f"({_sum(operands)})")

    def _times(self, term: Term, operands: Sequence[Written]) -> Written:
        return _over(operands, f"({operands[0].text} * {int(term.value)!r})")

    def _choose(self, _: Term, operands: Sequence[Written]) -> Written:
        condition, a, b = operands
        return _over(operands, f"({a.text} if {condition.text} else {b.text})")

    def _count(self, _: Term, operands: Sequence[Written]) -> Written:
        # Truth values are the numbers 0 and 1; of one alone, that has to be said.
        return _over(operands, f"({_sum(operands)} + 0)")

    def _call(self, term: Term, operands: Sequence[Written]) -> Written:
        name, *constants = term.value
        arguments = ", ".join([*(each.text for each in operands), *map(repr, constants)])
        return _over(operands, f"{name}({arguments})")


def _over(operands: Sequence[Written], text: str, opposite: str = "") -> Written:
    return Written(
        text,
        opposite,
        1 + sum(each.cost for each in operands),
        1 + max(each.depth for each in operands),
        frozenset().union(*(each.locals for each in operands)),
    )


def _sum(operands: Sequence[Written]) -> str:
    return " + ".join(
        each.text if each.text.isidentifier() or each.text[0] == "(" else f"({each.text})"
        for each in operands
    )


def _facts_in(term: Term) -> set[str]:
    """The facts without which a comparison does not hold."""
    if term.op is Op.VALUE:
        return {term.value}
    if term.op in (Op.EQUAL, Op.LESS, Op.ADD, Op.TIMES, Op.CALL):
        return set().union(*(_facts_in(each) for each in term.operands))
    return set()


def _kind(fact: Fact) -> str:
    """What is compared alike."""
    return "number" if fact.is_number else "date" if fact.is_day else fact.type


def _number_of(fact: Fact) -> str:
    """A known fact as a whole number."""
    match _kind(fact):
        case "date":
            return f"day_of({fact.name})"
        case "enum":
            places = {text: place for place, text in enumerate(fact.values)}
            return f"{places!r}[{fact.name}]"
    return f"scaled({fact.name}, {10**fact.decimals})" if fact.decimals else fact.name


def _literal(number: Term, kind: str, decimals: int, facts: Mapping[Term, Fact]) -> str | None:
    """A whole number as a case would write it; ``None`` where it would not."""
    value = int(number.value)
    match kind:
        case "enum":
            (fact,) = facts.values()
            return repr(fact.values[value]) if 0 <= value < len(fact.values) else None
        case "date":
            inside = date.min.toordinal() <= value <= date.max.toordinal()
            return repr(date.fromordinal(value).isoformat()) if inside else None
        case "number":
            whole, rest = divmod(value, 10**decimals)
            # Both are the number closest to the same decimal digits, so they compare as these do.
            return repr(value / 10**decimals) if rest else repr(whole)
    return None


_WRITERS: Mapping[Op, Callable[[TermWriter, Term, Sequence[Written]], Written]] = {
    Op.CONSTANT: TermWriter._constant,
    Op.KNOWN: TermWriter._known,
    Op.HOLDS: TermWriter._holds,
    Op.SAYS: TermWriter._says,
    Op.NOT: TermWriter._not,
    Op.ALL: TermWriter._junction,
    Op.ANY: TermWriter._junction,
    Op.AT_LEAST: TermWriter._at_least,
    Op.EQUAL: TermWriter._comparison,
    Op.LESS: TermWriter._comparison,
    Op.NUMBER: TermWriter._number,
    Op.VALUE: TermWriter._value,
    Op.ADD: TermWriter._add,
    Op.TIMES: TermWriter._times,
    Op.CHOOSE: TermWriter._choose,
    Op.COUNT: TermWriter._count,
    Op.CALL: TermWriter._call,
}
