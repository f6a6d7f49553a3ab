"""A case with changes: the values at JSON Pointers set, added or taken away."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from policycheck.facts.problems import tokens

APPEND = "-"


class NoPlace(ValueError):
    """There is no place for a value at a pointer; the message says why.

    Attributes:
        pointer: The JSON Pointer of the change.
    """

    def __init__(self, pointer: str, why: str) -> None:
        self.pointer = pointer
        super().__init__(f"{pointer} {why}")


def changed(case: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the case with every change made, in order.

    Args:
        case: The facts.
        changes: Values by JSON Pointer (RFC 6901). ``None`` takes a value away. Objects that are
            not there are made; a last token ``-`` appends to a list, which is made too.

    Raises:
        NoPlace: A pointer leads through a value that has no members, or to an item that a list
            does not have.
    """
    result: dict[str, Any] = _copy(case)
    for pointer, value in changes.items():
        path = tokens(pointer)
        place: Any = result
        for key, below in pairwise(path):
            place = _member(place, key, pointer, [] if below == APPEND else {})
        _set(place, path[-1], _copy(value), pointer)
    return result


def _member(place: Any, key: str, pointer: str, new: Any) -> Any:
    if isinstance(place, dict):
        return place.setdefault(key, new)
    return place[_index(place, key, pointer)]


def _set(place: Any, key: str, value: Any, pointer: str) -> None:
    if isinstance(place, dict):
        if value is None:
            place.pop(key, None)
        else:
            place[key] = value
    elif isinstance(place, list) and key == APPEND and value is not None:
        place.append(value)
    elif value is None:
        del place[_index(place, key, pointer)]
    else:
        place[_index(place, key, pointer)] = value


def _index(place: Any, key: str, pointer: str) -> int:
    if not isinstance(place, list):
        raise NoPlace(pointer, "leads through a value that has no members")
    if not key.isdecimal() or not key.isascii():
        raise NoPlace(pointer, f"names {key} in a list; expected the number of an item, or -")
    if int(key) >= len(place):
        raise NoPlace(pointer, f"names item {key}, counted from 0, of a list of {len(place)}")
    return int(key)


def _copy(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list | tuple) else value
