"""Cases on their way to columns: one tree of arrays, as nested as the input has them.

A node stands for a member of a case, in every row:

* an array: the values, of whatever type they have in the input; nested or not;
* a :class:`Branch`: an object whose members come from several columns;
* an :class:`Items`: a list whose items do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import pyarrow as pa


@dataclass(frozen=True)
class Branch:
    """An object whose members are nodes.

    Attributes:
        members: By name. A row has the object where it has any of its members.
        valid: Where the object is there, even if it is empty; ``None`` if nothing says so.
    """

    members: Mapping[str, "Node"]
    valid: pa.Array | None = None


@dataclass(frozen=True)
class Items:
    """A list whose items are nodes, each with a value for every row.

    Attributes:
        items: From the first; a row has those that are not null.
        whole: The whole list, for the rows that have none of the items.
    """

    items: tuple["Node", ...]
    whole: pa.Array | None = None


Node: TypeAlias = pa.Array | Branch | Items


def branch_of(values: pa.StructArray) -> Branch:
    """The members of an array of objects; where there is no object they are null."""
    names = [field.name for field in values.type]
    return Branch(dict(zip(names, values.flatten(), strict=True)), values.is_valid())
