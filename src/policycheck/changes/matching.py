"""Which item of one state corresponds to which of the other."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
Key = Callable[[T], Hashable | None]
Pair = tuple[T | None, T | None]


def paired(before: Iterable[T], after: Iterable[T], keys: Sequence[Key[T]]) -> list[Pair[T]]:
    """Pairs in the order of the later state; those that it does not have stand at the end.

    The keys are tried one after another: two items are a pair if a key of them is the same, and
    no other item that is left has that key. An item whose key is ``None`` is left for the next.
    """
    left, right = list(before), list(after)
    partner: dict[int, T] = {}
    for key in keys:
        found = _unique(left, key)
        others = _unique(right, key)
        for value, place in others.items():
            if value in found:
                partner[id(right[place])] = left[found[value]]
        taken = {id(item) for item in partner.values()}
        left = [item for item in left if id(item) not in taken]
        right = [item for item in right if id(item) not in partner]
    pairs: list[Pair[T]] = [(partner.get(id(item)), item) for item in _all(after)]
    return [*pairs, *((item, None) for item in left)]


def _all(items: Iterable[T]) -> list[T]:
    return list(items)


def _unique(items: Sequence[T], key: Key[T]) -> dict[Hashable, int]:
    """The place of each item whose key no other has."""
    places: dict[Hashable, list[int]] = {}
    for place, item in enumerate(items):
        value = key(item)
        if value is not None:
            places.setdefault(value, []).append(place)
    return {value: found[0] for value, found in places.items() if len(found) == 1}
