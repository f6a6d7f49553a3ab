"""Makes values: merges what a value may be, and turns constants into values and back."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from policycheck.lifting.errors import Unliftable
from policycheck.lifting.values import (
    UNDEFINED,
    Array,
    Atom,
    Bool,
    Code,
    Const,
    Data,
    Object,
    Place,
    Set,
    Value,
    Varying,
    constant_of,
    key_of,
)
from policycheck.plan.interpreter import values as concrete
from policycheck.terms import Graph, Op, Term

_ISO_LENGTH = 10


class Maker:
    """Makes values over one graph."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def sure(self, atom: Atom) -> Value:
        """What is so in every case."""
        return self.where(self.graph.true, atom)

    def where(self, condition: Term, atom: Atom) -> Value:
        """What is so where a condition holds, and undefined elsewhere."""
        if condition is self.graph.false:
            return UNDEFINED
        return Value(((condition, atom),), condition)

    def truth(self, holds: Term) -> Value:
        """A truth value that is always defined."""
        return self.sure(Bool(holds))

    def of(self, alternatives: Iterable[tuple[Term, Atom]], where: Term) -> Value:
        """A value of these alternatives: those that are the same thing become one.

        Args:
            alternatives: What it may be, each with its condition.
            where: Where one of the conditions holds.
        """
        graph = self.graph
        conditions: dict[Atom, list[Term]] = {}
        for condition, atom in alternatives:
            if condition is not graph.false:
                conditions.setdefault(atom, []).append(condition)
        each = [(graph.any(*found), atom) for atom, found in conditions.items()]
        if len(each) > 1:
            each = self._together(each, where)
        if len(each) == 1:
            return self.where(where, each[0][1])
        return Value(tuple(each), where) if each and where is not graph.false else UNDEFINED

    def _together(
        self, alternatives: list[tuple[Term, Atom]], where: Term
    ) -> list[tuple[Term, Atom]]:
        """Truth values as one, objects as one, sets as one; the rest as it is."""
        graph = self.graph
        rest: list[tuple[Term, Atom]] = []
        truths: list[tuple[Term, Bool]] = []
        objects: list[tuple[Term, Atom]] = []
        sets: list[tuple[Term, Set]] = []
        made = any(isinstance(atom, Object) for _, atom in alternatives)
        for condition, atom in alternatives:
            if isinstance(atom, Bool):
                truths.append((condition, atom))
            elif isinstance(atom, Set):
                sets.append((condition, atom))
            elif made and (
                isinstance(atom, Object)
                or (isinstance(atom, Data) and isinstance(atom.value, dict))
            ):
                objects.append((condition, atom))
            else:
                rest.append((condition, atom))

        def add(kind: list[Any], atom: Callable[[], Atom]) -> None:
            if len(kind) == 1:
                rest.append(kind[0])
            elif kind:
                every = len(kind) == len(alternatives)
                rest.append((where if every else graph.any(*(c for c, _ in kind)), atom()))

        add(truths, lambda: Bool(graph.any(*(graph.all(c, each.holds) for c, each in truths))))
        add(objects, lambda: self._one_object(objects))
        add(sets, lambda: self.joined(sets))
        return rest

    def _one_object(self, objects: list[tuple[Term, Atom]]) -> Object:
        members: dict[Any, list[Value]] = {}
        for condition, atom in objects:
            for key, value in self.as_object(atom).members.items():
                members.setdefault(key, []).append(self.under(condition, value))
        return Object({key: self.merged(*each) for key, each in members.items()})

    def joined(self, sets: Iterable[tuple[Term, Atom]]) -> Set:
        """All that is in sets that are there under conditions.

        Raises:
            Unliftable: One of them is no set.
        """
        graph = self.graph
        members: dict[Any, list[Term]] = {}
        others: list[tuple[Term, Value]] = []
        for condition, atom in sets:
            if not isinstance(atom, Set):
                raise Unliftable("a set is expected")
            for key, each in atom.members.items():
                members.setdefault(key, []).append(graph.all(condition, each))
            others += [(graph.all(condition, each), value) for each, value in atom.others]
        return Set({key: graph.any(*each) for key, each in members.items()}, tuple(others))

    def under(self, condition: Term, value: Value) -> Value:
        """The value where a condition holds; undefined elsewhere."""
        graph = self.graph
        if condition is graph.true or value.where is None:
            return value
        alternatives = ((graph.all(condition, each), atom) for each, atom in value.alternatives)
        return self.of(alternatives, graph.all(condition, value.where))

    def merged(self, *values: Value) -> Value:
        """Values that hold under conditions of their own, as one."""
        present = [each for each in values if each]
        if len(present) == 1:
            return present[0]
        where = self.graph.any(*(each.where for each in present if each.where is not None))
        return self.of((each for value in present for each in value.alternatives), where)

    def defined(self, value: Value) -> Term:
        """Where it is defined."""
        return self.graph.false if value.where is None else value.where

    def named(self, value: Value) -> Value:
        """The value with its conditions as terms of their own, and all that is in it."""
        if value.where is None:
            return value
        where = self.graph.named(value.where)
        found = tuple(
            (condition, self._named(atom, condition))
            for condition, atom in (
                (
                    where
                    if c is value.where
                    else self.graph.named(self.graph.all(where, c), where),
                    a,
                )
                for c, a in value.alternatives
            )
        )
        return Value(found, where)

    def _named(self, atom: Atom, condition: Term) -> Atom:
        graph = self.graph
        match atom:
            case Bool(holds):
                return Bool(graph.named(graph.all(condition, holds), condition))
            case Array(items, dense):
                return Array(tuple((graph.named(c), self.named(v)) for c, v in items), dense)
            case Set(members, others):
                return Set(
                    {key: graph.named(each) for key, each in members.items()},
                    tuple((graph.named(c), self.named(v)) for c, v in others),
                )
            case Object(members):
                return Object({key: self.named(each) for key, each in members.items()})
            case Place():
                raise Unliftable("the position of an item depends on the case")
        return atom

    # ## Constants

    def constant(self, value: Any) -> Value:
        """A value of JSON, or a set of the interpreter, that is the same in every case.

        One that varies is one of two such values.
        """
        if isinstance(value, Varying):
            other = self.graph.holds(value.pointer)
            usual = self.under(self.graph.negated(other), self.constant(value.usual))
            return self.merged(usual, self.under(other, self.constant(value.other)))
        return self.sure(self.atom(value))

    def atom(self, value: Any) -> Atom:
        """What a constant is."""
        if isinstance(value, bool):
            return Bool(self.graph.constant(value))
        if isinstance(value, concrete.Set):
            return self.set_of(value)
        return Data(value) if isinstance(value, dict | list) else Const(value)

    def set_of(self, values: Iterable[Any]) -> Set:
        """A set of constants."""
        members: dict[Any, Term] = {}
        others: list[tuple[Term, Value]] = []
        for each in values:
            if isinstance(each, dict | list | concrete.Set):
                others.append((self.graph.true, self.constant(each)))
            else:
                members[key_of(each)] = self.graph.true
        return Set(members, tuple(others))

    def is_constant(self, value: Value) -> bool:
        """Whether it is the same in every case."""
        if len(value.alternatives) != 1 or value.alternatives[0][0] is not self.graph.true:
            return False
        return self.is_fixed(value.alternatives[0][1])

    def is_fixed(self, atom: Atom) -> bool:
        """Whether a thing is the same in every case."""
        true = self.graph.true
        match atom:
            case Const() | Data():
                return True
            case Bool(holds):
                return holds.op is Op.CONSTANT
            case Array(items):
                return all(c is true and self.is_constant(item) for c, item in items)
            case Set(members, others):
                return all(c is true for c in members.values()) and all(
                    c is true and self.is_constant(item) for c, item in others
                )
            case Object(members):
                return all(self.is_constant(each) for each in members.values())
        return False

    def plain(self, value: Value) -> Any:
        """What a constant is in the interpreter."""
        return self.plain_atom(value.alternatives[0][1])

    def plain_atom(self, atom: Atom) -> Any:
        """What a thing that is the same in every case is in the interpreter."""
        match atom:
            case Const(found) | Data(found):
                return found
            case Bool(holds):
                return holds.value
            case Array(items):
                return [self.plain(item) for _, item in items]
            case Set(members, others):
                fixed = [constant_of(key) for key in members]
                return concrete.Set([*fixed, *(self.plain(item) for _, item in others)])
            case Object(members):
                return {constant_of(key): self.plain(each) for key, each in members.items()}
        raise Unliftable(f"a {type(atom).__name__} is no constant")

    # ## Collections as they can be gone through

    def items(self, atom: Atom) -> list[tuple[Term, Value, Value]]:
        """The members of a collection: the condition under which each is there, key and value.

        Raises:
            Unliftable: It cannot be gone through.
        """
        true = self.graph.true
        match atom:
            case Data(list() as found):
                return [(true, self.constant(i), self.constant(v)) for i, v in enumerate(found)]
            case Data(found):
                return [(true, self.constant(k), self.constant(v)) for k, v in found.items()]
            case Array(items, dense):
                if not dense and any(c is not true for c, _ in items):
                    return [(c, self.sure(Place()), item) for c, item in items]
                return [(c, self.constant(i), item) for i, (c, item) in enumerate(items)]
            case Set(members, others):
                if others and len(others) + len(members) > 1:
                    raise Unliftable("a set of values that are not constant has no fixed order")
                fixed = concrete.in_order(constant_of(key) for key in members)
                return [
                    *((members[key_of(e)], self.constant(e), self.constant(e)) for e in fixed),
                    *((c, item, item) for c, item in others),
                ]
            case Object(members):
                keys = concrete.in_order(constant_of(key) for key in members)
                return [
                    (self.defined(members[key_of(k)]), self.constant(k), members[key_of(k)])
                    for k in keys
                ]
        return []

    def as_object(self, atom: Atom) -> Object:
        """An object that members can be added to.

        Raises:
            Unliftable: It is no object that is made by rules.
        """
        if isinstance(atom, Object):
            return atom
        if isinstance(atom, Data) and isinstance(atom.value, dict):
            return Object({key_of(k): self.constant(v) for k, v in atom.value.items()})
        raise Unliftable(f"an object is expected, not {type(atom).__name__}")

    def as_array(self, atom: Atom) -> Array:
        """An array that items can be added to.

        Raises:
            Unliftable: It is no array.
        """
        if isinstance(atom, Array):
            return atom
        if isinstance(atom, Data) and isinstance(atom.value, list):
            items = tuple((self.graph.true, self.constant(each)) for each in atom.value)
            return Array(items, dense=True)
        raise Unliftable(f"an array is expected, not {type(atom).__name__}")

    def code_values(self, condition: Term, atom: Code) -> list[tuple[Term, str]]:
        """Each string that a code may be, with its condition."""
        graph = self.graph
        return [
            (graph.all(condition, graph.equal(atom.term, graph.number(index))), text)
            for index, text in enumerate(atom.values)
        ]


def day_number(text: str) -> int | None:
    """The number of the day of an ISO date; ``None`` for any other text."""
    if len(text) != _ISO_LENGTH:
        return None
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None
