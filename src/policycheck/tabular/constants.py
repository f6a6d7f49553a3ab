"""Facts that every case of an input has, beside those in its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from policycheck.errors import InvalidCase, Problem
from policycheck.facts.problems import child, printable
from policycheck.tabular.nodes import Branch, Node, branch_of
from policycheck.tabular.plain import plain_type
from policycheck.tabular.whole import whole

Path = tuple[str, ...]


@dataclass(frozen=True)
class Constants:
    """Facts that every case of an input has.

    Attributes:
        values: By the keys down to the fact, as a valid case has them.
        file: The mapping file that they come from.
    """

    values: Mapping[Path, Any] = field(default_factory=dict)
    file: str = ""

    def added(self, node: Node, rows: int) -> tuple[Node, pa.Array | None]:
        """The cases with the constants.

        Returns:
            The cases, and where a row has a value of its own: reading it by itself tells whether
            that is the same one.
        """
        doubtful: pa.Array | None = None
        for path, value in self.values.items():
            constant = pa.repeat(pa.scalar(value, _type_at(path)), rows)
            node, own = _with(node, path, constant)
            if own is not None:
                doubtful = own if doubtful is None else pc.or_(doubtful, own)
        return node, doubtful

    def in_case(self, case: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        """A case with the constants.

        Raises:
            InvalidCase: It has another value of its own.
        """
        problems = []
        for path, value in self.values.items():
            own = _at(case, path)
            if own is None:
                case = _put(case, path, value)
            elif own != value:
                sentence = (
                    f"found {printable(str(own))}, and the mapping file {self.file} sets"
                    f" {printable(str(value))} for every case; correct one of them"
                )
                problems.append(Problem("contradiction", sentence, name, pointer=_pointer(path)))
        if problems:
            raise InvalidCase(problems)
        return case


def _with(node: Node | None, path: Path, constant: pa.Array) -> tuple[Node, pa.Array | None]:
    """A node with the constant below it, and where there is another value in its place."""
    if not path:
        is_free = node is None or (isinstance(node, pa.Array) and node.null_count == len(node))
        if is_free:
            return constant, None
        own = node.is_valid() if isinstance(node, pa.Array) else pa.repeat(True, len(constant))
        return constant, own
    misfits = None
    if isinstance(node, pa.Array):
        if pa.types.is_struct(node.type):
            node = branch_of(node)
        else:
            misfits = node.is_valid() if node.null_count < len(node) else None
            node = None
    members = dict(node.members) if isinstance(node, Branch) else {}
    key, *below = path
    members[key], own = _with(members.get(key), tuple(below), constant)
    valid = node.valid if isinstance(node, Branch) else None
    return Branch(members, valid), own if misfits is None else misfits


def _at(case: Any, path: Path) -> Any:
    for key in path:
        case = case.get(key) if isinstance(case, Mapping) else None
    return case


def _put(case: Mapping[str, Any], path: Path, value: Any) -> Mapping[str, Any]:
    key, *below = path
    return {**case, key: _put(case.get(key, {}), tuple(below), value) if below else value}


def _pointer(path: Path) -> str:
    pointer = ""
    for key in path:
        pointer = child(pointer, key)
    return pointer


@cache
def _type_at(path: Path) -> pa.DataType:
    schema: Mapping[str, Any] = whole().schema
    for key in path:
        schema = schema["properties"][key]
    return plain_type(schema)
