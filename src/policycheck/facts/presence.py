"""Which facts are there wherever the object is that holds them."""

from collections.abc import Mapping, Sequence
from typing import Any

_ITEM = "*"


def is_settled(schema: Mapping[str, Any], path: Sequence[str]) -> bool:
    """Whether a fact cannot be missing where the object is known that holds it.

    It cannot where the schema requires it, and where the schema requires it in some cases and
    forbids it in others: then its absence says something, as that of the day on which a supervision
    was lifted that is still in force.

    Args:
        schema: The schema of a case without references.
        path: The keys down to the fact; ``*`` stands for the items of a list.
    """
    *above, last = path
    holder = schema
    for step in above:
        holder = (
            holder.get("items", {}) if step == _ITEM else holder.get("properties", {}).get(step, {})
        )
    if last in holder.get("required", ()):
        return True
    branches = [
        part[way] for part in holder.get("allOf", ()) for way in ("then", "else") if way in part
    ]
    required = any(last in each.get("required", ()) for each in branches)
    forbidden = any(each.get("properties", {}).get(last) is False for each in branches)
    return required and forbidden
