"""The fact dictionary: every fact that a case can hold, with its meaning and its type."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from policycheck.errors import UsageError
from policycheck.facts.formats import DIGITS
from policycheck.facts.problems import child, dotted, quoted, tokens
from policycheck.facts.suggestions import close_names, or_list
from policycheck.model import Text

_MOST_MEANT = 3


class Supplier(StrEnum):
    """Who can best say what a fact is; a register is one that anybody can look up."""

    PROVIDER = "provider"
    INSURER = "insurer"
    REGISTER = "register"


class Change(StrEnum):
    """Whether a fact can become another one.

    The provider can still bring it about; or it happened, or is what it is; or it is the insurer
    who does it or finds it.
    """

    CHANGEABLE = "changeable"
    HISTORIC = "historic"
    INSURER = "insurer"


_TYPES = {
    "boolean": "bool",
    "integer": "integer",
    "number": "decimal",
    "string": "text",
    "array": "list",
    "object": "object",
}


@dataclass(frozen=True)
class FactDefinition:
    """What one fact means.

    Attributes:
        pointer: Where it stands in a case, as a JSON Pointer; ``*`` stands for any item of a list.
        title: A short name.
        description: One or two sentences: the unit, and what an empty list means.
        type: ``bool``, ``integer``, ``amount``, ``decimal``, ``date``, ``event_date``, ``text``,
            ``enum``, ``identifier``, ``list`` or ``object``.
        values: The values of an ``enum``, in the order of the schema.
        examples: Valid values.
        question: What to ask whoever knows it; ``None`` for an object, and for an item of a list of
            plain values, where the list has the question.
        supplied_by: Who that is best; ``None`` as for the question.
        change: Whether it can become another one; ``None`` as for the question.
        unit: Of an ``integer`` or a ``decimal``, such as ``days``; an ``amount`` is in euros.
        value_titles: What each value of an ``enum`` means, in a few words.
        sensitive: Whether it is about fraud, integrity, sanctions, supervision or beneficial
            owners, so that its content stays in the house.
    """

    pointer: str
    title: Text
    description: Text
    type: str
    values: tuple[str, ...]
    examples: tuple[Any, ...]
    question: Text | None = None
    supplied_by: Supplier | None = None
    change: Change | None = None
    unit: str | None = None
    value_titles: Mapping[str, Text] = field(default_factory=dict)
    sensitive: bool = False

    @property
    def name(self) -> str:
        """The fact as people write it: ``provider.serious_errors[*].on``."""
        return dotted(self.pointer)

    @property
    def key(self) -> str:
        """The last key of its name."""
        return tokens(self.pointer)[-1]


class FactDictionary(Mapping[str, FactDefinition]):
    """Every fact by its pointer, in the order of the schemas."""

    def __init__(self, definitions: Mapping[str, FactDefinition]) -> None:
        self._definitions = MappingProxyType(dict(definitions))
        # Asked for at each decision.
        self._events = tuple(
            fact.pointer for fact in self._definitions.values() if fact.type == "event_date"
        )

    def __getitem__(self, pointer: str) -> FactDefinition:
        """The fact at that pointer, written with ``*`` for the items of a list."""
        return self._definitions[pointer]

    def __iter__(self) -> Iterator[str]:
        """Every pointer."""
        return iter(self._definitions)

    def __len__(self) -> int:
        """How many facts there are, with the objects and lists that hold others."""
        return len(self._definitions)

    def at(self, pointer: str) -> FactDefinition | None:
        """The fact at a pointer into a case, where items have numbers or no step at all."""
        found = ""
        for step in tokens(pointer):
            above = self._definitions.get(found)
            if above is not None and above.type == "list":
                found = child(found, "*")
                if step == "*" or step.isdigit():
                    continue
            found = child(found, step)
        return self._definitions.get(found)

    def find(self, name: str) -> FactDefinition:
        """The fact of that name: a pointer, a dotted name, or its last part if that is unique.

        Raises:
            UsageError: There is no such fact, or there are several.
        """
        plain = name.replace("[", ".").replace("]", "").replace(".", "/")
        pointer = name if name.startswith("/") else f"/{plain}"
        if found := self.at(pointer):
            return found
        ending = [fact for fact in self.values() if fact.pointer.endswith(pointer)]
        if len(ending) == 1:
            return ending[0]
        if ending:
            names = [fact.name for fact in ending]
            if len(names) > _MOST_MEANT:
                names = [*names[:_MOST_MEANT], f"one of {len(names) - _MOST_MEANT} others"]
            sentence = f"{quoted(name)} is the name of several facts: choose {or_list(names)}"
            raise UsageError(sentence)
        sentence = f"there is no fact {quoted(name)}"
        meant = self._meant(pointer)
        raise UsageError(f"{sentence}; did you mean {or_list(meant)}?" if meant else sentence)

    def _meant(self, pointer: str) -> list[str]:
        """The same key elsewhere, else the names that look alike."""
        key = tokens(pointer)[-1]
        names = {fact.name: fact.key for fact in self.values()}
        same = [name for name, other in names.items() if other == key]
        if 0 < len(same) <= _MOST_MEANT:
            return same
        if close := close_names(dotted(pointer), list(names), 0.7):
            return close
        near = close_names(key, sorted(set(names.values())), 0.8)[:1]
        return [name for name, other in names.items() if other in near][:_MOST_MEANT]

    def members(self, pointer: str) -> tuple[FactDefinition, ...]:
        """The facts that stand directly in the object at a pointer into a case."""
        above = self.at(pointer)
        within = above.pointer if above else ""
        return tuple(fact for fact in self.values() if fact.pointer.rpartition("/")[0] == within)

    def events(self) -> tuple[str, ...]:
        """The pointers of the dates on which something happened."""
        return self._events


def dictionary_of(schema: Mapping[str, Any]) -> FactDictionary:
    """The dictionary of a case schema without references."""
    return FactDictionary(dict(_definitions(schema, "")))


def _definitions(schema: Mapping[str, Any], pointer: str) -> Iterator[tuple[str, FactDefinition]]:
    if pointer:
        yield pointer, _definition(schema, pointer)
    for name, member in schema.get("properties", {}).items():
        yield from _definitions(member, child(pointer, name))
    if "items" in schema:
        yield from _definitions(schema["items"], child(pointer, "*"))


def _definition(schema: Mapping[str, Any], pointer: str) -> FactDefinition:
    asked = "x-question" in schema
    return FactDefinition(
        pointer=pointer,
        title=Text(schema["x-title-nl"], schema["title"]),
        description=Text(schema["x-description-nl"], schema["description"]),
        type=type_of(schema),
        values=tuple(schema.get("enum", ())),
        examples=tuple(schema["examples"]),
        question=Text(schema["x-question-nl"], schema["x-question"]) if asked else None,
        supplied_by=Supplier(schema["x-supplied-by"]) if asked else None,
        change=Change(schema["x-change"]) if asked else None,
        unit=schema.get("x-unit"),
        value_titles=MappingProxyType(
            {value: Text(**title) for value, title in schema.get("x-values", {}).items()}
        ),
        sensitive=schema.get("x-sensitive", False),
    )


def type_of(schema: Mapping[str, Any]) -> str:
    """The type of a fact, by its schema without references."""
    marked: str | None = schema.get("x-type")
    if marked:
        return "identifier" if marked in DIGITS else marked
    return "enum" if "enum" in schema else _TYPES[schema["type"]]
