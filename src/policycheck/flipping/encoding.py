"""The facts of a case as the graph has them: each value a whole number."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain, count
from typing import Any

from policycheck.facts.dictionary import type_of
from policycheck.facts.formats import DECIMALS, DIGITS, FIRST_YEAR, LAST_YEAR
from policycheck.facts.problems import child

Schema = Mapping[str, Any]
Json = dict[str, Any]

FIRST_DAY = date(FIRST_YEAR, 1, 1).toordinal()
LAST_DAY = date(LAST_YEAR, 12, 31).toordinal()

DAYS = frozenset({"date", "event_date"})
NUMBERS = frozenset({"integer", "amount", "decimal"})
_TEXTS = frozenset({"text", "identifier"})

OTHER = 0
"""The number of a text that no rule asks for."""


@dataclass(frozen=True)
class Encoding:
    """How values are numbers.

    Attributes:
        schema: Of a case, without references.
        texts: The texts that rules ask for, by pointer.
    """

    schema: Schema
    texts: Mapping[str, Sequence[str]]

    def at(self, pointer: str) -> Schema:
        """The schema of what stands at a pointer into a case."""
        found = self.schema
        for step in pointer.split("/")[1:]:
            found = found["items"] if type_of(found) == "list" else found["properties"][step]
        return found

    def kind(self, pointer: str) -> str:
        """The type of a fact."""
        return type_of(self.at(pointer))

    def facts(self, case: Mapping[str, Any]) -> dict[str, int | None]:
        """Every fact that a case has, with its number; ``None`` for what holds others."""
        return dict(self._facts(case, self.schema, ""))

    def _facts(self, value: Any, schema: Schema, pointer: str) -> Iterator[tuple[str, int | None]]:
        kind = type_of(schema) if pointer else "object"
        if pointer:
            held = kind in ("object", "list")
            yield pointer, None if held else self.number(pointer, value, schema)
        if kind == "object":
            for name, member in value.items():
                yield from self._facts(member, schema["properties"][name], child(pointer, name))
        elif kind == "list":
            for index, item in enumerate(value):
                yield from self._facts(item, schema["items"], f"{pointer}/{index}")

    def number(self, pointer: str, value: Any, schema: Schema | None = None) -> int:
        """The number of a value."""
        schema = self.at(pointer) if schema is None else schema
        kind = type_of(schema)
        if kind == "bool":
            return int(value)
        if kind == "enum":
            return list(schema["enum"]).index(value)
        if kind in DAYS:
            return date.fromisoformat(value).toordinal()
        if kind in _TEXTS:
            texts = self.texts.get(pointer, ())
            return texts.index(value) + 1 if value in texts else OTHER
        return int(Decimal(str(value)).scaleb(_decimals(schema)))

    def value(self, pointer: str, number: int) -> Any:
        """The value of a number, as a case has it."""
        schema = self.at(pointer)
        kind = type_of(schema)
        if kind == "bool":
            return bool(number)
        if kind == "enum":
            return schema["enum"][number]
        if kind in DAYS:
            return date.fromordinal(number).isoformat()
        if kind in _TEXTS:
            return self.texts[pointer][number - 1] if number != OTHER else self._other(pointer)
        exact = Decimal(number).scaleb(-_decimals(schema))
        return int(exact) if exact == exact.to_integral_value() else float(exact)

    def domain(self, pointer: str) -> tuple[int, int] | None:
        """The least and the greatest that a fact can be; ``None`` where there is nothing to try."""
        schema = self.at(pointer)
        kind = type_of(schema)
        if kind == "bool":
            return 0, 1
        if kind == "enum":
            return 0, len(schema["enum"]) - 1
        if kind in DAYS:
            return FIRST_DAY, LAST_DAY
        if kind in _TEXTS:
            return OTHER, len(self.texts.get(pointer, ()))
        return _bounds(schema) if kind in NUMBERS else None

    def _other(self, pointer: str) -> str:
        """A text that no rule asks for: an example of the schema, or made up."""
        schema, asked = self.at(pointer), self.texts.get(pointer, ())
        length = DIGITS.get(schema.get("format", ""))
        made_up = (
            str(number).zfill(length) if length else "x" * (number + schema.get("minLength", 1))
            for number in count()
        )
        found: Iterator[str] = chain(schema.get("examples", ()), made_up)
        return next(each for each in found if each and each not in asked)


def put(case: Mapping[str, Any], pointer: str, value: Any) -> Json:
    """A copy of a case with another value at a pointer; the item after the last is added."""
    return _put(case, pointer.split("/")[1:], value)  # type: ignore[no-any-return]


def _put(above: Any, steps: Sequence[str], value: Any) -> Any:
    if not steps:
        return value
    step, *rest = steps
    if isinstance(above, list) or (above is None and step.isdigit()):
        items = list(above or ())
        place = int(step)
        below = items[place] if place < len(items) else None
        items[place : place + 1] = [_put(below, rest, value)]
        return items
    members = dict(above or {})
    members[step] = _put(members.get(step), rest, value)
    return members


def at(case: Any, pointer: str) -> Any:
    """The value at a pointer; ``None`` where there is none."""
    for step in pointer.split("/")[1:]:
        if isinstance(case, list):
            case = case[int(step)] if int(step) < len(case) else None
        else:
            case = case.get(step) if isinstance(case, Mapping) else None
        if case is None:
            return None
    return case


def _decimals(schema: Schema) -> int:
    return DECIMALS.get(schema.get("format", ""), 0)


def _bounds(schema: Schema) -> tuple[int, int] | None:
    if "maximum" not in schema or not {"minimum", "exclusiveMinimum"} & schema.keys():
        return None
    least, most, above = (
        None
        if (found := schema.get(key)) is None
        else Decimal(str(found)).scaleb(_decimals(schema))
        for key in ("minimum", "maximum", "exclusiveMinimum")
    )
    lows = [int(-(-each // 1)) for each in (least,) if each is not None]
    lows += [int(each // 1) + 1 for each in (above,) if each is not None]
    assert most is not None
    return max(lows), int(most // 1)
