"""Reads the facts of a case: each once, into a local."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from policycheck.facts.dictionary import type_of
from policycheck.facts.formats import DECIMALS


@dataclass(frozen=True)
class Fact:
    """A fact, or what facts stand in.

    Attributes:
        name: The local that holds it: ``None`` where it is not known.
        known: Python that says whether it is known; empty if it always is.
        type: As the fact dictionary has it; empty for the case itself.
        values: The values of an enum, in order.
        decimals: How many decimals are counted in.
    """

    name: str
    known: str
    type: str
    values: tuple[str, ...] = ()
    decimals: int = 0

    @property
    def is_number(self) -> bool:
        """Whether a case has it as a number."""
        return self.type in ("amount", "decimal", "integer")

    @property
    def is_day(self) -> bool:
        """Whether a case has it as an ISO date."""
        return self.type in ("date", "event_date")


class FactReader:
    """Writes the reading of facts.

    Args:
        schema: The case schema, without references.
        slots: The lists of which fewer items are followed than the schema allows.
    """

    def __init__(self, schema: Mapping[str, Any], slots: Mapping[str, int]) -> None:
        self.lines: list[str] = []
        self._schema = schema
        self._slots = slots
        self._read: dict[str, Fact] = {"": Fact("case", "", "object")}
        self._schemas: dict[str, Mapping[str, Any]] = {"": schema}
        for pointer in sorted(slots):
            # A case is out of bounds whether or not an item of the list is asked for.
            self.fact(pointer)

    def fact(self, pointer: str) -> Fact:
        """The fact at a JSON Pointer, read by now."""
        found = self._read.get(pointer)
        if found is None:
            parent, _, key = pointer.rpartition("/")
            above = self.fact(parent)
            found = self._read[pointer] = self._written(pointer, above, parent, key)
        return found

    def _written(self, pointer: str, above: Fact, parent: str, key: str) -> Fact:
        name = f"f{len(self._read)}"
        if above.type == "list":
            schema = self._schemas[parent]["items"]
            kind = type_of(schema)
            there = f"n_{above.name} > {key}"
            absent = "nothing" if kind == "object" else "None"
            self.lines.append(f"{name} = {above.name}[{key}] if {there} else {absent}")
        else:
            schema = self._schemas[parent]["properties"][key]
            kind = type_of(schema)
            absent = ", nothing" if kind == "object" else ""
            self.lines.append(f"{name} = {above.name}.get({key!r}{absent})")
        known = f"{name} is not nothing" if kind == "object" else f"{name} is not None"
        self._schemas[pointer] = schema
        if kind == "list":
            most = self._slots.get(pointer, schema.get("maxItems"))
            self.lines.append(f"n_{name} = 0 if {name} is None else len({name})")
            self.lines.append(f"if n_{name} > {most}: undecided('out_of_bounds')")
        if pointer in ("/as_of", "/known_at"):
            known = ""
        decimals = DECIMALS.get(schema.get("format", ""), 0)
        return Fact(name, known, kind, tuple(schema.get("enum", ())), decimals)
