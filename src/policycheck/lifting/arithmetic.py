"""Arithmetic over facts, and the largest and smallest of several."""

from decimal import Decimal
from typing import Any

from policycheck.lifting.collections import Collections
from policycheck.lifting.comparing import Comparer
from policycheck.lifting.errors import Unliftable
from policycheck.lifting.making import Maker, day_number
from policycheck.lifting.values import Atom, Const, Day, Number, Set, Value
from policycheck.plan.interpreter import values as concrete
from policycheck.terms import Term


class Arithmetic:
    """The builtin functions of numbers over one graph."""

    def __init__(self, maker: Maker, comparer: Comparer, collections: Collections) -> None:
        self._maker = maker
        self._graph = maker.graph
        self._comparer = comparer
        self._members = collections.members

    def _terms(self, a: Atom, b: Atom) -> tuple[Term, Term, int]:
        one, other = self._number(a), self._number(b)
        most = max(one.decimals, other.decimals)
        return *self._comparer.aligned(one, other), most

    def _number(self, atom: Atom) -> Number:
        if isinstance(atom, Number):
            return atom
        if isinstance(atom, Const) and isinstance(atom.value, int | float):
            exact = Decimal(str(atom.value))
            decimals = max(0, -int(exact.normalize().as_tuple().exponent))
            return Number(self._graph.number(int(exact * 10**decimals)), decimals)
        raise Unliftable("a number is expected")

    def plus(self, a: Atom, b: Atom) -> Value:
        """The sum of two numbers."""
        one, other, decimals = self._terms(a, b)
        return self._maker.sure(Number(self._graph.add(one, other), decimals))

    def minus(self, a: Atom, b: Atom) -> Value:
        """The difference of two numbers."""
        one, other, decimals = self._terms(a, b)
        difference = self._graph.add(one, self._graph.times(other, -1))
        return self._maker.sure(Number(difference, decimals))

    def times(self, a: Atom, b: Atom) -> Value:
        """A number times a constant."""
        one, other = (a, b) if isinstance(b, Const) else (b, a)
        if not isinstance(other, Const):
            raise Unliftable("two numbers that depend on the case are not multiplied")
        number, factor = self._number(one), self._number(other)
        product, decimals = int(factor.term.value), number.decimals + factor.decimals
        # Cents of an amount in euros: times a hundred is a matter of where the point stands.
        while decimals and product and product % 10 == 0:
            product, decimals = product // 10, decimals - 1
        return self._maker.sure(Number(self._graph.times(number.term, product), decimals))

    def round(self, a: Atom) -> Value:
        """A number without decimals as it is."""
        number = self._number(a)
        if number.decimals:
            raise Unliftable("a number with decimals is not rounded; multiply it first")
        return self._maker.sure(number)

    def sum(self, atom: Atom) -> Value:
        """All numbers of an array together."""
        if isinstance(atom, Set):
            raise Unliftable("a sum over a set of numbers is not followed: use an array")
        graph = self._graph
        numbers = [(c, self._number(each)) for c, each in self._members(atom)]
        most = max((each.decimals for _, each in numbers), default=0)
        total = graph.number(0)
        for condition, number in numbers:
            term = graph.times(number.term, 10 ** (most - number.decimals))
            total = graph.add(total, graph.choose(condition, term, graph.number(0)))
        return self._maker.sure(Number(total, most))

    def largest(self, atom: Atom) -> Value:
        """The largest of texts or of dates; undefined where there is none."""
        return self._extreme(atom, largest=True)

    def smallest(self, atom: Atom) -> Value:
        """The smallest of texts or of dates; undefined where there is none."""
        return self._extreme(atom, largest=False)

    def _extreme(self, atom: Atom, *, largest: bool) -> Value:
        members = self._members(atom)
        if all(isinstance(each, Const) for _, each in members):
            return self._extreme_constant(members, largest=largest)
        graph = self._graph
        best, found = graph.number(0), graph.false
        for condition, each in members:
            term = self._day(each)
            better = graph.less(best, term) if largest else graph.less(term, best)
            taken = graph.all(condition, graph.any(graph.negated(found), better))
            best, found = graph.choose(taken, term, best), graph.any(found, condition)
        return self._maker.where(found, Day(best))

    def _day(self, atom: Atom) -> Term:
        if isinstance(atom, Day):
            return atom.term
        if isinstance(atom, Const) and isinstance(atom.value, str):
            number = day_number(atom.value)
            if number is not None:
                return self._graph.number(number)
        raise Unliftable("only dates have a largest and a smallest over facts")

    def _extreme_constant(self, members: list[tuple[Term, Atom]], *, largest: bool) -> Value:
        graph = self._graph
        conditions: dict[Any, list[Term]] = {}
        for condition, atom in members:
            conditions.setdefault(self._maker.plain_atom(atom), []).append(condition)
        ordered = concrete.in_order(conditions)
        earlier, found = graph.false, []
        for value in reversed(ordered) if largest else ordered:
            condition = graph.any(*conditions[value])
            found.append((graph.all(condition, graph.negated(earlier)), self._maker.atom(value)))
            earlier = graph.any(earlier, condition)
        return self._maker.of(found, earlier)
