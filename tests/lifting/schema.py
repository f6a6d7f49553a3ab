"""A small schema of made-up cases with every type of fact, and cases of it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from policycheck.facts.dictionary import type_of
from policycheck.facts.formats import DECIMALS
from terms.naive import Case

Json = dict[str, Any]

BOOL: Json = {"type": "boolean"}
DATE: Json = {"type": "string", "x-type": "date"}
FORM: Json = {"type": "string", "enum": ["contract", "addendum", "none"]}
KIND: Json = {"type": "string", "enum": ["clinic", "ward", "none"]}
WHOLE: Json = {"type": "integer", "minimum": 0, "maximum": 20}
AMOUNT: Json = {
    "type": "number",
    "format": "amount",
    "x-type": "amount",
    "minimum": 0,
    "maximum": 1000000,
}
FTE: Json = {"type": "number", "format": "thousandths", "minimum": 0, "maximum": 2}
TEXT: Json = {"type": "string"}
UZOVI: Json = {"type": "string", "x-type": "uzovi"}


def _object(**members: Json) -> Json:
    return {"type": "object", "properties": members}


def _list(items: Json, most: int) -> Json:
    return {"type": "array", "items": items, "maxItems": most}


YEARS = _object(**dict.fromkeys(("2021", "2022", "2023"), AMOUNT))
CLAIM = _object(form=FORM, on=DATE, euros=AMOUNT, paid=BOOL, fte=FTE, name=TEXT)
SCHEMA = _object(
    as_of=DATE,
    known_at=DATE,
    yes=BOOL,
    no=BOOL,
    form=FORM,
    other_form=FORM,
    kind=KIND,
    day=DATE,
    until=DATE,
    number=WHOLE,
    limit=WHOLE,
    euros=AMOUNT,
    ceiling=AMOUNT,
    fte=FTE,
    name=TEXT,
    uzovi=UZOVI,
    group=_object(yes=BOOL, day=DATE, number=WHOLE, within=_object(no=BOOL)),
    turnover=YEARS,
    costs=YEARS,
    claims=_list(CLAIM, 3),
    forms=_list(FORM, 3),
)
# Beyond what the rules in this directory compare with, and just on it.
_POOLS: Mapping[str, tuple[Any, ...]] = {
    "bool": (True, False),
    "date": ("2022-12-31", "2023-01-01", "2023-02-28", "2024-02-29", "2024-03-01"),
    "integer": (0, 2, 3, 4, 20),
    "amount": (0, 0.1, 0.2, 0.3, 99.99, 100, 100.01, 19.99, 1000000),
    "decimal": (0, 0.4, 0.6, 0.7, 1.3, 0.125, 2),
    "text": ("x", "y", "Zorg é"),
    "identifier": ("3310", "0101", "9999"),
}


def case_of(random: Random) -> Json:
    """A case in which some facts are known."""
    present = random.choice((50, 80, 80, 95, 100))
    return {
        "as_of": random.choice(_POOLS["date"]),
        "known_at": random.choice(_POOLS["date"]),
        **_members(SCHEMA, random, present),
    }


def _members(schema: Json, random: Random, present: int) -> Json:
    return {
        name: _value(member, random, present)
        for name, member in schema["properties"].items()
        if random.randrange(100) < present and name not in ("as_of", "known_at")
    }


def _value(schema: Json, random: Random, present: int) -> Any:
    match type_of(schema):
        case "object":
            return _members(schema, random, present)
        case "list":
            count = random.randint(0, schema["maxItems"])
            return [_value(schema["items"], random, present) for _ in range(count)]
        case "enum":
            return random.choice(schema["enum"])
        case kind:
            return random.choice(_POOLS[kind])


def flat(document: Json, schema: Json = SCHEMA) -> Case:
    """A case as terms see it: every fact by its pointer, as a whole number where it is one."""
    found: Json = {}
    _flatten(document, schema, "", found)
    return Case(found, fill=_Fill())


class _Fill(dict[str, int]):
    """Any number where none is known; this one is a day that every call takes."""

    def get(self, key: str, default: Any = None) -> int:
        return date(1900, 1, 1).toordinal()


def _flatten(value: Any, schema: Json, pointer: str, found: Json) -> None:
    kind = type_of(schema)
    if kind == "object":
        found[pointer] = None
        for name, member in value.items():
            _flatten(member, schema["properties"][name], f"{pointer}/{name}", found)
    elif kind == "list":
        found[pointer] = None
        for index, item in enumerate(value):
            _flatten(item, schema["items"], f"{pointer}/{index}", found)
    else:
        found[pointer] = _plain(value, schema, kind)


def _plain(value: Any, schema: Json, kind: str) -> Any:
    if kind in ("date", "event_date"):
        return date.fromisoformat(value).toordinal()
    if kind == "enum":
        return schema["enum"].index(value)
    if kind in ("amount", "decimal"):
        return int(Decimal(str(value)) * 10 ** DECIMALS[schema["format"]])
    return value
