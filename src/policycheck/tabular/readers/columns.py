"""The rows of tables that have columns already: Parquet and Arrow."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from policycheck.errors import UsageError
from policycheck.facts import case_from_mapping
from policycheck.facts.dictionary import type_of
from policycheck.facts.problems import quoted
from policycheck.tabular.exact import finished
from policycheck.tabular.heading import Heading, Naming, heading
from policycheck.tabular.places import place_of
from policycheck.tabular.rows import Rows
from policycheck.tabular.scalars import python_value


def columns_heading(schema: pa.Schema, naming: Naming, file: str) -> Heading:
    """The heading of a table with columns of these names and types.

    Raises:
        UsageError: A column is no fact, or a member of one is none.
    """
    found = heading(schema.names, naming, file, nested=True)
    for place, column in zip(found.places, schema, strict=True):
        if place is not None:
            _check_members(column.type, place.schema, place.name, file)
    return found


def _check_members(kind: pa.DataType, schema: Mapping[str, Any], name: str, file: str) -> None:
    """That every member of nested values is a fact."""
    wanted = type_of(schema)
    if pa.types.is_struct(kind) and wanted == "object":
        names = [field.name for field in kind]
        for field in kind:
            where = f"{file}: the column {quoted(name.split('.')[0])}"
            if field.name not in schema["properties"]:
                place_of(f"{name}.{field.name}", where)
            if names.count(field.name) > 1:
                raise UsageError(f"{where}: {name}.{field.name} is there twice; keep one of them")
            member = schema["properties"][field.name]
            _check_members(field.type, member, f"{name}.{field.name}", file)
    elif hasattr(kind, "value_type") and wanted == "list":
        _check_members(kind.value_type, schema["items"], f"{name}[0]", file)


def columns_rows(batch: pa.RecordBatch, first: int, head: Heading, name: str) -> Rows:
    """The cases in a batch.

    Args:
        batch: The rows; a column of the heading that is not there has no values.
        first: The number of the first.
        head: The heading.
        name: What the input is called in problems.
    """
    columns = [
        None if place is None else _column(batch, field)
        for field, place in zip(head.names, head.places, strict=True)
    ]

    def values(index: int) -> list[Any]:
        return [None if each is None else python_value(each[index], name) for each in columns]

    def read(index: int) -> Mapping[str, Any]:
        return case_from_mapping(head.mapping(values(index), name), name=name).value

    def written(index: int) -> str:
        shown = {
            field: _shown(column[index])
            for field, column in zip(head.names, columns, strict=True)
            if column is not None and column[index].is_valid
        }
        return json.dumps(shown, ensure_ascii=False, default=str)

    node, own = head.constants.added(head.node(columns), batch.num_rows)
    numbers = np.arange(first, first + batch.num_rows, dtype=np.int64)
    return finished(node, numbers, read, written, own)


def _column(batch: pa.RecordBatch, name: str) -> pa.Array:
    """A column; one that was not read has no values."""
    if name not in batch.schema.names:
        return pa.nulls(batch.num_rows)
    column = batch.column(name)
    return column.storage if isinstance(column, pa.ExtensionArray) else column


def _shown(scalar: pa.Scalar) -> Any:
    try:
        return scalar.as_py()
    except (ValueError, OverflowError, pa.ArrowException):
        return f"({scalar.type})"
