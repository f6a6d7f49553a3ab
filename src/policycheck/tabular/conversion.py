"""From a tree of arrays to the columns of cases, all rows at once."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from policycheck.tabular.leaves import Converted, leaf
from policycheck.tabular.nodes import Branch, Items, Node, branch_of
from policycheck.tabular.whole import whole

Schema = Mapping[str, Any]

_RULES = frozenset({"required", "allOf", "dependentSchemas", "not"})
"""What a schema may say of an object that has no members."""


def convert(node: Node, rows: int) -> Converted:
    """The cases, and where a row does not fit as it stands.

    What does not fit is null in the result. It may still be a case: only reading the row by itself
    tells.

    Args:
        node: The cases, an array of objects or a branch.
        rows: How many rows there are.
    """
    case = whole()
    return _object(node, case.schema, case.columns, rows, is_member=False)


def _node(node: Node, schema: Schema, target: pa.DataType, rows: int) -> Converted:
    if isinstance(node, pa.Array) and node.null_count == len(node):
        return pa.nulls(rows, target), None
    if pa.types.is_struct(target):
        return _object(node, schema, target, rows, is_member=True)
    if isinstance(node, Items):
        return _interleaved(node, schema, target, rows)
    assert isinstance(node, pa.Array)
    return (_list if pa.types.is_list(target) else leaf)(node, schema, target)


def _object(
    node: Node, schema: Schema, target: pa.DataType, rows: int, *, is_member: bool
) -> Converted:
    """Objects; one that is a member is null if it is empty, as in a case that is read by itself."""
    if isinstance(node, pa.Array):
        if not pa.types.is_struct(node.type):
            return pa.nulls(rows, target), node.is_valid()
        node = branch_of(node)
    assert isinstance(node, Branch)
    columns, misfits, known = [], None, None
    for field in target:
        member = node.members.get(field.name)
        if member is None:
            columns.append(pa.nulls(rows, field.type))
            continue
        column, bad = _node(member, schema["properties"][field.name], field.type, rows)
        columns.append(column)
        misfits = _either(misfits, bad)
        if column.null_count < rows:
            known = _either(known, column.is_valid())
    known = pa.repeat(False, rows) if known is None else known
    if is_member and node.valid is not None and not _RULES.isdisjoint(schema):
        # Nothing is kept of an empty object, and here the schema has something to say of it.
        empty = pc.and_not(node.valid, known)
        misfits = _either(misfits, empty if pc.any(empty).as_py() else None)
    if not is_member:
        known = pa.repeat(True, rows) if node.valid is None else node.valid
    built = pa.StructArray.from_arrays(columns, fields=list(target), mask=pc.invert(known))
    return built, misfits


def _either(one: pa.Array | None, other: pa.Array | None) -> pa.Array | None:
    if one is None or other is None:
        return other if one is None else one
    return pc.or_(one, other)


def _list(values: pa.Array, schema: Schema, target: pa.DataType) -> Converted:
    if not _is_list(values.type):
        return pa.nulls(len(values), target), values.is_valid()
    lengths = pc.fill_null(pc.list_value_length(values), 0).to_numpy(zero_copy_only=False)
    items = pc.list_flatten(values)
    rows = np.repeat(np.arange(len(values)), lengths)
    column, misfits = _item(items, schema["items"], target.value_type, len(items))
    if column.null_count:  # an item has to be something
        misfits = _either(misfits, column.is_null())
    built = pa.ListArray.from_arrays(
        _offsets(lengths), column, type=target, mask=values.is_null() if values.null_count else None
    )
    return built, None if misfits is None else _rows_of(misfits, rows, len(lengths))


def _is_list(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind)
    )


def _item(node: Node, schema: Schema, target: pa.DataType, rows: int) -> Converted:
    """Items of a list; an object among them is kept even if it is empty."""
    if pa.types.is_struct(target):
        return _object(node, schema, target, rows, is_member=False)
    return _node(node, schema, target, rows)


def _offsets(lengths: Any) -> pa.Array:
    return pa.array(np.concatenate(([0], np.cumsum(lengths))).astype(np.int32))


def _rows_of(misfits: pa.Array, rows: Any, count: int) -> pa.Array | None:
    """The rows that any misfit lies in."""
    found = np.zeros(count, bool)
    found[rows[misfits.to_numpy(zero_copy_only=False)]] = True
    return pa.array(found) if found.any() else None


def _interleaved(node: Items, schema: Schema, target: pa.DataType, rows: int) -> Converted:
    """Lists whose items stand in columns of their own: those that are there, without a gap."""
    columns, misfits = [], None
    for item in node.items:
        column, bad = _node(item, schema["items"], target.value_type, rows)
        columns.append(column)
        misfits = _either(misfits, bad)
    there = np.stack([each.is_valid().to_numpy(zero_copy_only=False) for each in columns], axis=1)
    lengths = there.sum(axis=1)
    gaps = (~there[:, :-1] & there[:, 1:]).any(axis=1)
    if gaps.any():
        misfits = _either(misfits, pa.array(gaps))
    # Every first item stands before every second one: take them row by row.
    row, place = np.nonzero(there)
    items = pa.concat_arrays(columns).take(pa.array(place * rows + row))
    built = pa.ListArray.from_arrays(
        _offsets(lengths), items, type=target, mask=pa.array(lengths == 0)
    )
    if node.whole is None:
        return built, misfits
    whole, bad = _node(node.whole, schema, target, rows)
    misfits = _either(misfits, bad)
    both = pc.and_(built.is_valid(), node.whole.is_valid())
    if pc.any(both).as_py():
        misfits = _either(misfits, both)
    chosen = np.arange(rows) + np.where(lengths == 0, rows, 0)
    return pa.concat_arrays([built, whole]).take(pa.array(chosen)), misfits
