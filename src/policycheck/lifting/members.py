"""Looks up members, and tells which keys and members a value may stand for."""

from collections.abc import Mapping
from typing import Any

from policycheck.lifting.errors import Unliftable
from policycheck.lifting.facts import CaseFacts
from policycheck.lifting.making import Maker
from policycheck.lifting.values import (
    UNDEFINED,
    Array,
    Atom,
    Bool,
    Code,
    Const,
    Data,
    Facts,
    Number,
    Object,
    Set,
    Value,
    key_of,
)
from policycheck.terms import Op, Term


class Members:
    """The members of collections, over one graph.

    Args:
        readings: The readings that are chosen, by id: a case has them as ``readings``.
    """

    def __init__(self, maker: Maker, facts: CaseFacts, readings: Mapping[str, str]) -> None:
        self._maker = maker
        self._graph = maker.graph
        self._facts = facts
        self._readings = maker.constant(dict(readings))

    def looked_up(self, atom: Atom, key: Atom) -> Value:
        """What is under a key; undefined where there is nothing."""
        if isinstance(key, Code):
            found = self._maker.code_values(self._graph.true, key)
            parts = (self._maker.under(c, self.looked_up(atom, Const(text))) for c, text in found)
            return self._maker.merged(*parts)
        if not self._maker.is_fixed(key):
            raise Unliftable("what is looked up depends on the case")
        plain = self._maker.plain_atom(key)
        match atom:
            case Facts():
                if atom.pointer == "" and plain == "readings":
                    return self._readings
                return self._facts.member(atom, plain)
            case Data(dict() as known):
                there = isinstance(plain, str) and plain in known
                return self._maker.constant(known[plain]) if there else UNDEFINED
            case Object(members):
                return members.get(key_of(plain), UNDEFINED)
            case Set(members, others):
                if others:
                    raise Unliftable("a set of values that are not constant is not looked up in")
                return self._maker.where(members.get(key_of(plain), self._graph.false), key)
            case Data() | Array():
                return self._item(self._maker.as_array(atom), plain)
        return UNDEFINED

    def _item(self, array: Array, index: Any) -> Value:
        if not isinstance(index, int) or isinstance(index, bool):
            return UNDEFINED
        if array.dense or all(c is self._graph.true for c, _ in array.items):
            if not 0 <= index < len(array.items):
                return UNDEFINED
            condition, value = array.items[index]
            return self._maker.under(condition, value)
        if index:
            raise Unliftable("the item at a place depends on which items before it are there")
        parts, before = [], self._graph.false
        for condition, value in array.items:
            first = self._graph.all(condition, self._graph.negated(before))
            parts.append(self._maker.under(first, value))
            before = self._graph.any(before, condition)
        return self._maker.merged(*parts)

    def keys(self, value: Value) -> list[tuple[Term, Any]]:
        """The keys that a value may be, each with its condition."""
        found: list[tuple[Term, Any]] = []
        for condition, atom in value.alternatives:
            if isinstance(atom, Code):
                found += [(c, text) for c, text in self._maker.code_values(condition, atom)]
            elif isinstance(atom, Bool) and atom.holds.op is not Op.CONSTANT:
                yes = self._graph.all(condition, atom.holds)
                no = self._graph.all(condition, self._graph.negated(atom.holds))
                found += [(yes, key_of(True)), (no, key_of(False))]
            elif isinstance(atom, Const | Bool):
                found.append((condition, key_of(self._maker.plain_atom(atom))))
            else:
                raise Unliftable("the key of a member depends on the case")
        return found

    def added(self, value: Value) -> tuple[list[tuple[Any, Term]], list[tuple[Term, Value]]]:
        """What a set has more with a value in it: by what it is, and what is no constant."""
        members: list[tuple[Any, Term]] = []
        others: list[tuple[Term, Value]] = []
        for condition, atom in value.alternatives:
            if isinstance(atom, Const | Code | Bool):
                found = self.keys(self._maker.where(condition, atom))
                members += [(key, each) for each, key in found]
            elif isinstance(atom, Number) and atom.term.op is Op.NUMBER and not atom.decimals:
                members.append((key_of(atom.term.value), condition))
            else:
                others.append((condition, self._maker.sure(atom)))
        return members, others
