"""Functions of the shared Rego library that are not followed, but known.

They count days, months and years, or combine readings, in ways that terms cannot be made of one by
one. Each is only taken for what it is here while the library's own text is the one that this was
tested against; see :func:`policycheck.lifting.lift`.
"""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import product
from math import prod
from types import MappingProxyType
from typing import Any

from policycheck.lifting.builtins import Builtins
from policycheck.lifting.errors import Unliftable
from policycheck.lifting.making import Maker, day_number
from policycheck.lifting.values import (
    UNDEFINED,
    Array,
    Atom,
    Const,
    Data,
    Day,
    Number,
    Object,
    Value,
    constant_of,
)
from policycheck.terms import Term
from policycheck.terms.calendar import CALENDAR

Path = tuple[str, ...]

_MOST_COMBINATIONS = 1024


class Intrinsics:
    """What is known of the shared library, over one graph.

    Args:
        readings: The readings that are chosen, by id.
        combining: Whether combinations of readings are made; without, only the usual one is
            followed.
    """

    def __init__(
        self,
        maker: Maker,
        builtins: Builtins,
        readings: Mapping[str, str],
        *,
        combining: bool = True,
    ) -> None:
        self._maker = maker
        self._graph = maker.graph
        self._builtins = builtins
        self._readings = readings
        self._combining = combining
        self.matters: dict[str, Term] = {}
        """For each reading whether it matters: a combination is there where its readings do."""

    def call(self, path: Path, args: tuple[Value, ...]) -> Value:
        """What a function of the library gives.

        Raises:
            Unliftable: Its arguments are not such as the function is known for.
        """
        return self._builtins.over(args, lambda *atoms: INTRINSICS[path](self, *atoms))

    def _calendar(self, name: str, day: Atom, constants: tuple[Any, ...]) -> Term | int:
        function = CALENDAR[name]
        try:
            if isinstance(day, Const) and isinstance(day.value, str):
                number = day_number(day.value)
                if number is not None:
                    return function(number, *constants)
            elif isinstance(day, Day):
                # Every function of the calendar keeps the order of days.
                low, high = (function(end, *constants) for end in (day.term.low, day.term.high))
                return self._graph.call(name, (day.term,), constants, low, high)
        except (ValueError, OverflowError) as error:
            raise Unliftable(f"{name} leaves the calendar: {error}") from None
        raise Unliftable(f"{name} is asked for what is no date")

    def _day(self, found: Term | int) -> Value:
        if isinstance(found, int):
            return self._maker.constant(date.fromordinal(found).isoformat())
        return self._maker.sure(Day(found))

    def years_before(self, day: Atom, years: Atom) -> Value:
        """``dates.years_before``."""
        return self._day(self._calendar("years_before", day, (_whole(years),)))

    def months_after(self, day: Atom, months: Atom) -> Value:
        """``dates.months_after``."""
        return self._day(self._calendar("months_after", day, (_whole(months),)))

    def working_days_after(self, day: Atom, days: Atom, holidays: Atom) -> Value:
        """``dates.working_days_after``, which is one day later at the least."""
        count = _whole(days)
        if count < 1:
            return UNDEFINED
        if not isinstance(holidays, Data):
            raise Unliftable("the days off are no constants")
        numbers = [day_number(each) for each in holidays.value]
        off = tuple(sorted(each for each in numbers if each is not None))
        return self._day(self._calendar("working_days_after", day, (count, *off)))

    def days_after(self, day: Atom, days: Atom) -> Value:
        """``dates.days_after``."""
        count = _whole(days)
        if isinstance(day, Const) and isinstance(day.value, str):
            number = day_number(day.value)
            if number is not None:
                return self._day(number + count)
        if not isinstance(day, Day):
            raise Unliftable("days_after is asked for what is no date")
        return self._day(self._graph.add(day.term, self._graph.number(count)))

    def year(self, day: Atom) -> Value:
        """``dates.year``."""
        found = self._calendar("year", day, ())
        if isinstance(found, int):
            return self._maker.constant(found)
        return self._maker.sure(Number(found))

    def departures(self, manifest: Atom, patches: Atom) -> Value:
        """``outcome.departures``: every combination of the readings that matter but the usual."""
        if not isinstance(manifest, Data):
            raise Unliftable("the manifest is no constant")
        maker, graph = self._maker, self._graph
        members = maker.as_object(patches).members
        readings = sorted(str(constant_of(key)) for key in members)
        matters = {each: maker.defined(members[each]) for each in readings}
        self.matters.update(matters)
        options = [self._options(manifest.value, each) for each in readings]
        if prod(len(each) for each in options) > _MOST_COMBINATIONS:
            raise Unliftable(f"the readings have more than {_MOST_COMBINATIONS} combinations")
        if not self._combining:
            return maker.sure(Array(()))
        found = []
        # The first reading changes quickest.
        for chosen in product(*reversed(options)):
            values = dict(zip(readings, reversed(chosen), strict=True))
            departs = [
                matters[each]
                for each, choice in zip(readings, options, strict=True)
                if values[each] != choice[0]
            ]
            if not departs:
                continue
            choice = {each: maker.where(matters[each], Const(values[each])) for each in readings}
            found.append((graph.all(*departs), maker.sure(Object(choice))))
        return maker.sure(Array(tuple(found)))

    def _options(self, manifest: Mapping[str, Any], reading: str) -> list[str]:
        if reading in self._readings:
            return [self._readings[reading]]
        options: list[str] = manifest["readings"][reading]["defensible"]
        return options


def _whole(atom: Atom) -> int:
    if isinstance(atom, Const) and isinstance(atom.value, int):
        return atom.value
    raise Unliftable("how many days, months or years depends on the case")


INTRINSICS: Mapping[Path, Callable[..., Value]] = MappingProxyType(
    {
        ("policycheck", "dates", "years_before"): Intrinsics.years_before,
        ("policycheck", "dates", "months_after"): Intrinsics.months_after,
        ("policycheck", "dates", "working_days_after"): Intrinsics.working_days_after,
        ("policycheck", "dates", "days_after"): Intrinsics.days_after,
        ("policycheck", "dates", "year"): Intrinsics.year,
        ("policycheck", "outcome", "departures"): Intrinsics.departures,
    }
)
"""By the path of the function in the shared library."""
