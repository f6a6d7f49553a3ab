"""When two values are the same, and which comes first."""

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import zip_longest

from policycheck.lifting.errors import Unliftable
from policycheck.lifting.making import Maker, day_number
from policycheck.lifting.values import (
    UNDEFINED,
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
    Place,
    Set,
    Text,
    Value,
)
from policycheck.plan.interpreter import values as concrete
from policycheck.terms import Term


class Comparer:
    """Compares values over one graph."""

    def __init__(self, maker: Maker) -> None:
        self._maker = maker
        self._graph = maker.graph

    def pairs(
        self, a: Value, b: Value, ask: Callable[[Atom, Atom], Term]
    ) -> list[tuple[Term, Term]]:
        """For each two things that the values may be: the condition, and the answer to it."""
        all_of, false = self._graph.all, self._graph.false
        found = []
        for one, x in a.alternatives:
            for other, y in b.alternatives:
                condition = all_of(one, other)
                if condition is not false:
                    found.append((condition, ask(x, y)))
        return found

    def equal(self, a: Value, b: Value) -> Term:
        """Where both are defined and the same."""
        graph = self._graph
        return graph.any(*(graph.all(*each) for each in self.pairs(a, b, self.same)))

    def differ(self, a: Value, b: Value) -> Term:
        """Where both are defined and not the same."""
        graph = self._graph
        found = self.pairs(a, b, self.same)
        return graph.any(*(graph.all(each, graph.negated(same)) for each, same in found))

    def same(self, a: Atom, b: Atom) -> Term:
        """Whether two things are the same.

        Raises:
            Unliftable: It cannot be said in terms.
        """
        graph = self._graph
        if self._maker.is_fixed(a) and self._maker.is_fixed(b):
            return graph.constant(
                concrete.same(self._maker.plain_atom(a), self._maker.plain_atom(b))
            )
        if _rank(a) != _rank(b):
            return graph.false
        for x, y in ((a, b), (b, a)):
            match x, y:
                case Bool(holds), Bool(other):
                    both = graph.all(holds, other)
                    return graph.any(both, graph.all(graph.negated(holds), graph.negated(other)))
                case Code(term, values), Const(str() as text):
                    if text not in values:
                        return graph.false
                    return graph.equal(term, graph.number(values.index(text)))
                case Code(term, values), Code(other, others) if values == others:
                    return graph.equal(term, other)
                case Day(term), Const(str() as text):
                    number = day_number(text)
                    return (
                        graph.false if number is None else graph.equal(term, graph.number(number))
                    )
                case Day(term), Day(other):
                    return graph.equal(term, other)
                case Text(pointer), Const(str() as text):
                    return graph.says(pointer, text)
                case Number(), Number() | Const(int() | float()):
                    return self._number_is(x, y)
                case (Object() | Data(), Object() | Data()) | (Array() | Data(), Array() | Data()):
                    return self._same_members(x, y)
                case Set(), Set():
                    return self._same_sets(x, y)
        raise Unliftable(f"{_name(a)} cannot be compared with {_name(b)}")

    def _number_is(self, a: Number, b: Atom) -> Term:
        graph = self._graph
        if isinstance(b, Number):
            return graph.equal(*self.aligned(a, b))
        exact = Decimal(str(b.value)) * 10**a.decimals  # type: ignore[union-attr]
        whole = exact == exact.to_integral_value()
        return graph.equal(a.term, graph.number(int(exact))) if whole else graph.false

    def aligned(self, a: Number, b: Number) -> tuple[Term, Term]:
        """The terms of two numbers with the same number of decimals."""
        most = max(a.decimals, b.decimals)
        return (
            self._graph.times(a.term, 10 ** (most - a.decimals)),
            self._graph.times(b.term, 10 ** (most - b.decimals)),
        )

    def _same_members(self, a: Atom, b: Atom) -> Term:
        graph, maker = self._graph, self._maker
        if isinstance(a, Array) or isinstance(b, Array):
            return self._same_items(maker.as_array(a), maker.as_array(b))
        first, second = maker.as_object(a).members, maker.as_object(b).members
        return graph.all(
            *(self._alike(first.get(key), second.get(key)) for key in {**first, **second})
        )

    def _same_items(self, a: Array, b: Array) -> Term:
        graph = self._graph
        for each in (a, b):
            if not each.dense and any(c is not graph.true for c, _ in each.items):
                raise Unliftable("an array whose items may be left out cannot be compared")
        found = []
        for one, other in zip_longest(a.items, b.items, fillvalue=(graph.false, UNDEFINED)):
            both = graph.all(one[0], other[0], self.equal(one[1], other[1]))
            neither = graph.all(graph.negated(one[0]), graph.negated(other[0]))
            found.append(graph.any(both, neither))
        return graph.all(*found)

    def _alike(self, a: Value | None, b: Value | None) -> Term:
        """Whether two members are the same, or neither is there."""
        graph, maker = self._graph, self._maker
        one = maker.defined(a) if a else graph.false
        other = maker.defined(b) if b else graph.false
        absent = graph.all(graph.negated(one), graph.negated(other))
        return graph.any(absent, self.equal(a, b)) if a and b else absent

    def _same_sets(self, a: Set, b: Set) -> Term:
        graph = self._graph
        if a.others or b.others:
            raise Unliftable("sets of values that are not constant cannot be compared")
        members = {**a.members, **b.members}
        pairs = ((a.members.get(k, graph.false), b.members.get(k, graph.false)) for k in members)
        return graph.all(*(self.same(Bool(x), Bool(y)) for x, y in pairs))

    def before(self, a: Atom, b: Atom) -> Term:
        """Whether the first comes before the second.

        Raises:
            Unliftable: They are no two numbers and no two dates.
        """
        graph = self._graph
        if self._maker.is_fixed(a) and self._maker.is_fixed(b):
            return graph.constant(
                concrete.order(self._maker.plain_atom(a), self._maker.plain_atom(b)) < 0
            )
        match a, b:
            case Day(term), Day(other):
                return graph.less(term, other)
            case Day(term), Const(str() as text):
                return self._day_before(term, text)
            case Const(str() as text), Day(term):
                return self._after(term, text)
            case Number(), Number():
                return graph.less(*self.aligned(a, b))
            case Number(term, decimals), Const(int() | float() as limit):
                exact = (Decimal(str(limit)) * 10**decimals).to_integral_value(ROUND_CEILING)
                return graph.less(term, graph.number(int(exact)))
            case Const(int() | float() as limit), Number(term, decimals):
                exact = (Decimal(str(limit)) * 10**decimals).to_integral_value(ROUND_FLOOR)
                return graph.less(graph.number(int(exact)), term)
        raise Unliftable(f"{_name(a)} cannot be put in order with {_name(b)}")

    def _day_before(self, term: Term, text: str) -> Term:
        graph = self._graph
        number = day_number(text)
        if number is not None:
            return graph.less(term, graph.number(number))
        return graph.constant(_beyond(text))

    def _after(self, term: Term, text: str) -> Term:
        graph = self._graph
        number = day_number(text)
        if number is not None:
            return graph.less(graph.number(number), term)
        return graph.constant(not _beyond(text))


