"""What the columns of a table are: which fact each of them holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from policycheck.errors import LEFT_OUT, InvalidCase, Problem, UsageError
from policycheck.facts.dictionary import type_of
from policycheck.facts.problems import quoted
from policycheck.tabular.constants import Constants
from policycheck.tabular.nodes import Branch, Items, Node
from policycheck.tabular.places import Place, Step, Steps, dotted, place_of

Tree = dict[Step | None, Any]
"""Below each step another tree; at ``None`` the number of the column that holds the whole."""


@dataclass(frozen=True)
class Naming:
    """How the columns of an input are named.

    Attributes:
        columns: The facts of columns that have other names than their facts.
        ignored: The columns that are left out.
        constants: Facts that every case has.
        file: The mapping file that says so; empty if there is none.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    constants: Constants = field(default_factory=Constants)
    file: str = ""


@dataclass(frozen=True)
class Heading:
    """The columns of a table.

    Attributes:
        names: The name of each column.
        places: Where the value of each column stands in a case; ``None`` for one to ignore.
        constants: Facts that every case has.
    """

    names: tuple[str, ...]
    places: tuple[Place | None, ...]
    constants: Constants

    def node(self, columns: Sequence[pa.Array | None]) -> Node:
        """The rows as a tree, of the column for each place."""
        return _node(self._tree(), columns)

    def mapping(self, values: Sequence[Any], name: str) -> Mapping[str, Any]:
        """One row as a mapping, of the value for each place and the constants.

        Raises:
            InvalidCase: The row says otherwise than a constant.
        """
        try:
            value = _value(self._tree(), values) or {}
        except _Twice:
            sentence = "a list is given as a whole and by its items; keep one of them"
            raise InvalidCase([Problem("contradiction", sentence, name)]) from None
        return self.constants.in_case(value, name)

    def _tree(self) -> Tree:
        tree: Tree = {}
        for index, place in enumerate(self.places):
            if place is not None:
                _insert(tree, place.steps, index)
        return tree


def heading(names: Sequence[str], naming: Naming, file: str, *, nested: bool = False) -> Heading:
    """The heading of a table with columns of these names.

    Args:
        names: The names of the columns, in order.
        naming: How the columns are named.
        file: What the table is called in messages.
        nested: Whether a column may hold whole objects.

    Raises:
        UsageError: A column is no fact, is there twice or overlaps with another; or the mapping
            file names a column that is not there.
    """
    try:
        return _heading(names, naming, file, nested)
    except UsageError as error:
        # What is no heading may be the first row: a case.
        error.untold = f"{file}: not every column of the first row is one fact; {LEFT_OUT}"
        raise


def _heading(names: Sequence[str], naming: Naming, file: str, nested: bool) -> Heading:
    stripped = [name.strip() for name in names]
    absent = [name for name in (*naming.columns, *naming.ignored) if name not in stripped]
    if absent:
        sentence = f"there is no column {quoted(absent[0])}, which {naming.file} names"
        raise UsageError(f"{file}: {sentence}; the columns are {_listed(stripped)}")
    places = tuple(
        None if name in naming.ignored else _place(name, number, naming, file, nested)
        for number, name in enumerate(stripped, 1)
    )
    _check(stripped, places, naming, file)
    return Heading(tuple(names), places, naming.constants)


def _place(name: str, number: int, naming: Naming, file: str, nested: bool) -> Place:
    if not name:
        raise UsageError(f"{file}: column {number} has no name; name the fact that it holds")
    where = f"{file}: the column {quoted(name)}"
    place = place_of(naming.columns.get(name, name), where)
    if type_of(place.schema) == "object" and not nested:
        members = ", ".join(
            dotted((*place.steps, key)) for key in [*place.schema["properties"]][:3]
        )
        raise UsageError(
            f"{where}: this is no single fact; name facts within it, such as {members}"
        )
    return place


def _check(names: Sequence[str], places: Sequence[Place | None], naming: Naming, file: str) -> None:
    """That no value is given by two columns, or by a column and a constant."""
    seen: dict[tuple[Step, ...], str] = {}
    for name, place in zip(names, places, strict=True):
        if place is None:
            continue
        steps = place.steps
        if any(steps[: len(keys)] == keys for keys in naming.constants.values):
            sentence = f"{place.name} is a column, and {naming.file} sets it for every case"
            raise UsageError(f"{file}: {sentence}; keep one of them")
        for other, earlier in seen.items():
            if _overlap(steps, other):
                sentence = f"the columns {quoted(earlier)} and {quoted(name)} both hold"
                raise UsageError(f"{file}: {sentence} {place.name}; keep one of them")
        seen[steps] = name
    for steps in seen:
        for depth, step in enumerate(steps):
            before = (*steps[:depth], step - 1) if isinstance(step, int) and step else ()
            if before and not any(other[: depth + 1] == before for other in seen):
                sentence = f"there is a column for {dotted(steps)} and none for {dotted(before)}"
                raise UsageError(f"{file}: {sentence}; items are numbered from 0, without a gap")


def _overlap(one: Steps, other: Steps) -> bool:
    """Whether two columns hold the same, other than a list and items of it.

    Those are for different rows: only a whole list can be empty.
    """
    shorter, longer = sorted((one, other), key=len)
    within = longer[: len(shorter)] == shorter
    return within and (len(shorter) == len(longer) or not isinstance(longer[len(shorter)], int))


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(map(quoted, names[:10]))
    return shown if len(names) <= 10 else f"{shown} and {len(names) - 10} more"


class _Twice(Exception):
    """A row has a list as a whole and by its items."""


def _insert(tree: Tree, steps: Sequence[Step], index: int) -> None:
    for step in steps:
        tree = tree.setdefault(step, {})
    tree[None] = index


def _node(tree: Tree, columns: Sequence[pa.Array | None]) -> Node:
    whole = columns[tree[None]] if None in tree else None
    nodes = {step: _node(below, columns) for step, below in tree.items() if step is not None}
    if not nodes:
        return whole
    if numbers := _numbers(nodes):
        return Items(tuple(nodes[number] for number in numbers), whole)
    return Branch({str(step): node for step, node in nodes.items()})


def _numbers(steps: Iterable[Step]) -> list[int]:
    return sorted(step for step in steps if isinstance(step, int))


def _value(tree: Tree, values: Sequence[Any]) -> Any:
    """What a row has below a step; ``None`` for nothing."""
    whole = values[tree[None]] if None in tree else None
    found = {step: _value(below, values) for step, below in tree.items() if step is not None}
    if not (numbers := _numbers(found)):
        return {key: value for key, value in found.items() if value is not None} or whole
    items = [found[number] for number in numbers]
    while items and items[-1] is None:
        items.pop()
    if items and whole is not None:
        raise _Twice
    return items or whole
