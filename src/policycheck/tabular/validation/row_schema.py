"""The schema of cases for a validator that knows nothing of facts: nulls are spelled out."""

from collections.abc import Mapping
from typing import Any

from policycheck.errors import Problem, RulesError
from policycheck.facts.formats import DECIMALS, DIGITS
from policycheck.facts.schemas import DESCRIBING

Schema = Mapping[str, Any]

_KEPT = frozenset(
    {
        "exclusiveMinimum",
        "maxItems",
        "maxLength",
        "maximum",
        "minLength",
        "minimum",
        "pattern",
        "uniqueItems",
        "x-not-before",
    }
)
_SILENT = DESCRIBING | {"x-type", "type"}
_FORMATS = frozenset({"date", "date-time", "text", *DECIMALS, *DIGITS})
_NULL = {"type": "null"}
_KNOWN = {"not": _NULL}


def row_schema(schema: Schema) -> dict[str, Any]:
    """A schema that means by itself what :mod:`policycheck.facts` makes of this one.

    A member may be null, which is as if it were not there; an item may not.

    Args:
        schema: A case schema, or the schema of a part of it, without references.

    Raises:
        RulesError: It has a keyword whose meaning for nulls is not known.
    """
    return _strict(schema)


def _strict(schema: Schema) -> dict[str, Any]:
    """For a value that is there."""
    made: dict[str, Any] = {"type": schema["type"]}
    more = []
    for keyword, value in schema.items():
        if keyword in _KEPT:
            made[keyword] = value
        elif keyword == "format":
            _only({value: None}, _FORMATS)
            made[keyword] = value
        elif keyword == "anyOf":
            made[keyword] = [_format(each) for each in value]
        elif keyword == "items":
            made["items"] = _strict(value)
        elif keyword == "properties":
            required = schema.get("required", ())
            made["properties"] = {
                name: _strict(member) if name in required else _nullable(member)
                for name, member in value.items()
            }
        elif keyword == "dependentSchemas":
            more += [
                {"if": _part({"required": [name]}), "then": _part(part)}
                for name, part in value.items()
            ]
        elif keyword == "allOf":
            more += [
                {"if": _part(each["if"]), "then": _part(each["then"])}
                for each in value
                if _only(each, {"if", "then"})
            ]
        elif keyword in ("required", "enum") or (keyword, value) == ("additionalProperties", False):
            made[keyword] = value
        else:
            _only({keyword: value}, _SILENT)
    return {**made, "allOf": more} if more else made


def _format(schema: Schema) -> Schema:
    _only(schema, {"format"})
    _only({schema["format"]: None}, _FORMATS)
    return schema


def _nullable(schema: Schema) -> dict[str, Any]:
    made = _strict(schema)
    if "enum" in made:
        made["enum"] = [*made["enum"], None]
    return {**made, "type": [made["type"], "null"]}


def _part(part: Schema) -> dict[str, Any]:
    """What a condition or its consequence says of members, most of which it does not name."""
    _only(part, {"required", "properties"})
    required = part.get("required", [])
    members: dict[str, Any] = dict.fromkeys(required, _KNOWN)
    for name, member in part.get("properties", {}).items():
        if member is False:
            members[name] = {**members.get(name, {}), **_NULL}
        elif _only(member, {"const"}):
            value = member["const"]
            members[name] = {"enum": [value] if name in required else [value, None]}
    return {"required": required, "properties": members}


def _only(schema: Schema, keywords: set[str] | frozenset[str]) -> bool:
    """True.

    Raises:
        RulesError: There is another keyword.
    """
    for keyword in schema.keys() - keywords:
        sentence = f"{keyword} is used in a way that is not known for rows of cases"
        raise RulesError([Problem("unsupported-keyword", sentence, "case.schema.json")])
    return True
