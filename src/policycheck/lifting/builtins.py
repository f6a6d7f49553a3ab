"""The builtin functions that rules may call over facts, and what each says in every case.

A call whose arguments are all constants is answered by the interpreter. What is not in the table is
refused, as soon as an argument depends on the case.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from policycheck.lifting.comparing import Comparer
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
    Number,
    Object,
    Set,
    Value,
    constant_of,
    key_of,
)
from policycheck.plan.interpreter import builtins as interpreter
from policycheck.plan.interpreter import values as concrete
from policycheck.terms import Term

# Counting the different members of a set compares each with each.
_MOST_OTHERS = 32


class Builtins:
    """The builtin functions over one graph."""

    def __init__(self, maker: Maker, comparer: Comparer) -> None:
        self._maker = maker
        self._graph = maker.graph
        self._comparer = comparer

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
        if name in _COMPARISONS:
            return maker.truth(_COMPARISONS[name](self, *atoms))
        if all(maker.is_fixed(atom) for atom in atoms):
            return self._folded(name, [maker.plain_atom(atom) for atom in atoms])
        if name not in _TABLE:
            raise Unliftable(f"{name} over facts is not followed")
        return _TABLE[name](self, *atoms)

    def _folded(self, name: str, values: list[Any]) -> Value:
        if name not in interpreter.BUILTINS:
            raise Unliftable(f"{name} is not followed")
        try:
            return self._maker.constant(interpreter.BUILTINS[name](*values))
        except interpreter.Undefined:
            return UNDEFINED
        except (ArithmeticError, AttributeError, TypeError, ValueError) as error:
            raise Unliftable(f"{name} fails: {error}") from None

    # ## Comparisons

    def less(self, a: Atom, b: Atom) -> Term:
        """Whether the first comes before the second."""
        return self._comparer.before(a, b)

    def same(self, a: Atom, b: Atom) -> Term:
        """Whether two things are the same."""
        return self._comparer.same(a, b)

    def negated(self, term: Term) -> Term:
        """Whether a term does not hold."""
        return self._graph.negated(term)

    # ## Numbers

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

    def _plus(self, a: Atom, b: Atom) -> Value:
        one, other, decimals = self._terms(a, b)
        return self._maker.sure(Number(self._graph.add(one, other), decimals))

    def _minus(self, a: Atom, b: Atom) -> Value:
        if isinstance(a, Set) and isinstance(b, Set):
            return self._difference(a, b)
        one, other, decimals = self._terms(a, b)
        difference = self._graph.add(one, self._graph.times(other, -1))
        return self._maker.sure(Number(difference, decimals))

    def _times(self, a: Atom, b: Atom) -> Value:
        one, other = (a, b) if isinstance(b, Const) else (b, a)
        if not isinstance(other, Const):
            raise Unliftable("two numbers that depend on the case are not multiplied")
        number, factor = self._number(one), self._number(other)
        product, decimals = int(factor.term.value), number.decimals + factor.decimals
        # Cents of an amount in euros: times a hundred is a matter of where the point stands.
        while decimals and product and product % 10 == 0:
            product, decimals = product // 10, decimals - 1
        return self._maker.sure(Number(self._graph.times(number.term, product), decimals))

    def _round(self, a: Atom) -> Value:
        number = self._number(a)
        if number.decimals:
            raise Unliftable("a number with decimals is not rounded; multiply it first")
        return self._maker.sure(number)

    def _members(self, atom: Atom) -> list[tuple[Term, Atom]]:
        """Everything that may be a member of an array or a set, and when."""
        maker, graph = self._maker, self._graph
        if isinstance(atom, Set):
            fixed = [(c, maker.atom(constant_of(key))) for key, c in atom.members.items()]
            items: Iterable[tuple[Term, Value]] = atom.others
        else:
            fixed, items = [], maker.as_array(atom).items
        found = [(graph.all(c, each), a) for c, v in items for each, a in v.alternatives]
        return [*fixed, *found]

    def _sum(self, atom: Atom) -> Value:
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

    def _extreme(self, atom: Atom, *, largest: bool) -> Value:
        members = self._members(atom)
        if all(isinstance(each, Const) for _, each in members):
            return self._extreme_constant(members, largest=largest)
        graph = self._graph
        ordered = [(c, self._ordered(each)) for c, each in members]
        decimals = max((n.decimals for _, n in ordered if isinstance(n, Number)), default=0)
        best, found = graph.number(0), graph.false
        for condition, each in ordered:
            term = each.term
            if isinstance(each, Number):
                term = graph.times(term, 10 ** (decimals - each.decimals))
            better = graph.less(best, term) if largest else graph.less(term, best)
            taken = graph.all(condition, graph.any(graph.negated(found), better))
            best, found = graph.choose(taken, term, best), graph.any(found, condition)
        kinds = {type(each) for _, each in ordered}
        if len(kinds) > 1:
            raise Unliftable("dates and numbers have no largest among them")
        result = Day(best) if kinds == {Day} else Number(best, decimals)
        return self._maker.where(found, result)

    def _ordered(self, atom: Atom) -> Number | Day:
        if isinstance(atom, Day):
            return atom
        if isinstance(atom, Const) and isinstance(atom.value, str):
            number = day_number(atom.value)
            if number is not None:
                return Day(self._graph.number(number))
        return self._number(atom)

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

    # ## Collections

    def _count(self, atom: Atom) -> Value:
        graph, maker = self._graph, self._maker
        match atom:
            case Set(members, others):
                terms = [*members.values(), *self._different(members, others)]
            case Array(items):
                terms = [condition for condition, _ in items]
            case Object(members):
                terms = [maker.defined(each) for each in members.values()]
            case _:
                raise Unliftable("an object of the case is not counted")
        return maker.sure(Number(graph.count(terms)))

    def _different(
        self, members: Mapping[Any, Term], others: tuple[tuple[Term, Value], ...]
    ) -> list[Term]:
        """For each member that is no constant: whether it is there, and new."""
        graph = self._graph
        if len(others) > _MOST_OTHERS:
            raise Unliftable("a set of many values that are not constant is not counted")
        before = [(c, self._maker.constant(constant_of(key))) for key, c in members.items()]
        found = []
        for condition, value in others:
            twins = (graph.all(c, self._comparer.equal(value, each)) for c, each in before)
            found.append(graph.all(condition, graph.negated(graph.any(*twins))))
            before.append((condition, value))
        return found

    def _member(self, item: Atom, collection: Atom) -> Value:
        graph, maker = self._graph, self._maker
        if isinstance(collection, Object):
            values = list(collection.members.values())
            found = [graph.all(maker.defined(v), self._is(item, v)) for v in values]
        elif isinstance(collection, Data) and isinstance(collection.value, dict):
            found = [self._is(item, maker.constant(v)) for v in collection.value.values()]
        elif isinstance(collection, Set) and not collection.others and isinstance(item, Const):
            found = [collection.members.get(key_of(item.value), graph.false)]
        else:
            found = [graph.all(c, self.same(item, a)) for c, a in self._members(collection)]
        return maker.truth(graph.any(*found))

    def _is(self, item: Atom, value: Value) -> Term:
        return self._comparer.equal(self._maker.sure(item), value)

    def _or(self, a: Atom, b: Atom) -> Value:
        return self._maker.sure(self._maker.joined([(self._graph.true, a), (self._graph.true, b)]))

    def _union(self, atom: Atom) -> Value:
        return self._maker.sure(self._maker.joined(self._members(atom)))

    def _and(self, a: Atom, b: Atom) -> Value:
        one, other = _plain_set(a), _plain_set(b)
        shared = (key for key in one if key in other)
        return self._maker.sure(Set({k: self._graph.all(one[k], other[k]) for k in shared}))

    def _difference(self, a: Set, b: Set) -> Value:
        graph, one, other = self._graph, _plain_set(a), _plain_set(b)
        return self._maker.sure(
            Set(
                {
                    key: graph.all(each, graph.negated(other.get(key, graph.false)))
                    for key, each in one.items()
                }
            )
        )

    def _get(self, atom: Atom, path: Atom, default: Atom) -> Value:
        plain = self._maker.plain_atom(path)
        keys = plain if isinstance(plain, list) else [plain]
        found = self._maker.sure(atom)
        for key in keys:
            found = self._within(found, key)
        absent = self._graph.negated(self._maker.defined(found))
        return self._maker.merged(found, self._maker.where(absent, default))

    def _within(self, value: Value, key: Any) -> Value:
        parts = []
        for condition, atom in value.alternatives:
            members = self._maker.as_object(atom).members
            parts.append(self._maker.under(condition, members.get(key_of(key), UNDEFINED)))
        return self._maker.merged(*parts)

    def _keys(self, atom: Atom) -> Value:
        members = self._maker.as_object(atom).members
        defined = {key: self._maker.defined(each) for key, each in members.items()}
        return self._maker.sure(Set(defined))

    def _remove(self, atom: Atom, keys: Atom) -> Value:
        gone = [key_of(each) for each in self._maker.plain_atom(keys)]
        members = self._maker.as_object(atom).members.items()
        return self._maker.sure(Object({key: each for key, each in members if key not in gone}))

    def _union_objects(self, a: Atom, b: Atom) -> Value:
        one, other = self._maker.as_object(a).members, self._maker.as_object(b).members
        for key in one.keys() & other.keys():
            kinds = [_holds_objects(each) for each in (one[key], other[key])]
            if all(kinds):
                raise Unliftable(
                    f'both objects may have an object at "{constant_of(key)}":'
                    " OPA joins the two and the engine does not"
                )
        members = {
            **one,
            **{key: self._over(one.get(key, UNDEFINED), each) for key, each in other.items()},
        }
        return self._maker.sure(Object(members))

    def _over(self, below: Value, above: Value) -> Value:
        """The value above where it is defined, else the one below."""
        absent = self._graph.negated(self._maker.defined(above))
        return self._maker.merged(self._maker.under(absent, below), above)

    def _union_n(self, atom: Atom) -> Value:
        members: dict[Any, Value] = {}
        for condition, value in self._maker.as_array(atom).items:
            for each, found in value.alternatives:
                under = self._graph.all(condition, each)
                for key, member in self._maker.as_object(found).members.items():
                    above = self._maker.under(under, member)
                    members[key] = self._over(members.get(key, UNDEFINED), above)
        return self._maker.sure(Object(members))

    def _concat(self, a: Atom, b: Atom) -> Value:
        items = (*self._maker.as_array(a).items, *self._maker.as_array(b).items)
        return self._maker.sure(Array(items))

    def _sort(self, atom: Atom) -> Value:
        items = []
        for condition, each in self._members(atom):
            if not isinstance(each, Const):
                raise Unliftable("only constants are sorted")
            items.append((condition, each))
        ordered = concrete.in_order(each.value for _, each in items)
        ranks = {key_of(value): rank for rank, value in enumerate(ordered)}
        items.sort(key=lambda item: ranks[key_of(item[1].value)])
        return self._maker.sure(Array(tuple((c, self._maker.sure(a)) for c, a in items)))

    # ## Shapes

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


def _plain_set(atom: Atom) -> Mapping[Any, Term]:
    if isinstance(atom, Set) and not atom.others:
        return atom.members
    raise Unliftable("a set of constants is expected")


def _holds_objects(value: Value) -> bool:
    return any(
        not isinstance(atom, Const | Bool | Number | Day | Code | Array | Set)
        for _, atom in value.alternatives
    )


_COMPARISONS: Mapping[str, Callable[[Builtins, Atom, Atom], Term]] = MappingProxyType(
    {
        "equal": lambda b, x, y: b.same(x, y),
        "neq": lambda b, x, y: b.negated(b.same(x, y)),
        "lt": lambda b, x, y: b.less(x, y),
        "gt": lambda b, x, y: b.less(y, x),
        "lte": lambda b, x, y: b.negated(b.less(y, x)),
        "gte": lambda b, x, y: b.negated(b.less(x, y)),
    }
)
_TABLE: Mapping[str, Callable[..., Value]] = MappingProxyType(
    {
        "and": Builtins._and,
        "array.concat": Builtins._concat,
        "count": Builtins._count,
        "internal.member_2": Builtins._member,
        "max": lambda b, x: b._extreme(x, largest=True),
        "min": lambda b, x: b._extreme(x, largest=False),
        "minus": Builtins._minus,
        "mul": Builtins._times,
        "object.get": Builtins._get,
        "object.keys": Builtins._keys,
        "object.remove": Builtins._remove,
        "object.union": Builtins._union_objects,
        "object.union_n": Builtins._union_n,
        "or": Builtins._or,
        "plus": Builtins._plus,
        "round": Builtins._round,
        "sort": Builtins._sort,
        "sum": Builtins._sum,
        "union": Builtins._union,
    }
)
