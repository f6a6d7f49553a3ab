"""The functions of the calendar that a term can call, over days that are counted.

A day is its number in the proleptic Gregorian calendar, 1 January of the year 1 being 1. The shared
Rego library defines the same functions over ISO dates; each back end that has its own definition is
tested against that.
"""

import calendar
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

_WEEKEND = 5


def years_before(day: int, years: int) -> int:
    """The same day so many years earlier; 28 February where 29 February does not exist."""
    found = date.fromordinal(day)
    year = found.year - years
    last = calendar.monthrange(year, found.month)[1]
    return date(year, found.month, min(found.day, last)).toordinal()


def months_after(day: int, months: int) -> int:
    """The same day so many months later, or the last day of that month."""
    found = date.fromordinal(day)
    passed = found.year * 12 + found.month - 1 + months
    year, month = passed // 12, passed % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(found.day, last)).toordinal()


def year(day: int) -> int:
    """The calendar year of a day."""
    return date.fromordinal(day).year


def working_days_after(day: int, days: int, *holidays: int) -> int:
    """The day so many working days later: weekends and the holidays do not count.

    Raises:
        ValueError: It is not one day later at the least.
    """
    if days < 1:
        raise ValueError(f"{days} working days later is no day")
    off = frozenset(holidays)
    while days:
        day += 1
        # 1 January of the year 1 was a Monday.
        days -= (day - 1) % 7 < _WEEKEND and day not in off
    return day


CALENDAR: Mapping[str, Callable[..., int]] = MappingProxyType(
    {each.__name__: each for each in (years_before, months_after, year, working_days_after)}
)
"""By name; the first argument is a day, the others are the same in every case."""