def _beyond(text: str) -> bool:
    """Whether a text that is no date comes after every date of a case, or before every one."""
    if not "1" <= text[:1] <= "2":
        return text > "2"
    raise Unliftable(f'"{text}" is no date and cannot be put in order with one')


_RANKS: tuple[tuple[type, ...], ...] = (
    (Bool,),
    (Number,),
    (Day, Code, Text),
    (Array,),
    (Object, Facts),
    (Set,),
)


def _rank(atom: Atom) -> int:
    """Things of two ranks are never the same."""
    if isinstance(atom, Const):
        return 1 if isinstance(atom.value, int | float) else 2 if atom.value is not None else 9
    if isinstance(atom, Data):
        return 3 if isinstance(atom.value, list) else 4
    for rank, kinds in enumerate(_RANKS):
        if isinstance(atom, kinds):
            return rank
    raise Unliftable("the position of an item depends on the case")


def _name(atom: Atom) -> str:
    """What a thing is called in messages."""
    if isinstance(atom, Const):
        return f"the constant {atom.value!r}"
    return {
        Place: "the position of an item",
        Data: "constant data",
        Bool: "a truth value",
        Number: "a number",
        Day: "a date",
        Code: "a code",
        Text: "a text of the case",
        Facts: "an object of the case",
        Array: "an array",
        Object: "an object",
        Set: "a set",
    }[type(atom)]
