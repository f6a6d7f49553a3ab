"""A lifted decision where some facts are known: what it still says of the others."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from policycheck.lifting import Lifted
from policycheck.lifting.values import (
    Array,
    Atom,
    Bool,
    Code,
    Day,
    Number,
    Object,
    Set,
    Value,
    constant_of,
)
from policycheck.terms import Graph, Op, Term, below, compared_facts
from policycheck.terms.calendar import CALENDAR


@dataclass(frozen=True)
class Known:
    """What is known of a case, in the way in which terms speak of facts.

    Attributes:
        known: For a pointer whether it is known or absent for good; what is left out is open.
        values: The value of each fact that is known: a truth value, a text, or a whole number as
            terms count it.
        most: The greatest number that an open fact can be, where that is less than its schema says.
    """

    known: Mapping[str, bool]
    values: Mapping[str, Any]
    most: Mapping[str, int] = field(default_factory=dict)


def narrowed(lifted: Lifted, facts: Known, members: Collection[str]) -> Lifted:
    """The same decision, simplified: its terms speak of the facts that are open, and of no other.

    A fact of which no term speaks any more cannot change what the decision comes to. The opposite
    is not so: what is left may well come to the same whatever a fact is.

    Args:
        lifted: The decision.
        facts: What is known.
        members: The members of the answer that are asked for.
    """
    ((where, answer),) = lifted.answer.alternatives
    if not isinstance(answer, Object):
        raise TypeError("the answer of a decision is an object")
    wanted = {key: each for key, each in answer.members.items() if constant_of(key) in members}
    values = _Values(facts)
    return Lifted(
        values.value(Value(((where, Object(wanted)),), lifted.answer.where)),
        values.term(lifted.conflict),
        (),
        lifted.slots,
        lifted.slow,
    )


class _Plain(Graph):
    """A graph that folds what is certain and looks no further: it has to be quick."""

    def _new_junction(self, terms: tuple[Term, ...], op: Op) -> Term:
        neutral = self.constant(op is Op.ALL)
        found = {each for each in terms if each is not neutral}
        absorbing = self.constant(op is not Op.ALL)
        if absorbing in found or any(self.opposite(each) in found for each in found):
            return absorbing
        if len(found) < 2:
            return found.pop() if found else neutral
        return self._make(op, tuple(sorted(found, key=lambda term: term.index)))


class _Values:
    """Values over the terms that are left."""

    def __init__(self, facts: Known) -> None:
        self._facts = facts
        self._graph = _Plain()
        self._made: dict[Term, Term] = {}

    def term(self, term: Term) -> Term:
        found = self._made.get(term)
        if found is None:
            for each in below([term]):
                if each not in self._made:
                    self._made[each] = self._narrowed(each)
            found = self._made[term]
        return found

    def value(self, value: Value) -> Value:
        alternatives = []
        for where, atom in value.alternatives:
            there = self.term(where)
            if there is not self._graph.false:
                alternatives.append((there, self._atom(atom)))
        return Value(tuple(alternatives), self._graph.any(*(there for there, _ in alternatives)))

    def _items(self, items: Sequence[tuple[Term, Value]]) -> tuple[tuple[Term, Value], ...]:
        return tuple((self.term(there), self.value(value)) for there, value in items)

    def _atom(self, atom: Atom) -> Atom:
        match atom:
            case Bool(term):
                return Bool(self.term(term))
            case Number(term, decimals):
                return Number(self.term(term), decimals)
            case Day(term):
                return Day(self.term(term))
            case Code(term, values):
                return Code(self.term(term), values)
            case Array(items, dense):
                return Array(self._items(items), dense)
            case Set(members, others):
                there = {key: self.term(each) for key, each in members.items()}
                return Set(there, self._items(others))
            case Object(members):
                return Object({key: self.value(each) for key, each in members.items()})
        return atom

    def _narrowed(self, term: Term) -> Term:
        return _MAKERS[term.op](term, [self._made[each] for each in term.operands], self)

    # ## What each kind of term becomes

    def known(self, term: Term, _: Sequence[Term]) -> Term:
        pointer = term.value
        if pointer not in self._facts.known:
            return self._graph.known(pointer)
        return self._graph.constant(self._facts.known[pointer])

    def holds(self, term: Term, _: Sequence[Term]) -> Term:
        pointer = term.value
        if pointer not in self._facts.known:
            return self._graph.holds(pointer)
        return self._graph.constant(self._facts.values.get(pointer) is True)

    def says(self, term: Term, _: Sequence[Term]) -> Term:
        pointer, text = term.value
        if pointer not in self._facts.known:
            return self._graph.says(pointer, text)
        return self._graph.constant(self._facts.values.get(pointer) == text)

    def number_of(self, term: Term, _: Sequence[Term]) -> Term:
        pointer = term.value
        if pointer not in self._facts.known:
            high = min(term.high, self._facts.most.get(pointer, term.high))
            return self._graph.value(pointer, term.low, max(term.low, high))
        # What is absent means nothing, and any number will do.
        return self._graph.number(self._facts.values.get(pointer, term.low))

    def compared(self, term: Term, operands: Sequence[Term]) -> Term:
        graph = self._graph
        absent = (self._facts.known.get(each) is False for each in compared_facts(term.needs))
        if any(absent):
            return graph.false
        found = (graph.equal if term.op is Op.EQUAL else graph.less)(*operands)
        if found is not graph.true:
            return found
        # That it holds whatever the facts are does not say that they are known.
        needed = compared_facts(frozenset().union(*(each.needs for each in operands)))
        return graph.all(*(graph.known(each) for each in needed))

    def called(self, term: Term, operands: Sequence[Term]) -> Term:
        name, *constants = term.value
        if all(each.op is Op.NUMBER for each in operands):
            days = (each.value for each in operands)
            return self._graph.number(CALENDAR[name](*days, *constants))
        return self._graph.call(name, operands, tuple(constants), term.low, term.high)

    @property
    def graph(self) -> Graph:
        return self._graph


_Maker = Callable[[Term, Sequence[Term], _Values], Term]

_MAKERS: Mapping[Op, _Maker] = {
    Op.CONSTANT: lambda term, _, values: values.graph.constant(term.value),
    Op.KNOWN: lambda term, operands, values: values.known(term, operands),
    Op.HOLDS: lambda term, operands, values: values.holds(term, operands),
    Op.SAYS: lambda term, operands, values: values.says(term, operands),
    Op.NOT: lambda _, operands, values: values.graph.negated(*operands),
    Op.ALL: lambda _, operands, values: values.graph.all(*operands),
    Op.ANY: lambda _, operands, values: values.graph.any(*operands),
    Op.NAMED: lambda _, operands, __: operands[0],
    Op.AT_LEAST: lambda term, operands, values: values.graph.at_least(term.value, operands),
    Op.EQUAL: lambda term, operands, values: values.compared(term, operands),
    Op.LESS: lambda term, operands, values: values.compared(term, operands),
    Op.NUMBER: lambda term, _, values: values.graph.number(term.value),
    Op.VALUE: lambda term, operands, values: values.number_of(term, operands),
    Op.ADD: lambda _, operands, values: values.graph.add(*operands),
    Op.TIMES: lambda term, operands, values: values.graph.times(operands[0], term.value),
    Op.CHOOSE: lambda _, operands, values: values.graph.choose(*operands),
    Op.COUNT: lambda _, operands, values: values.graph.count(operands),
    Op.CALL: lambda term, operands, values: values.called(term, operands),
}
