"""The facts that laws speak of: which there are, and what they can be compared with."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from policycheck.facts.dictionary import type_of
from policycheck.facts.formats import DECIMALS, DIGITS, has_decimals, has_digits, is_date
from policycheck.facts.problems import child, tokens
from policycheck.facts.schemas import load_schemas
from policycheck.facts.suggestions import did_you_mean, or_list
from policycheck.facts.value_messages import value_sentence
from policycheck.policies.laws import Relation
from policycheck.policies.manifest import Parameter

Schema = Mapping[str, Any]

_OF_DAYS = (Relation.BEFORE, Relation.UNTIL, Relation.FROM, Relation.AFTER)
_OF_NUMBERS = (Relation.LESS_THAN, Relation.AT_MOST, Relation.AT_LEAST, Relation.MORE_THAN)
_DAY, _AMOUNT, _NUMBER, _CODE = "a day", "an amount", "a number", "a code"
_WHAT = {
    "date": _DAY,
    "event_date": _DAY,
    "amount": _AMOUNT,
    "integer": _NUMBER,
    "decimal": _NUMBER,
    "enum": _CODE,
    "bool": "true or false",
    "text": "a text",
    "identifier": "an identifier",
    "list": "a list",
    "object": "an object",
}
_ORDERED = {_DAY: _OF_DAYS, _AMOUNT: _OF_NUMBERS, _NUMBER: _OF_NUMBERS}
_PYTHON = {"bool": bool, "integer": int, "text": str, "enum": str, "identifier": str}


def schema_at(pointer: str) -> Schema | None:
    """The schema of the fact at a pointer, items counted from 0; ``None`` where there is none."""
    found: Schema | None = load_schemas().schema
    for step in tokens(pointer):
        if found is None:
            return None
        items = found.get("items")
        if items is None:
            found = found.get("properties", {}).get(step)
        else:
            numbered = step.isdecimal() and str(int(step)) == step
            found = items if numbered and int(step) < found.get("maxItems", int(step) + 1) else None
    return found


def what_is(schema: Schema) -> str:
    """What a fact is, in a word with its article: ``a day``, ``an amount``, ``a list``."""
    return _WHAT[type_of(schema)]


def is_ordered(schema: Schema) -> bool:
    """Whether one value of a fact can be higher than another."""
    return what_is(schema) in _ORDERED


def why_unknown(pointer: str) -> str:
    """Why there is no fact at a pointer, and what may be meant."""
    above, _, step = pointer.rpartition("/")
    holder = schema_at(above)
    if holder is None:
        return why_unknown(above)
    if "items" in holder:
        if step.isdecimal():
            return f"{above} has at most {holder['maxItems']} items, which count from 0"
        return f"{above} is a list: name an item by its number, counted from 0, as {above}/0"
    names = list(holder.get("properties", ()))
    if not names:
        return f"cases have no fact {pointer}: {above} is {what_is(holder)}, with nothing in it"
    return f"cases have no fact {pointer}{_meant(above, step, names)}"


def _meant(above: str, step: str, names: list[str]) -> str:
    meant = did_you_mean(step, names)
    if meant:
        return f"; did you mean {above}/{meant.removeprefix('; did you mean ')}"
    elsewhere = [each for each, fact in load_schemas().dictionary.items() if fact.key == step]
    return f"; did you mean {elsewhere[0]}?" if len(elsewhere) == 1 else ""


def unfit_relation(pointer: str, schema: Schema, relation: Relation) -> str | None:
    """Why a fact cannot be compared in this way, whatever with."""
    what = what_is(schema)
    if what == _WHAT["object"]:
        return f"{pointer} is an object: name a fact in it{_first_in(pointer, schema)}"
    if what == _WHAT["list"]:
        return f"{pointer} is a list: name an item of it, as {pointer}/0, or say that it is known"
    fitting = (Relation.IS, *_ORDERED.get(what, ()))
    if relation in fitting:
        return None
    compares = "days" if relation in _OF_DAYS else "numbers"
    return f"{relation} compares {compares} and {pointer} is {what}: write {or_list(fitting)}"


def _first_in(pointer: str, schema: Schema) -> str:
    names = [name for name, each in schema["properties"].items() if type_of(each) != "object"]
    return f", such as {child(pointer, names[0])}" if names else ""


def unfit_value(pointer: str, schema: Schema, value: Any, *, exactly: bool = True) -> str | None:
    """Why a fact cannot have a value, or cannot be compared with it.

    Args:
        pointer: The fact.
        schema: Its schema.
        value: A value that a law or a parameter gives; numbers are no ``float``.
        exactly: Whether the fact is to have that value; else it may be out of its range.
    """
    keyword = _refusing(schema, value, exactly)
    if keyword is None:
        return None
    number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    shown = Decimal(str(value)) if number else value
    sentence = value_sentence(keyword, shown, str(value), schema)[1]
    return f"{pointer} is {what_is(schema)}: {sentence}"


def is_day(text: str) -> bool:
    """Whether a text is a day that a case can have, written as one: ``2023-09-01``."""
    try:
        return is_date(text)
    except ValueError:
        return False


def _refusing(schema: Schema, value: Any, exactly: bool) -> str | None:
    """The keyword of a schema that refuses a value."""
    kind = type_of(schema)
    if kind in ("date", "event_date"):
        return "type" if not isinstance(value, str) else None if is_day(value) else "format"
    if kind in ("amount", "decimal", "integer"):
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            return "type"
        return _refusing_number(schema, kind, Decimal(value), exactly)
    if not isinstance(value, _PYTHON[kind]):
        return "type"
    if kind == "enum" and value not in schema["enum"]:
        return "enum"
    if kind == "identifier" and not has_digits(DIGITS[schema["x-type"]], value):
        return "format"
    return None


def _refusing_number(schema: Schema, kind: str, value: Decimal, exactly: bool) -> str | None:
    if kind == "integer" and value != value.to_integral_value():
        return "type"
    decimals = DECIMALS.get(schema.get("format", ""))
    if decimals is not None and not has_decimals(decimals, value):
        return "format"
    below = "minimum" in schema and value < Decimal(str(schema["minimum"]))
    above = "maximum" in schema and value > Decimal(str(schema["maximum"]))
    return "minimum" if exactly and (below or above) else None


def unfit_fact(one: str, first: Schema, other: str, second: Schema) -> str | None:
    """Why two facts cannot be compared with each other."""
    what, with_what = what_is(first), what_is(second)
    if what != with_what:
        return f"{one} is {what} and {other} is {with_what}: compare what is of one kind"
    if what == _CODE and not set(first["enum"]) & set(second["enum"]):
        return f"{one} and {other} have no value in common: they are never the same"
    return None


def unfit_parameter(
    pointer: str, schema: Schema, parameter: Parameter, *, exactly: bool
) -> Iterator[str]:
    """Why a fact cannot be compared with a parameter."""
    what, unit = what_is(schema), parameter.unit
    if (what == _DAY) != (unit == "date") or (what == _AMOUNT) != (unit == "euro"):
        yield f"{pointer} is {what} and the parameter {parameter.id} has the unit {unit}"
        return
    for version in parameter.versions:
        value = version.value
        if isinstance(value, Mapping):
            yield f"the parameter {parameter.id} has more than one value: name one that has one"
            return
        exact = Decimal(repr(value)) if isinstance(value, float) else value
        if why := unfit_value(pointer, schema, exact, exactly=exactly):
            yield f"the parameter {parameter.id} does not fit: {why}"
            return
