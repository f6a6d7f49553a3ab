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
        return "; ".join(_row(key, each, words) for key, each in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(quantity(item, unit, words) for item in value)
    write = _UNITS.get(unit)
    return write(value, words) if write else str(value)


def _key(key: str, words: Words) -> str:
    return _day(key, words) if _DAY.fullmatch(key) else key


def _row(key: str, value: Any, words: Words) -> str:
    """What a table of the text holds: a day with a span of days, a day, or a day with its name."""
    row = _key(key, words)
    if isinstance(value, Mapping):
        days = {name: _key(str(each), words) for name, each in value.items()}
        if set(days) == {"first", "last"}:
            return f"{row} ({words('policy.period', **days)})"
        return f"{row} ({', '.join(days.values())})"
    if _DAY.fullmatch(key) and not _DAY.fullmatch(str(value)):
        # The name of a day stands in the rules in one language only.
        return row
    return f"{row}: {_key(str(value), words)}"


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
    "level": lambda value, words: words("unit.level", n=words.number(value)),
    "count": lambda value, words: words.number(value),
}
