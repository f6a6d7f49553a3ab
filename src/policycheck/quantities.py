"""The numbers and days of a policy in their units, as each language writes them."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from policycheck.words import Words

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def quantity(value: Any, unit: str, words: Words) -> str:
    """A parameter's value in its unit: ``€150,000.00``, ``70%``, ``5 years``, ``1 May 2023``."""
    if isinstance(value, Mapping):
        return "; ".join(
            f"{_key(key, words)}: {_entry(each, words)}" for key, each in value.items()
        )
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(quantity(item, unit, words) for item in value)
    write = _UNITS.get(unit)
    return write(value, words) if write else str(value)


def _key(key: str, words: Words) -> str:
    return _day(key, words) if _DAY.fullmatch(key) else key


def _entry(value: Any, words: Words) -> str:
    """What a table of the text holds under a key: a day, or days by what they are."""
    if isinstance(value, Mapping):
        return ", ".join(_entry(each, words) for each in value.values())
    return _key(str(value), words)


def _day(value: Any, words: Words) -> str:
    return words.day(date.fromisoformat(str(value)))


def _month(value: Any, words: Words) -> str:
    return words.month(date.fromisoformat(f"{str(value)[:7]}-01"))


_UNITS: Mapping[str, Callable[[Any, Words], str]] = {
    "date": _day,
    "month": _month,
    "euro": lambda value, words: words.euro(value),
    "percent": lambda value, words: words.percent(value),
    "years": lambda value, words: words.count("unit.years", value),
    "months": lambda value, words: words.count("unit.months", value),
    "days": lambda value, words: words.count("unit.days", value),
    "working_days": lambda value, words: words.count("unit.working_days", value),
    "minutes": lambda value, words: words.count("unit.minutes", value),
    "fte": lambda value, words: f"{words.number(value)} fte",
    "kilometres": lambda value, words: f"{words.number(value)} km",
    "mark": lambda value, words: words.number(value),
    "level": lambda value, words: words("unit.level", n=value),
    "count": lambda value, words: words.number(value),
}
