"""What is known of a case, in the way in which the terms of a decision speak of facts."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from policycheck.compiled.narrowing import Known
from policycheck.facts.dictionary import type_of
from policycheck.facts.formats import DECIMALS

_Schema = Mapping[str, Any]
_ABSENT = object()
_TIES = frozenset({"allOf", "dependentSchemas", "x-not-before"})


class CasePlaces:
    """What stands at the pointers of a case, by its schema.

    Args:
        schema: The case schema, without references.
        document: The facts with ``as_of`` and ``known_at``.
    """

    def __init__(self, schema: _Schema, document: Mapping[str, Any]) -> None:
        self._schema = schema
        self._document = document

    def known(self, pointers: Iterable[str]) -> Known:
        """What is known of the facts at some pointers."""
        known: dict[str, bool] = {}
        values: dict[str, Any] = {}
        most: dict[str, int] = {}
        today = date.fromisoformat(self._document["as_of"]).toordinal()
        for pointer in pointers:
            if not pointer.startswith("/"):
                continue
            value, certain = self.at(pointer)
            schema = schema_at(self._schema, pointer)
            if certain:
                known[pointer] = value is not _ABSENT
            if certain and value is not _ABSENT:
                values[pointer] = _counted(value, schema)
            elif not certain and type_of(schema) == "event_date":
                most[pointer] = today
        return Known(known, {key: each for key, each in values.items() if each is not None}, most)

    def tied(self) -> tuple[str, ...]:
        """The pointers of what is known and says what others can be, in the case as a whole.

        One of the members of each object is among them: for its sake the object is there.
        """
        return tuple(_tied(self._document, self._schema, ""))

    def at(self, pointer: str) -> tuple[Any, bool]:
        """What stands at a pointer, and whether that is certain: absent for good, or known."""
        value: Any = self._document
        for step in pointer.split("/")[1:]:
            if isinstance(value, list):
                if int(step) >= len(value):
                    return _ABSENT, True
                value = value[int(step)]
            elif step in value:
                value = value[step]
            else:
                return _ABSENT, False
        return value, True

    def is_open(self, pointer: str) -> bool:
        """Whether something may become known at a pointer that is not."""
        return not self.at(pointer)[1]

    def owner(self, pointer: str) -> str | None:
        """The fact that a pointer belongs to: a list is one, and what only comes together.

        ``None`` for an object around facts, which is known if one of them is.
        """
        steps = pointer.split("/")[1:]
        schema = self._schema
        for place, step in enumerate(steps, 1):
            schema = schema["properties"][step]
            kind = type_of(schema)
            if kind == "list" or (kind == "object" and schema.get("required")):
                return "/" + "/".join(steps[:place])
        return None if type_of(schema) == "object" else pointer

    def owners(self, pointer: str) -> list[str]:
        """The facts that say whether something is known at a pointer: one, or those within it."""
        if (owner := self.owner(pointer)) is not None:
            return [owner]
        within = schema_at(self._schema, pointer)["properties"]
        return [each for name in within for each in self.owners(f"{pointer}/{name}")]


def _tied(value: Any, schema: _Schema, pointer: str) -> Iterator[str]:
    ties = not _TIES.isdisjoint(schema) or pointer.endswith("/turnover")
    for place, (name, member) in enumerate(value.items()):
        where = f"{pointer}/{name}"
        below = schema["properties"].get(name)
        if below is None:
            continue  # not a fact: what is asked beside them
        if ties or not place or where == "/provider/started_on":
            yield where
        if isinstance(member, Mapping):
            yield from _tied(member, below, where)


def schema_at(schema: _Schema, pointer: str) -> _Schema:
    """The schema at a pointer, where ``*`` or a number stands for an item."""
    found = schema
    for step in pointer.split("/")[1:]:
        found = found["items"] if type_of(found) == "list" else found["properties"][step]
    return found


def _counted(value: Any, schema: _Schema) -> Any:
    """A value as terms count it; ``None`` for what has no value of its own."""
    kind = type_of(schema)
    if kind in ("object", "list"):
        return None
    if kind == "enum":
        return schema["enum"].index(value)
    if kind in ("date", "event_date"):
        return date.fromisoformat(value).toordinal()
    if kind in ("amount", "decimal"):
        return int(Decimal(str(value)).scaleb(DECIMALS[schema["format"]]))
    return value
