"""Values of Rego: what JSON has, and sets; when two are the same, and which comes first."""

from collections.abc import Hashable, Iterable, Iterator
from decimal import Decimal
from functools import cmp_to_key
from typing import Any

Value = Any
"""A string, number, boolean, ``None``, list, dictionary or :class:`Set`."""


class Set:
    """A set of values, which need not be hashable."""

    def __init__(self, values: Iterable[Value] = ()) -> None:
        self._members = {identity(each): each for each in values}

    def __contains__(self, value: Value) -> bool:
        return identity(value) in self._members

    def __iter__(self) -> Iterator[Value]:
        return iter(self._members.values())

    def __len__(self) -> int:
        return len(self._members)

    def add(self, value: Value) -> None:
        """Add a value, if it is not in it."""
        self._members.setdefault(identity(value), value)

    def union(self, other: "Set") -> "Set":
        """What is in either."""
        return Set((*self, *other))

    def intersection(self, other: "Set") -> "Set":
        """What is in both."""
        return Set(each for each in self if each in other)

    def difference(self, other: "Set") -> "Set":
        """What is in this one and not in the other."""
        return Set(each for each in self if each not in other)


def identity(value: Value) -> Hashable:
    """Something hashable that is equal for equal values only; ``true`` is not 1 in Rego."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ("constant", value)
    if isinstance(value, dict):
        return ("object", frozenset((identity(k), identity(v)) for k, v in value.items()))
    if isinstance(value, list):
        return ("array", tuple(identity(each) for each in value))
    if isinstance(value, Set):
        return ("set", frozenset(identity(each) for each in value))
    return float(value) if isinstance(value, Decimal) else value


def same(a: Value, b: Value) -> bool:
    """Whether two values are equal."""
    if isinstance(a, str) and isinstance(b, str):
        return a == b
    return identity(a) == identity(b)


def order(a: Value, b: Value) -> int:
    """-1, 0 or 1: null, booleans, numbers, strings, arrays, objects and sets come in that order."""
    if same(a, b):
        return 0
    ranks = _rank(a), _rank(b)
    if ranks[0] != ranks[1]:
        return -1 if ranks[0] < ranks[1] else 1
    if isinstance(a, list):
        for x, y in zip(a, b, strict=False):
            if found := order(x, y):
                return found
        return -1 if len(a) < len(b) else 1
    if isinstance(a, dict):
        keys = in_order(a), in_order(b)
        return order(*keys) or order([a[key] for key in keys[0]], [b[key] for key in keys[1]])
    if isinstance(a, Set):
        return order(in_order(a), in_order(b))
    return -1 if a < b else 1


def in_order(values: Iterable[Value]) -> list[Value]:
    """The values, the smallest first."""
    return sorted(values, key=cmp_to_key(order))


def plain(value: Value) -> Any:
    """The value as JSON has it: a set is a list, in order."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, Set):
        return [plain(each) for each in in_order(value)]
    return [plain(each) for each in value] if isinstance(value, list) else value


def _rank(value: Value) -> int:
    for rank, kind in enumerate((type(None), bool, int | float, str, list, dict, Set)):
        if isinstance(value, kind):
            return rank
    raise TypeError(f"a {type(value).__name__} is no value of Rego")
