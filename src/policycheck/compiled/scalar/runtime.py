"""What the Python that is written for a decision runs on: the calendar, and plain values.

A service that decides imports this and nothing of what writes that Python.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from types import CodeType, MappingProxyType
from typing import Any, NoReturn

from policycheck.terms.calendar import CALENDAR

Answer = Callable[[Mapping[str, Any]], Any]
"""From the input document to what the rules say."""

# Cases speak of few days; beyond this many, those that were asked for longest ago are forgotten.
_DAYS = 4096


class Undecided(Exception):
    """A case for which there is no answer here; the engine that interprets has to say.

    Attributes:
        reason: ``out_of_bounds``, ``conflict`` or ``undefined``.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def undecided(reason: str) -> NoReturn:
    """Leave a case to the engine that interprets."""
    raise Undecided(reason)


@lru_cache(_DAYS)
def day_of(text: str) -> int:
    """The number of the day of an ISO date."""
    return date.fromisoformat(text).toordinal()


@lru_cache(_DAYS)
def text_of(day: int) -> str:
    """The ISO date of a day."""
    return date.fromordinal(day).isoformat()


def scaled(number: float, factor: int) -> int:
    """A number of at most fifteen digits as a whole number of its smallest units."""
    return number * factor if type(number) is int else round(number * factor)


def unscaled(number: int, factor: int) -> int | float:
    """What stands for a whole number of the smallest units, as JSON has it."""
    whole, rest = divmod(number, factor)
    return number / factor if rest else whole


def copied(value: Any) -> Any:
    """A copy of a value of the case, with the keys in order, as the engine gives it."""
    if isinstance(value, Mapping):
        return {key: copied(value[key]) for key in sorted(value)}
    return [copied(each) for each in value] if isinstance(value, list | tuple) else value


_NAMES: Mapping[str, Any] = MappingProxyType(
    {
        "nothing": {},
        "undecided": undecided,
        "day_of": day_of,
        "text_of": text_of,
        "scaled": scaled,
        "unscaled": unscaled,
        "copied": copied,
        **{name: lru_cache(_DAYS)(function) for name, function in CALENDAR.items()},
    }
)


def function_of(code: CodeType) -> Answer:
    """The function ``answer`` that a module of compiled Python defines."""
    names = {"__builtins__": {"len": len}, **_NAMES}
    exec(code, names)  # noqa: S102 - this is what it was written for
    found: Answer = names["answer"]
    return found
