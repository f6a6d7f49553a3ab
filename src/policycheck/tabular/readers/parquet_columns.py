"""Which columns of a Parquet file have to be read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from policycheck.facts.dictionary import type_of
from policycheck.tabular.heading import Heading

# What a schema may say of an object even if nothing in it is known.
_RULES = frozenset({"required", "allOf", "dependentSchemas", "not"})


@dataclass(frozen=True)
class Columns:
    """Which columns are read.

    Attributes:
        used: The paths of those in which there is any value, and of those that say more.
        codes: The paths of those that are read as codes and what they stand for, not as texts.
    """

    used: Sequence[str]
    codes: Sequence[str]


def columns_of(file: pq.ParquetFile, head: Heading) -> Columns:
    """Which columns have to be read.

    A nested file has a column for every fact that there is, and most of them are null in all rows;
    the file itself says so. Such a column is read only where it tells that an empty object or list
    is there.
    """
    paths = [file.schema.column(index).path for index in range(file.metadata.num_columns)]
    leaves = [
        (place, below)
        for field, place in zip(file.schema_arrow, head.places, strict=True)
        for below in _leaves(field.type, ())
    ]
    if len(leaves) != len(paths):
        return Columns(paths, ())
    used, codes = [], []
    for index, (path, (place, below)) in enumerate(zip(paths, leaves, strict=True)):
        if place is None:
            continue
        if not (_is_silent(place.schema, below) and _is_unknown(file.metadata, index)):
            used.append(path)
            if _is_enum(place.schema, below):
                codes.append(path)
    return Columns(used or paths[:1], codes)


def _leaves(kind: pa.DataType, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The paths within a column of the columns that Parquet keeps it in."""
    if pa.types.is_struct(kind):
        for field in kind:
            yield from _leaves(field.type, (*path, field.name))
    elif pa.types.is_map(kind):
        yield from _leaves(kind.key_type, (*path, ""))
        yield from _leaves(kind.item_type, (*path, ""))
    elif pa.types.is_nested(kind):
        yield from _leaves(kind.value_type, (*path, ""))
    else:
        yield path


def _is_silent(schema: Mapping[str, Any], below: Sequence[str]) -> bool:
    """Whether every object down to a fact is as good as absent if it is empty."""
    for step in below:
        if type_of(schema) != "object" or not _RULES.isdisjoint(schema):
            return False
        schema = schema["properties"].get(step)
        if schema is None:
            return False
    return type_of(schema) not in ("object", "list")


def _is_enum(schema: Mapping[str, Any], below: Sequence[str]) -> bool:
    """Whether a fact has one of some values; not in a list, where Arrow cannot read codes."""
    for step in below:
        if type_of(schema) != "object":
            return False
        schema = schema["properties"].get(step, {"type": "null"})
    return type_of(schema) == "enum"


def _is_unknown(metadata: pq.FileMetaData, column: int) -> bool:
    """Whether a column is null in all rows, by what the file says of itself."""
    for group in range(metadata.num_row_groups):
        chunk = metadata.row_group(group).column(column)
        found = chunk.statistics
        if found is None or not found.has_null_count or found.null_count != chunk.num_values:
            return False
    return True
