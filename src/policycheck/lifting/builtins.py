"""The builtin functions that rules may call over facts, and what each says in every case.

A call whose arguments are all constants is answered by the interpreter. What is not in the table is
refused, as soon as an argument depends on the case.
"""

from collections.abc import Callable, Mapping
from typing import Any

from policycheck.lifting.arithmetic import Arithmetic
from policycheck.lifting.collections import Collections
from policycheck.lifting.comparing import Comparer
from policycheck.lifting.errors import Unliftable
from policycheck.lifting.making import Maker
from policycheck.lifting.values import UNDEFINED, Atom, Const, Data, Number, Set, Value
from policycheck.plan.interpreter import builtins as interpreter
from policycheck.terms import Term

_ORDERING = frozenset({"max", "min", "sort"})


class Builtins:
    """The builtin functions over one graph."""

    def __init__(self, maker: Maker, comparer: Comparer) -> None:
        self._maker = maker
        self._graph = maker.graph
        collections = Collections(maker, comparer)
        arithmetic = Arithmetic(maker, comparer, collections)
        self._members = collections.members
        negated, same, before = self._graph.negated, comparer.same, comparer.before
        self._comparisons: Mapping[str, Callable[[Atom, Atom], Term]] = {
            "equal": same,
            "neq": lambda a, b: negated(same(a, b)),
            "lt": before,
            "gt": lambda a, b: before(b, a),
            "lte": lambda a, b: negated(before(b, a)),
            "gte": lambda a, b: negated(before(a, b)),
        }
        self._table: Mapping[str, Callable[..., Value]] = {
            "and": collections.intersection,
            "array.concat": collections.concat,
            "count": collections.count,
            "internal.member_2": collections.member,
            "max": arithmetic.largest,
            "min": arithmetic.smallest,
            "minus": lambda a, b: (
                collections.difference(a, b) if _are_sets(a, b) else arithmetic.minus(a, b)
            ),
            "mul": arithmetic.times,
            "object.get": collections.get,
            "object.keys": collections.keys,
            "object.remove": collections.remove,
            "object.union": collections.union_objects,
            "object.union_n": collections.union_n,
            "or": collections.union_of_two,
            "plus": arithmetic.plus,
            "round": arithmetic.round,
            "sort": collections.sort,
            "sum": arithmetic.sum,
            "union": collections.union,
        }

    def call(self, name: str, args: tuple[Value, ...]) -> Value:
        """What a builtin gives for each thing that its arguments may be.

        Raises:
            Unliftable: It cannot be said in terms.
        """
        return self.over(args, lambda *atoms: self._atoms(name, atoms))

    def over(self, args: tuple[Value, ...], ask: Callable[..., Value]) -> Value:
        """The answers for each combination of what the arguments may be, as one value."""
        maker, graph = self._maker, self._graph
        found: list[Value] = []
        total = True

        def go(condition: Term, chosen: tuple[Atom, ...], rest: tuple[Value, ...]) -> None:
            if condition is graph.false:
                return
            if not rest:
                nonlocal total
                answer = ask(*chosen)
                total = total and answer.where is graph.true
                found.append(maker.under(condition, answer))
                return
            for each, atom in rest[0].alternatives:
                go(graph.all(condition, each), (*chosen, atom), rest[1:])

        go(graph.true, (), args)
        if total:
            where = graph.all(*(maker.defined(each) for each in args))
            return maker.of((each for value in found for each in value.alternatives), where)
        return maker.merged(*found)

    def _atoms(self, name: str, atoms: tuple[Atom, ...]) -> Value:
        maker = self._maker
        if name in self._comparisons:
            return maker.truth(self._comparisons[name](*atoms))
        if name in _ORDERING:
            self._check_order(name, atoms[0])
        if all(maker.is_fixed(atom) for atom in atoms):
            return self._folded(name, [maker.plain_atom(atom) for atom in atoms])
        if name not in self._table:
            raise Unliftable(f"{name} over facts is not followed")
        return self._table[name](*atoms)

    def _check_order(self, name: str, atom: Atom) -> None:
        """Refuse what OPA and the engine put in different orders."""
        if name == "sort" and isinstance(atom, Set):
            raise Unliftable("OPA makes an array of a set that is sorted and the engine does not")
        numbers = [
            each
            for _, each in self._members(atom)
            if isinstance(each, Number)
            or (isinstance(each, Const) and isinstance(each.value, int | float))
        ]
        if len(numbers) > 1:
            raise Unliftable(f"{name} of numbers: the engine compares them as texts, unlike OPA")

    def _folded(self, name: str, values: list[Any]) -> Value:
        if name not in interpreter.BUILTINS:
            raise Unliftable(f"{name} is not followed")
        try:
            return self._maker.constant(interpreter.BUILTINS[name](*values))
        except interpreter.Undefined:
            # Of nothing, and else an error, which ends a decision.
            if name in _ORDERING:
                return UNDEFINED
            raise Unliftable(f"{name} fails") from None
        except (ArithmeticError, AttributeError, TypeError, ValueError) as error:
            raise Unliftable(f"{name} fails: {error}") from None

    def is_kind(self, value: Value, kinds: tuple[type, ...], plain: type) -> Term:
        """Where a value is of a kind: an atom of these, or JSON of that type."""
        return self._graph.any(
            *(
                condition
                for condition, atom in value.alternatives
                if isinstance(atom, kinds)
                or (isinstance(atom, Data) and isinstance(atom.value, plain))
            )
        )


def _are_sets(a: Atom, b: Atom) -> bool:
    return isinstance(a, Set) and isinstance(b, Set)
