"""Where keys and values stand in a JSON text that is known to be valid."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from policycheck.facts.problems import Finding, Place, Places, child, quoted

_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}:,]|[^\s\[\]{}:,"]++', re.DOTALL)
_CONSTANTS = frozenset({"NaN", "Infinity", "-Infinity"})


class _Event(NamedTuple):
    """A value, or a key; ``first`` is where its object has that key first."""

    pointer: str
    place: Place
    first: Place | None = None


@dataclass
class _Container:
    pointer: str
    is_object: bool
    key: str | None = None
    length: int = 0
    seen: dict[str, Place] = field(default_factory=dict)


def places(text: str) -> Places:
    """The place of every key and value; of a repeated key, the first."""
    values: dict[str, Place] = {}
    keys: dict[str, Place] = {}
    for pointer, place, first in _events(text):
        (keys if first else values).setdefault(pointer, place)
    return Places(values, keys)


def duplicates_and_constants(text: str) -> list[Finding]:
    """Keys that are given twice, and numbers that are none."""
    found = []
    for pointer, place, first in _events(text):
        if first is None:
            if place.written in _CONSTANTS:
                found.append(not_a_number(pointer, place))
        elif first is not place:
            found.append(duplicate(pointer, place, first))
    return found


def duplicate(pointer: str, place: Place, first: Place) -> Finding:
    """A key that a mapping has twice."""
    return Finding(
        "duplicate-key",
        pointer,
        place,
        lambda: f"{quoted(place.written)} is given twice, first on line {first.line}; keep one",
    )


def not_a_number(pointer: str, place: Place) -> Finding:
    """A NaN or an infinity."""
    return Finding(
        "not-a-number",
        pointer,
        place,
        lambda: f"{place.written} is not a number; leave the fact out if it is not known",
    )


def _events(text: str) -> Iterator[_Event]:
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    stack: list[_Container] = []
    for match in _TOKEN.finditer(text):
        sign = match[0]
        if sign in ":,":
            continue
        if sign in "]}":
            stack.pop()
            continue
        row = bisect_right(lines, match.start())
        column = match.start() - lines[row - 1] + 1
        top = stack[-1] if stack else None
        if top and top.is_object and top.key is None:
            key: str = json.loads(sign)
            top.key = key
            place = Place(row, column, key)
            yield _Event(child(top.pointer, key), place, top.seen.setdefault(key, place))
            continue
        pointer = _next(top)
        yield _Event(pointer, Place(row, column, sign))
        if sign in "[{":
            stack.append(_Container(pointer, sign == "{"))


def _next(container: _Container | None) -> str:
    """The pointer of the value that comes next in a container."""
    if container is None:
        return ""
    if container.is_object:
        key, container.key = container.key or "", None
        return child(container.pointer, key)
    container.length += 1
    return child(container.pointer, container.length - 1)
