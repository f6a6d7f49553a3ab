"""A value that moves a little: over a boundary that it was drawn beside, or off it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

_DAYS = (-1, 1, -1, 1, -2, 2, -7, 7, -30, 31, -365, 366)
_CENTS = (-1, 1, -1, 1, -100, 100)
_PARTS = (0.5, 0.9, 1.1, 2)  # of an amount
_THOUSANDTHS = (-10, 10, -10, 10, -100, 100, -1)
_STEPS = (-1, 1, -1, 1, -2, 2)


def varied(value: Any, schema: Mapping[str, Any], others: Sequence[Any], random: Random) -> Any:
    """Another value of the same fact, or the same one where there is no other nearby.

    It has the type that its schema asks for, and may be invalid in another way.

    Args:
        value: The value.
        schema: Of the fact, without references.
        others: The values of the fact in other cases; lists are put together from their items.
        random: Where numbers come from.
    """
    if isinstance(value, list):
        return _list(value, schema, others, random)
    if isinstance(value, dict):
        name = random.choice(sorted(value))
        same = [each[name] for each in others if name in each]
        return {**value, name: varied(value[name], schema["properties"][name], same, random)}
    if "enum" in schema or isinstance(value, bool):
        return random.choice(others)
    if schema.get("x-type") in ("date", "event_date"):
        return _day(value, random)
    if isinstance(value, int | float):
        return _number(value, schema, random)
    return random.choice(others)


def _day(value: str, random: Random) -> str:
    try:
        return (date.fromisoformat(value) + timedelta(random.choice(_DAYS))).isoformat()
    except (OverflowError, ValueError):
        return value


def _number(value: float, schema: Mapping[str, Any], random: Random) -> int | float:
    if schema["type"] == "integer":
        moved: float = value + random.choice(_STEPS)
    elif schema.get("x-type") == "amount":
        cents = round(value * 100)
        if random.random() < 0.3:
            moved = int(cents * random.choice(_PARTS)) / 100
        else:
            moved = (cents + random.choice(_CENTS)) / 100
    else:
        moved = (round(value * 1000) + random.choice(_THOUSANDTHS)) / 1000
    moved = max(0, moved)
    return int(moved) if moved == int(moved) else moved


def _list(
    value: list[Any], schema: Mapping[str, Any], others: Sequence[Any], random: Random
) -> list[Any]:
    """With one item more, less or another."""
    items = [item for each in others for item in each]
    moved = list(value)
    if moved and random.random() < 0.6:
        place = random.randrange(len(moved))
        item = moved.pop(place)
        if random.random() < 0.6:
            moved.insert(place, varied(item, schema["items"], items, random))
    elif items:
        moved.insert(random.randint(0, len(moved)), random.choice(items))
    if schema.get("uniqueItems"):
        return [each for place, each in enumerate(moved) if each not in moved[:place]]
    return moved
