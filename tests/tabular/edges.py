"""Cases on either side of everything that the schema says, each with as little else as can be.

Read from the schema, and not from what is tested. A keyword that is not known here has no edges.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from typing import Any

from policycheck.facts.dictionary import type_of
from policycheck.facts.formats import DECIMALS, DIGITS
from tabular.batches import SCHEMA

Json = dict[str, Any]
Schema = Mapping[str, Any]

JUDGED = date(2024, 1, 15)
"""The day on which most edges are judged."""

LATE = date(2500, 1, 1)
"""A day after every date that the schema allows, so that no event lies in the future."""

_CONTROLS = ("\x00", "\x08", "\t", "\n", "\x0b", "\x0c", "\r", "\x1f", "\x7f", "\x80", "\x9f")
_CHARACTERS = (*_CONTROLS, " ", "~", "\xa0", "\xbf", "é", "\u2028", "\ufeff", "\uffff", "😀")


@dataclass(frozen=True)
class Edge:
    """A case, and the day on which it is judged."""

    case: Json
    as_of: date = JUDGED


@cache
def edges() -> tuple[Edge, ...]:
    """Every edge of the schema of cases."""
    cases = [case for case in _values(SCHEMA) if case is not None]
    return (*(Edge(case, day) for case in cases for day in (JUDGED, LATE)), *_turnover())


def _turnover() -> Iterator[Edge]:
    """Turnover around the start of the provider."""
    for insurer, relation in SCHEMA["properties"]["insurers"]["properties"].items():
        for year in relation["properties"].get("turnover", {}).get("properties", {}):
            days = (f"{year}-12-31", f"{int(year) + 1}-01-01", None)
            for day, amount in product(days, (0, 0.01, None)):
                turnover = {insurer: {"turnover": {year: amount}}}
                yield Edge({"provider": {"started_on": day}, "insurers": turnover}, LATE)


def _values(schema: Schema) -> Iterator[Any]:
    kind = type_of(schema)
    if kind == "object":
        yield from _objects(schema)
    elif kind == "list":
        yield from _lists(schema)
    elif kind in ("integer", "amount", "decimal"):
        yield from _numbers(schema)
    elif kind in ("date", "event_date"):
        yield from ("1699-12-31", "1700-01-01", "2199-12-31", "2200-01-01")
        yield from ("2024-01-14", "2024-01-15", "2024-01-16")
    elif kind == "text":
        yield from _texts(schema)
    elif kind == "identifier":
        count = DIGITS[schema["x-type"]]
        yield from ("", "0" * (count - 1), "0" * count, "9" * (count + 1), "a" * count)
        yield from (
            "0" * (count - 1) + "/",
            ":" + "0" * (count - 1),
            "٣" * count,
            "٣" * (count // 2),
        )
        yield from ("0" * count + "\n", "0" * (count - 1) + "\n", " " + "0" * (count - 1))
    else:
        yield from schema.get("enum", (True, False))


def _numbers(schema: Schema) -> Iterator[Any]:
    decimals = DECIMALS.get(schema.get("format", ""), 0)
    limits = {schema[each] for each in ("minimum", "exclusiveMinimum", "maximum") if each in schema}
    for limit in sorted(limits):
        for scaled in (limit * 10**decimals + step for step in (-1, 0, 1)):
            yield scaled / 10**decimals if decimals else scaled


def _texts(schema: Schema) -> Iterator[str]:
    least, most = schema.get("minLength", 0), schema["maxLength"]
    for character, count in product(("x", "é", "😀"), (least - 1, least, most, most + 1)):
        yield character * count
    for character in _CHARACTERS:
        yield character
        yield f"a{character}b"


def _lists(schema: Schema) -> Iterator[Any]:
    item, most = schema["items"], schema["maxItems"]
    good = _several(item, most + 1)
    yield []
    yield from (good[:count] for count in (1, 2, most - 1, most, most + 1))
    yield from ([None], [None, good[0]], [*good[: most - 1], None])
    yield from ([good[0], good[0]], [*good[: most - 1], good[0]], [good[0], good[1], good[1]])
    yield from ([good[1], good[0]], [good[0], None, good[0]])
    for value in _values(item):
        yield [value]
        yield [good[0], value]


def _several(schema: Schema, count: int) -> list[Any]:
    """Valid items, different if there are as many."""
    if "enum" in schema:
        values = schema["enum"]
    elif schema["type"] == "integer":
        values = range(schema["minimum"], schema["maximum"])
    else:
        values = _leasts(schema)[-1:]
    return [values[place % len(values)] for place in range(count)]


def _leasts(schema: Schema) -> list[Json]:
    """Valid objects with no more than they need; one for each value that needs or excludes more."""
    example = schema["examples"][0]
    needed = {name: example[name] for name in schema.get("required", ())}
    made = []
    for part in schema.get("allOf", ()):
        [(name, only)] = part["if"]["properties"].items()
        if name in needed:
            members = part["then"].get("required", ())
            more = {each: _choices(schema["properties"][each])[-1] for each in members}
            made.append({**needed, name: only["const"], **more})
    return made or [needed]


def _objects(schema: Schema) -> Iterator[Json | None]:
    yield None
    yield {}
    for least in _leasts(schema):
        yield least
        yield from ({**least, name: None} for name in least)
        yield from ({k: v for k, v in least.items() if k != name} for name in least)
        for name, member in schema["properties"].items():
            for value in _values(member):
                yield {**least, name: value}
        yield from _together(schema, least)


def _together(schema: Schema, least: Json) -> Iterator[Json]:
    """Every combination of members that the schema speaks of together."""
    groups = [list(pair) for pair in schema.get("x-not-before", {}).items()]
    groups += [_named(part) for part in schema.get("allOf", ())]
    groups += [[name, *_named(part)] for name, part in schema.get("dependentSchemas", {}).items()]
    for names in groups:
        choices = [[None, *_choices(schema["properties"][name])] for name in names]
        for values in product(*choices):
            yield {**least, **dict(zip(names, values, strict=True))}


def _named(part: Any) -> list[str]:
    """The members that a part of a schema names."""
    if not isinstance(part, Mapping):
        return []
    below = [name for each in part.values() for name in _named(each)]
    found = [*part.get("required", ()), *part.get("properties", ()), *below]
    return [name for name in dict.fromkeys(found) if name not in _PARTS]


_PARTS = ("if", "then", "required", "properties")


def _choices(schema: Schema) -> list[Any]:
    kind = type_of(schema)
    if kind in ("date", "event_date"):
        return ["2023-05-01", "2023-05-02", "2023-05-03"]
    if kind == "list":
        return [[], _leasts(schema["items"])]
    return list(schema.get("enum", ())) or [schema.get("minimum", True), schema.get("maximum")]
