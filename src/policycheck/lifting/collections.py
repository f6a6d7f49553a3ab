"""Sets, objects and arrays of facts, and of what rules make of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from policycheck.lifting.comparing import Comparer
from policycheck.lifting.errors import Unliftable
from policycheck.lifting.making import Maker
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
from policycheck.plan.interpreter import values as concrete
from policycheck.terms import Term

# Counting the different members of a set compares each with each.
_MOST_OTHERS = 32


class Collections:
    """The builtin functions of collections over one graph."""

    def __init__(self, maker: Maker, comparer: Comparer) -> None:
        self._maker = maker
        self._graph = maker.graph
        self._comparer = comparer

    def members(self, atom: Atom) -> list[tuple[Term, Atom]]:
        """Everything that may be a member of an array or a set, and when."""
        maker, graph = self._maker, self._graph
        if isinstance(atom, Set):
            fixed = [(c, maker.atom(constant_of(key))) for key, c in atom.members.items()]
            items: Iterable[tuple[Term, Value]] = atom.others
        else:
            fixed, items = [], maker.as_array(atom).items
        found = [(graph.all(c, each), a) for c, v in items for each, a in v.alternatives]
        return [*fixed, *found]

    def count(self, atom: Atom) -> Value:
        """How many members there are."""
        graph, maker = self._graph, self._maker
        match atom:
            case Set(members, others):
                terms = [*members.values(), *self._different(members, others)]
            case Array(items):
                terms = [condition for condition, _ in items]
            case Object(members):
                terms = [maker.defined(each) for each in members.values()]
            case _:
                raise Unliftable("only lists, sets and objects that rules make are counted")
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

    def member(self, item: Atom, collection: Atom) -> Value:
        """Whether something is in a collection."""
        graph, maker = self._graph, self._maker
        if isinstance(collection, Object):
            values = list(collection.members.values())
            found = [graph.all(maker.defined(v), self._is(item, v)) for v in values]
        elif isinstance(collection, Data) and isinstance(collection.value, dict):
            found = [self._is(item, maker.constant(v)) for v in collection.value.values()]
        elif isinstance(collection, Set) and not collection.others and isinstance(item, Const):
            found = [collection.members.get(key_of(item.value), graph.false)]
        else:
            found = [
                graph.all(c, self._comparer.same(item, a)) for c, a in self.members(collection)
            ]
        return maker.truth(graph.any(*found))

    def _is(self, item: Atom, value: Value) -> Term:
        return self._comparer.equal(self._maker.sure(item), value)

    def union_of_two(self, a: Atom, b: Atom) -> Value:
        """What is in one of two sets."""
        return self._maker.sure(self._maker.joined([(self._graph.true, a), (self._graph.true, b)]))

    def union(self, atom: Atom) -> Value:
        """What is in one of the sets in a set."""
        return self._maker.sure(self._maker.joined(self.members(atom)))

    def intersection(self, a: Atom, b: Atom) -> Value:
        """What is in both sets."""
        one, other = _plain_set(a), _plain_set(b)
        shared = (key for key in one if key in other)
        return self._maker.sure(Set({k: self._graph.all(one[k], other[k]) for k in shared}))

    def difference(self, a: Atom, b: Atom) -> Value:
        """What is in the first set and not in the second."""
        graph, one, other = self._graph, _plain_set(a), _plain_set(b)
        return self._maker.sure(
            Set(
                {
                    key: graph.all(each, graph.negated(other.get(key, graph.false)))
                    for key, each in one.items()
                }
            )
        )

    def get(self, atom: Atom, path: Atom, default: Atom) -> Value:
        """A member of an object, or the default where it is not there."""
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

    def keys(self, atom: Atom) -> Value:
        """The keys of an object, as a set."""
        members = self._maker.as_object(atom).members
        defined = {key: self._maker.defined(each) for key, each in members.items()}
        return self._maker.sure(Set(defined))

    def remove(self, atom: Atom, keys: Atom) -> Value:
        """An object without certain keys."""
        gone = [key_of(each) for each in self._maker.plain_atom(keys)]
        members = self._maker.as_object(atom).members.items()
        return self._maker.sure(Object({key: each for key, each in members if key not in gone}))

    def union_objects(self, a: Atom, b: Atom) -> Value:
        """Two objects together; the second counts where both have a member."""
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

    def union_n(self, atom: Atom) -> Value:
        """Objects together; the last counts where several have a member."""
        members: dict[Any, Value] = {}
        for condition, value in self._maker.as_array(atom).items:
            for each, found in value.alternatives:
                under = self._graph.all(condition, each)
                for key, member in self._maker.as_object(found).members.items():
                    above = self._maker.under(under, member)
                    members[key] = self._over(members.get(key, UNDEFINED), above)
        return self._maker.sure(Object(members))

    def concat(self, a: Atom, b: Atom) -> Value:
        """The items of the first array and of the second."""
        items = (*self._maker.as_array(a).items, *self._maker.as_array(b).items)
        return self._maker.sure(Array(items))

    def sort(self, atom: Atom) -> Value:
        """The members of an array, the smallest first."""
        items = []
        for condition, each in self.members(atom):
            if not isinstance(each, Const):
                raise Unliftable("only constants are sorted")
            items.append((condition, each))
        ordered = concrete.in_order(each.value for _, each in items)
        ranks = {key_of(value): rank for rank, value in enumerate(ordered)}
        items.sort(key=lambda item: ranks[key_of(item[1].value)])
        return self._maker.sure(Array(tuple((c, self._maker.sure(a)) for c, a in items)))


def _plain_set(atom: Atom) -> Mapping[Any, Term]:
    if isinstance(atom, Set) and not atom.others:
        return atom.members
    raise Unliftable("a set of constants is expected")


def _holds_objects(value: Value) -> bool:
    return any(
        not isinstance(atom, Const | Bool | Number | Day | Code | Array | Set)
        for _, atom in value.alternatives
    )
