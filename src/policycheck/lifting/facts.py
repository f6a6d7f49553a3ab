"""The facts of a case as values: what the schema says that each can be."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from policycheck.facts.dictionary import type_of
from policycheck.facts.formats import DECIMALS, FIRST_YEAR, LAST_YEAR
from policycheck.lifting.errors import Unliftable
from policycheck.lifting.making import Maker
from policycheck.lifting.values import (
    UNDEFINED,
    Array,
    Atom,
    Bool,
    Code,
    Day,
    Facts,
    Number,
    Text,
    Value,
)
from policycheck.terms import Graph, Term

FIRST_DAY = date(FIRST_YEAR, 1, 1).toordinal()
LAST_DAY = date(LAST_YEAR, 12, 31).toordinal()
# The days of a question are always known; see evaluation/dates.py.
_ALWAYS = frozenset({"/as_of", "/known_at"})


class CaseFacts:
    """The facts of any case, as values over a graph.

    Args:
        schema: The case schema, without references.
        slots: The most items of a list that are followed; cases with more are out of bounds.
    """

    def __init__(self, maker: Maker, schema: Mapping[str, Any], slots: int) -> None:
        self._maker = maker
        self._graph: Graph = maker.graph
        self._slots = slots
        self.root = maker.sure(Facts("", schema["properties"]))
        self.cut: dict[str, int] = {}
        """The lists that have fewer slots than the schema allows items, with their slots."""

    def member(self, facts: Facts, key: Any) -> Value:
        """A member of an object of the case; undefined for what cases do not have."""
        schema = facts.members.get(key) if isinstance(key, str) else None
        return UNDEFINED if schema is None else self._at(f"{facts.pointer}/{key}", schema)

    def items(self, facts: Facts) -> list[tuple[Term, Value, Value]]:
        """The members of an object of the case: where each is there, its key and its value."""
        found = []
        for key in sorted(facts.members):
            value = self.member(facts, key)
            found.append((self._maker.defined(value), self._maker.constant(key), value))
        return found

    def _at(self, pointer: str, schema: Mapping[str, Any]) -> Value:
        graph = self._graph
        known = graph.true if pointer in _ALWAYS else graph.known(pointer)
        return self._maker.where(known, self._atom(pointer, schema))

    def _atom(self, pointer: str, schema: Mapping[str, Any]) -> Atom:
        graph = self._graph
        match type_of(schema):
            case "object":
                return Facts(pointer, schema["properties"])
            case "list":
                return self._list(pointer, schema)
            case "bool":
                return Bool(graph.holds(pointer))
            case "enum":
                values = tuple(schema["enum"])
                return Code(graph.value(pointer, 0, len(values) - 1), values)
            case "date" | "event_date":
                return Day(graph.value(pointer, FIRST_DAY, LAST_DAY))
            case "integer":
                return Number(graph.value(pointer, *_bounds(pointer, schema, 0)))
            case "amount" | "decimal":
                decimals = DECIMALS.get(schema.get("format", ""))
                if decimals is None:
                    raise Unliftable(f"the schema does not bound the decimals of {pointer}")
                bounds = _bounds(pointer, schema, decimals)
                return Number(graph.value(pointer, *bounds), decimals)
        return Text(pointer)

    def _list(self, pointer: str, schema: Mapping[str, Any]) -> Array:
        most = schema.get("maxItems")
        if most is None or most > self._slots:
            self.cut[pointer] = self._slots
            most = self._slots
        items: list[tuple[Term, Value]] = []
        for index in range(most):
            item = self._at(f"{pointer}/{index}", schema["items"])
            items.append((self._maker.defined(item), item))
        return Array(tuple(items), dense=True)


def _bounds(pointer: str, schema: Mapping[str, Any], decimals: int) -> tuple[int, int]:
    low = schema.get("minimum", schema.get("exclusiveMinimum"))
    high = schema.get("maximum")
    if low is None or high is None:
        raise Unliftable(f"the schema does not bound {pointer}")
    return int(low) * 10**decimals, int(high) * 10**decimals
