"""The type of a case as Apache Arrow has it: one column for each fact, as the schema types it."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from policycheck.facts.dictionary import type_of

DECIMALS = {"amount": pa.decimal128(15, 2), "thousandths": pa.decimal128(12, 3)}
"""By format: 15 digits hold the largest amount, 1,000,000,000,000.00, and no binary fraction."""

_SIMPLE = {
    "bool": pa.bool_(),
    "integer": pa.int64(),
    "date": pa.date32(),
    "event_date": pa.date32(),
    "text": pa.string(),
    "identifier": pa.string(),
}


def case_type(schema: Mapping[str, Any]) -> pa.DataType:
    """The type of the values that a schema without references describes.

    An object is a struct with a field for every member, in the order of the schema; a list is a
    list; a value of an ``enum`` is its position among the values of the schema, as a dictionary of
    ``int8`` (``int16`` from 128 values). A date is a day, amounts are exact decimals. What is not
    known is null; an object without members is null, as :mod:`policycheck.facts` has it.

    Args:
        schema: A case schema, or the schema of a part of it.
    """
    kind = type_of(schema)
    if kind == "object":
        members = schema["properties"].items()
        return pa.struct([pa.field(name, case_type(member)) for name, member in members])
    if kind == "list":
        return pa.list_(case_type(schema["items"]))
    if kind == "enum":
        index = pa.int8() if len(schema["enum"]) <= 128 else pa.int16()
        return pa.dictionary(index, pa.string())
    return DECIMALS[schema["format"]] if kind in ("amount", "decimal") else _SIMPLE[kind]
