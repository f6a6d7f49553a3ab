"""Batches of cases made value by value, so that they may break every rule of the schema."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from policycheck.facts import load_schemas
from policycheck.facts.dictionary import type_of
from policycheck.tabular.types import case_type

SCHEMA = load_schemas().schema

# What may stand, unseen, where something around a value is null.
_GHOSTS = {
    "bool": True,
    "integer": -1,
    "amount": Decimal(-1),
    "decimal": Decimal(-1),
    "date": date(1600, 1, 1),
    "event_date": date(2600, 1, 1),
    "text": "\x00" * 2000,
    "identifier": "no",
}


def batch_of(
    cases: Sequence[Mapping[str, Any]],
    *,
    schema: Mapping[str, Any] = SCHEMA,
    ghosts: bool = False,
) -> pa.RecordBatch:
    """A batch of cases as their schema types them.

    Args:
        cases: The facts; a date is a text, as in a file.
        schema: The schema of the cases.
        ghosts: Whether wrong values stand wherever something is null.
    """
    array = array_of(cases, schema, ghosts=ghosts)
    return pa.RecordBatch.from_arrays(array.flatten(), schema=pa.schema(list(case_type(schema))))


def array_of(values: Sequence[Any], schema: Mapping[str, Any], *, ghosts: bool = False) -> pa.Array:
    """The values of one fact."""
    kind = type_of(schema)
    mask = pa.array([value is None for value in values], pa.bool_())
    if kind == "object":
        members = schema["properties"]
        objects = [{} if value is None else value for value in values]
        arrays = [
            array_of([each.get(name) for each in objects], member, ghosts=ghosts)
            for name, member in members.items()
        ]
        return pa.StructArray.from_arrays(arrays, fields=list(case_type(schema)), mask=mask)
    if kind == "list":
        return _lists(values, schema, mask, ghosts=ghosts)
    if kind == "enum":
        places = [None if value is None else schema["enum"].index(value) for value in values]
        index = pa.array(_haunted(places, 0) if ghosts else places, pa.int8(), mask=_plain(mask))
        return pa.DictionaryArray.from_arrays(index, pa.array(schema["enum"], pa.string()))
    scalars = [None if value is None else _scalar(kind, value) for value in values]
    if ghosts:
        scalars = _haunted(scalars, _GHOSTS[kind])
    return pa.array(scalars, case_type(schema), mask=_plain(mask))


def _lists(
    values: Sequence[Any], schema: Mapping[str, Any], mask: pa.Array, *, ghosts: bool
) -> pa.Array:
    offsets: list[int] = [0]
    items: list[Any] = []
    for value in values:
        items += [None] if value is None and ghosts else value or ()
        offsets.append(len(items))
    return pa.ListArray.from_arrays(
        pa.array(offsets, pa.int32()),
        array_of(items, schema["items"], ghosts=ghosts),
        type=case_type(schema),
        mask=mask,
    )


def _haunted(values: Sequence[Any], ghost: Any) -> list[Any]:
    return [ghost if value is None else value for value in values]


def _plain(mask: pa.Array) -> Any:
    return mask.to_numpy(zero_copy_only=False)


def _scalar(kind: str, value: Any) -> Any:
    if kind in ("amount", "decimal"):
        return Decimal(str(value))
    return date.fromisoformat(value) if kind in ("date", "event_date") else value
