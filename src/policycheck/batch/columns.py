"""The columns of the output: one row per case and decision."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from policycheck.errors import UsageError
from policycheck.facts import load_schemas
from policycheck.tabular.types import case_type

DEADLINE = pa.struct(
    [
        pa.field("condition", pa.string()),
        pa.field("by", pa.date32()),
        pa.field("who", pa.string()),
        pa.field("state", pa.string()),
    ]
)
DOCUMENT = pa.field("document", pa.string())
ROW = pa.field("row", pa.int64())

_DECIDED = (
    ROW,
    pa.field("policy", pa.string()),
    pa.field("decision", pa.string()),
    pa.field("as_of", pa.date32()),
    pa.field("known_at", pa.date32()),
    pa.field("outcome", pa.string()),
    pa.field("leaning", pa.string()),
    pa.field("result", pa.string()),
    pa.field("not_met", pa.list_(pa.string())),
    pa.field("unknown", pa.list_(pa.string())),
    pa.field("open", pa.list_(pa.string())),
    pa.field("missing", pa.list_(pa.string())),
    pa.field("deadlines", pa.list_(DEADLINE)),
)


def decided_schema(full: bool) -> pa.Schema:
    """What a decider returns; with the document of each decision if it is asked for."""
    return pa.schema([*_DECIDED, *([DOCUMENT] if full else [])])


def output_schema(keep: Sequence[str], full: bool) -> pa.Schema:
    """What is written: the row number, the facts that are carried along, and what was decided.

    Raises:
        UsageError: Something else than one value or a list of values is to be carried along.
    """
    first, *others = decided_schema(full)
    return pa.schema([first, *(kept_field(path) for path in keep), *others])


def kept_field(path: str) -> pa.Field:
    """The column of a fact that is carried along: under its dotted path, codes as strings.

    Raises:
        UsageError: There is no such fact, or it has members of its own.
    """
    kind = case_type(load_schemas().schema)
    for step in path.split("."):
        place = kind.get_field_index(step) if pa.types.is_struct(kind) else -1
        if place < 0:
            raise UsageError(f"--keep {path}: there is no such fact (policycheck facts lists them)")
        kind = kind.field(place).type
    plain = _plain(kind)
    if pa.types.is_nested(plain) and pa.types.is_nested(_items(plain)):
        raise UsageError(f"--keep {path}: it has members of its own; name one of them")
    return pa.field(path, plain)


def with_facts(decided: pa.RecordBatch, cases: pa.RecordBatch, schema: pa.Schema) -> pa.Table:
    """The rows that were decided with the facts of their cases.

    Args:
        decided: As often a row for each case, in the order of the cases.
        cases: The cases.
        schema: Of the output.
    """
    times = decided.num_rows // cases.num_rows if cases.num_rows else 0
    which = pa.array(np.repeat(np.arange(cases.num_rows), times))
    columns = []
    for field in schema:
        if field.name in decided.schema.names:
            column = decided.column(field.name)
        else:
            column = _fact(cases, field.name).cast(field.type).take(which)
        columns.append(column)
    return pa.Table.from_arrays(columns, schema=schema)


def _fact(cases: pa.RecordBatch, path: str) -> pa.Array:
    first, *others = path.split(".")
    column = cases.column(first)
    return pc.struct_field(column, others) if others else column


def _plain(kind: pa.DataType) -> pa.DataType:
    """Without dictionaries."""
    if pa.types.is_dictionary(kind):
        return kind.value_type
    return pa.list_(_plain(kind.value_type)) if pa.types.is_list(kind) else kind


def _items(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_list(kind) else kind
