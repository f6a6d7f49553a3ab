"""The schema of a case with its types in columns, which take time to make."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa

from policycheck.facts import load_schemas
from policycheck.tabular.plain import plain_type
from policycheck.tabular.types import case_type


@dataclass(frozen=True)
class Whole:
    """What a case is.

    Attributes:
        schema: The schema of a case, without references.
        columns: The type of a case in columns.
        plain: The type of a case as JSON has it.
    """

    schema: Mapping[str, Any]
    columns: pa.DataType
    plain: pa.DataType


@cache
def whole() -> Whole:
    """The case that the shipped schemas describe."""
    schema = load_schemas().schema
    return Whole(schema, case_type(schema), plain_type(schema))
