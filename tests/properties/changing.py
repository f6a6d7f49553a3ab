"""A case with some facts changed."""

import copy
from collections.abc import Mapping
from typing import Any


def changed(case: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The case with each fact, by its dotted name, as given; ``None`` takes it away."""
    result: dict[str, Any] = copy.deepcopy(dict(case))
    for name, value in changes.items():
        *parents, last = name.split(".")
        place = result
        for key in parents:
            place = place.setdefault(key, {})
        if value is None:
            place.pop(last, None)
        else:
            place[last] = value
    return result
