"""From a canonical row back to the facts of a case."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa


def mappings(cases: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    """Each row as a mapping of Python values, without what is not known."""
    for row in cases.to_pylist():
        found = _known(row)
        yield found if isinstance(found, dict) else {}


def _known(value: Any) -> Any:
    if isinstance(value, dict):
        members = {name: _known(member) for name, member in value.items()}
        return {name: member for name, member in members.items() if member is not None} or None
    if isinstance(value, list):
        return [_known(item) or {} if isinstance(item, dict) else item for item in value]
    return value
