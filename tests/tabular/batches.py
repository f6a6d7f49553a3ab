"""Batches of cases made value by value, so that they may break every rule of the schema.

Arrow says nothing of the value that stands where something is null, nor of what stands in an object
or a list that is null. Where a batch is haunted, wrong values stand in all these places.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from policycheck.facts import load_schemas
from policycheck.facts.dictionary import type_of
from policycheck.tabular.types import case_type

SCHEMA = load_schemas().schema

# What haunts: too small, too large.
_WRONG: Mapping[str, tuple[Any, Any]] = {
    "bool": (False, True),
    "integer": (-1, 10**9 + 1),
    "amount": (Decimal(-1), Decimal(10**12 + 1)),
    "decimal": (Decimal(-1), Decimal(10**8)),
    "date": (date(1600, 1, 1), date(2600, 1, 1)),
    "event_date": (date(1600, 1, 1), date(2600, 1, 1)),
    "text": ("", "\x00" * 2000),
    "identifier": ("no", "0" * 9),
    "enum": (0, 1),
}
_GHOST: Any = object()


def batch_of(
    cases: Sequence[Mapping[str, Any]],
    *,
    schema: Mapping[str, Any] = SCHEMA,
    haunted: int | None = None,
) -> pa.RecordBatch:
    """A batch of cases as their schema types them.

    Args:
        cases: The facts; a date is a text, as in a file.
        schema: The schema of the cases.
        haunted: 0 for wrong values that are too small wherever something is null, 1 for too large.
    """
    array = _array(cases, schema, haunted)
    return pa.RecordBatch.from_arrays(
        [array.field(place) for place in range(array.type.num_fields)],
        schema=pa.schema(list(case_type(schema))),
    )


def _array(values: Sequence[Any], schema: Mapping[str, Any], haunted: int | None) -> pa.Array:
    kind, of = type_of(schema), case_type(schema)
    null = np.array([value is None for value in values], np.bool_)
    if haunted is not None:
        values = [_GHOST if value is None else value for value in values]
    if kind == "object":
        members = [
            _array([_member(value, name) for value in values], member, haunted)
            for name, member in schema["properties"].items()
        ]
        return pa.StructArray.from_arrays(members, fields=list(of), mask=pa.array(null))
    if kind == "list":
        lists = [[_GHOST, _GHOST] if value is _GHOST else value or () for value in values]
        offsets = np.cumsum([0, *map(len, lists)]).astype(np.int32)
        items = _array([item for each in lists for item in each], schema["items"], haunted)
        return pa.ListArray.from_arrays(pa.array(offsets), items, type=of, mask=pa.array(null))
    wrong = None if haunted is None else _WRONG[kind][haunted]
    if kind == "enum":
        places = [_scalar(value, wrong, schema["enum"].index) for value in values]
        listed = pa.array(schema["enum"], pa.string())
        return pa.DictionaryArray.from_arrays(_hidden(pa.array(places, pa.int8()), null), listed)
    scalars = [_scalar(value, wrong, _CONVERTED.get(kind, _same)) for value in values]
    return _hidden(pa.array(scalars, of), null)


def _member(value: Any, name: str) -> Any:
    return value if value is _GHOST or value is None else value.get(name)


def _hidden(array: pa.Array, null: Any) -> pa.Array:
    """The array with nulls, and what stood there still there."""
    known = np.packbits(~null, bitorder="little")
    buffers = [pa.py_buffer(known.tobytes()), *array.buffers()[1:]]
    return pa.Array.from_buffers(array.type, len(array), buffers)


def _scalar(value: Any, wrong: Any, converted: Any) -> Any:
    if value is None:
        return None
    return wrong if value is _GHOST else converted(value)


def _same(value: Any) -> Any:
    return value


def _decimal(value: Any) -> Decimal:
    return Decimal(str(value))


_CONVERTED = {
    "amount": _decimal,
    "decimal": _decimal,
    "date": date.fromisoformat,
    "event_date": date.fromisoformat,
}
