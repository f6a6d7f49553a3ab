"""Valid cases, drawn from the schemas."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from policycheck.facts import load_schemas

# YAML does not allow the two non-characters at the end of the first plane.
TEXTS = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
DATES = st.dates(date(1700, 1, 1), date(2199, 12, 31)).map(date.isoformat)
IDENTIFIERS = {"agb": 8, "kvk": 8, "uzovi": 4}


def cases() -> st.SearchStrategy[dict[str, Any]]:
    """Cases that fit the schemas; some facts are null, and many are absent."""
    return _fitting(load_schemas().schema)


def _fitting(schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    marked = schema.get("x-type")
    if marked in ("date", "event_date"):
        return DATES
    if marked in IDENTIFIERS:
        return st.text("0123456789", min_size=IDENTIFIERS[marked], max_size=IDENTIFIERS[marked])
    if marked == "amount":
        cents = st.integers(1, 10**14).map(lambda n: n / 100)
        return st.integers(1, 10**12) | cents
    return _BY_TYPE[schema["type"]](schema)


def _object(schema: Mapping[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    required = schema.get("required", [])
    members = {name: _fitting(member) for name, member in schema["properties"].items()}
    drawn = st.fixed_dictionaries(
        {name: members[name] for name in required},
        optional={
            name: st.none() | member for name, member in members.items() if name not in required
        },
    )
    return drawn.map(lambda value: _consistent(value, schema))


def _consistent(value: dict[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """Repairs what would contradict itself, as the schema says."""
    for clause in schema.get("allOf", ()):
        [(key, member)] = clause["if"]["properties"].items()
        if value.get(key) == member["const"]:
            for name in clause["then"].get("required", ()):
                value[name] = value.get(name) or "2199-12-31"
            _exclude(value, clause["then"])
    for name, dependent in schema.get("dependentSchemas", {}).items():
        if value.get(name) is not None:
            _exclude(value, dependent)
    for later, earlier in schema.get("x-not-before", {}).items():
        if value.get(later) and value.get(earlier):
            value[later] = max(value[later], value[earlier])
    return value


def _exclude(value: dict[str, Any], schema: Mapping[str, Any]) -> None:
    for name, allowed in schema.get("properties", {}).items():
        if allowed is False:
            value.pop(name, None)


def _list(schema: Mapping[str, Any]) -> st.SearchStrategy[list[Any]]:
    unique = bool(schema.get("uniqueItems"))
    return st.lists(_fitting(schema["items"]), max_size=min(schema["maxItems"], 3), unique=unique)


_BY_TYPE: Mapping[str, Callable[[Mapping[str, Any]], st.SearchStrategy[Any]]] = {
    "object": _object,
    "array": _list,
    "boolean": lambda _: st.booleans(),
    "integer": lambda schema: st.integers(schema["minimum"], schema["maximum"]),
    "number": lambda schema: st.integers(100 * schema["minimum"], 100 * schema["maximum"]).map(
        lambda n: n / 100
    ),
    "string": lambda schema: st.text(
        TEXTS, min_size=schema.get("minLength", 0), max_size=min(schema["maxLength"], 20)
    ),
}
