"""Cases on their way to columns: one tree of arrays, as nested as the input has them.

A node stands for a member of a case, in every row:

* an array: the values, of whatever type they have in the input; nested or not;
* a :class:`Branch`: an object whose members come from several columns;
* an :class:`Items`: a list whose items do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Union

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
    """

    items: tuple["Node", ...]


Node = Union[pa.Array, Branch, Items]


def branch_of(values: pa.StructArray) -> Branch:
    """The members of an array of objects; where there is no object they are null."""
    names = [field.name for field in values.type]
    return Branch(dict(zip(names, values.flatten(), strict=True)), values.is_valid())


def value_at(node: Node, row: int) -> Any:
    """What a row has at a node, as Python values; ``None`` where there is nothing.

    Raises:
        ValueError: Arrow holds something that Python has no value for.
    """
    if isinstance(node, Branch):
        members = {name: value_at(member, row) for name, member in node.members.items()}
        known = {name: value for name, value in members.items() if value is not None}
        there = bool(known) if node.valid is None else node.valid[row].as_py()
        return known if there or known else None
    if isinstance(node, Items):
        items = [value_at(item, row) for item in node.items]
        while items and items[-1] is None:
            items.pop()
        return items or None
    return node[row].as_py()
