"""The functions of the calendar in formulas: days are numbers, as in :mod:`policycheck.terms`.

Each is defined by a table over the years or months that a case can speak of, so that the solver has
only to compare: a formula with divisions for leap years takes it minutes.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from types import MappingProxyType

import z3

from policycheck.terms.calendar import months_after, years_before

_DAY = "day"
_SOME_DAY = z3.Int(_DAY)
_WEEK = 7
_WEEKEND = (6, 0)  # the remainder of a Saturday and a Sunday: day 1 was a Monday


def year(day: z3.ArithRef, low: int, high: int) -> z3.ArithRef:
    """The calendar year of a day.

    Args:
        day: A day.
        low: The first day that it can be.
        high: The last.
    """
    years = range(date.fromordinal(low).year, date.fromordinal(high).year + 1)
    starts = [date(each, 1, 1).toordinal() for each in years]
    return _chosen(day, starts, [str(each) for each in years])


def months_later(day: z3.ArithRef, low: int, high: int, months: int) -> z3.ArithRef:
    """The same day so many months later, or the last day of that month."""
    return _by_month(day, low, high, lambda each: months_after(each, months))


def years_earlier(day: z3.ArithRef, low: int, high: int, years: int) -> z3.ArithRef:
    """The same day so many years earlier; 28 February where 29 February does not exist."""
    return _by_month(day, low, high, lambda each: years_before(each, years))


def working_days_later(
    day: z3.ArithRef, low: int, high: int, days: int, *holidays: int
) -> z3.ArithRef:
    """The day so many working days later: weekends and the holidays do not count."""
    found = day
    off = sorted(each for each in holidays if each > low)
    for _ in range(days):
        found = _next_working_day(found, off)
    return found


def _next_working_day(day: z3.ArithRef, holidays: Sequence[int]) -> z3.ArithRef:
    """The first day after a day that is none of the weekend and no holiday."""
    free = _longest_row(holidays)
    found = day + free + 1
    for ahead in range(free, 0, -1):
        next_ = day + ahead
        off = z3.Or(
            *(next_ % _WEEK == rest for rest in _WEEKEND), *(next_ == each for each in holidays)
        )
        found = z3.If(off, found, next_)
    return found


def _longest_row(holidays: Sequence[int]) -> int:
    """The most days in a row of which none may be a working day."""
    off = set(holidays)
    longest = 2
    for first in off:
        day, row = first, 0
        while day in off or day % _WEEK in _WEEKEND:
            day, row = day + 1, row + 1
        back = first - 1
        while back in off or back % _WEEK in _WEEKEND:
            back, row = back - 1, row + 1
        longest = max(longest, row)
    return longest


def _by_month(day: z3.ArithRef, low: int, high: int, move: Callable[[int], int]) -> z3.ArithRef:
    """Within a month a day is moved by the same number of days, except near its end."""
    starts: list[int] = []
    moved: list[str] = []
    for first in _firsts(low, high):
        last = _next_month(first) - 1
        target = move(first)
        # From here on the target month is too short.
        regular = next(
            (
                offset
                for offset in range(last - first, -1, -1)
                if move(first + offset) == target + offset
            ),
            0,
        )
        starts.append(first)
        moved.append(
            f"(- {_DAY} {first - target})" if target < first else f"(+ {_DAY} {target - first})"
        )
        if regular < last - first:
            starts.append(first + regular + 1)
            moved.append(str(move(last)))
    return _chosen(day, starts, moved)


def _firsts(low: int, high: int) -> Sequence[int]:
    return [each for each in _every_first() if _next_month(each) > low and each <= high]


@cache
def _every_first() -> tuple[int, ...]:
    return tuple(date(y, m, 1).toordinal() for y in range(1600, 2300) for m in range(1, 13))


def _next_month(first: int) -> int:
    found = date.fromordinal(first)
    return date(found.year + found.month // 12, found.month % 12 + 1, 1).toordinal()


def _chosen(day: z3.ArithRef, starts: Sequence[int], values: Sequence[str]) -> z3.ArithRef:
    """The value of the last start that is not after a day.

    Args:
        day: A day.
        starts: In order, with a value for each.
        values: As SMT-LIB writes them: the solver reads them much quicker than it is told them.
    """
    written = f"(assert (= {_DAY} {_by_halves(starts, values)}))"
    (equal,) = z3.parse_smt2_string(written, decls={_DAY: _SOME_DAY})
    return z3.substitute(equal.arg(1), (_SOME_DAY, day))


def _by_halves(starts: Sequence[int], values: Sequence[str]) -> str:
    if len(starts) == 1:
        return values[0]
    half = len(starts) // 2
    before, after = (
        _by_halves(starts[part], values[part]) for part in (slice(half), slice(half, None))
    )
    return f"(ite (< {_DAY} {starts[half]}) {before} {after})"


FUNCTIONS: Mapping[str, Callable[..., z3.ArithRef]] = MappingProxyType(
    {
        "year": year,
        "months_after": months_later,
        "years_before": years_earlier,
        "working_days_after": working_days_later,
    }
)
"""By name: of the day, the first and the last that it can be, and the constants."""


def applied(name: str, day: z3.ArithRef, low: int, high: int, *constants: int) -> z3.ArithRef:
    """A function of a day: a table is made once, and the solver puts another day in its place."""
    of_some_day = _of_some_day(name, low, high, *constants)
    return z3.substitute(of_some_day, (_SOME_DAY, day))


@cache
def _of_some_day(name: str, low: int, high: int, *constants: int) -> z3.ArithRef:
    return FUNCTIONS[name](_SOME_DAY, low, high, *constants)
