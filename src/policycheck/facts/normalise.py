"""A valid case as the rules see it: no nulls, calendar dates, and numbers that JSON has."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from policycheck.facts.formats import local_date

_DATES = frozenset({"date", "event_date"})


def normalised(value: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON-ready value of a document that fits the schema.

    Members that are ``null`` are left out, and so are the objects that become empty by it.
    """
    return _object(value, schema["properties"])


def _object(value: Mapping[str, Any], properties: Mapping[str, Any]) -> dict[str, Any]:
    members = {
        name: _value(member, properties[name])
        for name, member in value.items()
        if member is not None
    }
    return {name: member for name, member in members.items() if member != {}}


def _value(value: Any, schema: Mapping[str, Any]) -> Any:
    if isinstance(value, dict):
        return _object(value, schema["properties"])
    if isinstance(value, list):
        return [_value(item, schema["items"]) for item in value]
    if isinstance(value, Decimal):
        # Exact: an amount has at most 15 digits, and the text of such a float gives them back.
        return int(value) if value == value.to_integral_value() else float(value)
    if schema.get("x-type") in _DATES:
        return local_date(value).isoformat()
    return value
