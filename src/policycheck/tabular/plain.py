"""A case in columns as a plain value again, and the types that plain values have before."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from policycheck.facts.dictionary import type_of

_PLAIN = {
    "bool": pa.bool_(),
    "integer": pa.int64(),
    "amount": pa.float64(),
    "decimal": pa.float64(),
}


def plain_type(schema: Mapping[str, Any]) -> pa.DataType:
    """The type of the values that a schema describes as JSON has them: dates are texts."""
    kind = type_of(schema)
    if kind == "object":
        members = schema["properties"].items()
        return pa.struct([pa.field(name, plain_type(member)) for name, member in members])
    if kind == "list":
        return pa.list_(plain_type(schema["items"]))
    return _PLAIN.get(kind, pa.string())


def case_at(cases: pa.RecordBatch, index: int) -> dict[str, Any]:
    """One case of a batch as :attr:`policycheck.facts.Case.value` has it.

    Args:
        cases: Cases of the type that :func:`policycheck.tabular.types.case_type` gives.
        index: Which one, counted from 0.
    """
    return _members(cases.schema, cases.columns, index)


def _members(fields: Any, columns: list[pa.Array], index: int) -> dict[str, Any]:
    return {
        field.name: _value(column, index)
        for field, column in zip(fields, columns, strict=True)
        if column[index].is_valid
    }


def _value(column: pa.Array, index: int) -> Any:
    kind = column.type
    if pa.types.is_struct(kind):
        members = [column.field(place) for place in range(kind.num_fields)]
        return _members(kind, members, index)
    if pa.types.is_list(kind):
        items = column[index].values
        return [_value(items, place) for place in range(len(items))]
    value = column[index].as_py()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
