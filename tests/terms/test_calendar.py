"""The calendar has three definitions, which say the same: Python, numpy and the Rego library."""

import calendar as days_of
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from policycheck.compiled.calendar import VECTORS
from policycheck.engine import Program, compile_rules
from policycheck.lifting.intrinsics import INTRINSICS
from policycheck.resources import shipped
from policycheck.terms.calendar import CALENDAR

MODULE = """package example

import data.policycheck.dates
import rego.v1

year := [dates.year(day) | some day in input.days]

years_before := [dates.years_before(day, input.number) | some day in input.days]

months_after := [dates.months_after(day, input.number) | some day in input.days]

days_after := [dates.days_after(day, input.number) | some day in input.days]

working_days_after := [dates.working_days_after(day, input.number, input.holidays) |
	some day in input.days
]
"""
# Every day of: a common year and a leap year, a century that is no leap year and one that is, the
# first years and the last that a case may have, and the years around 1970, from which numpy counts.
YEARS = (1700, 1701, 1900, 1969, 1970, 2000, 2023, 2024, 2100, 2198, 2199)
# Of 2022 to 2024: some on a Saturday or a Sunday, several in a row, at the turn of a year.
HOLIDAYS = (
    *("2022-12-25", "2022-12-26", "2023-01-01", "2023-04-07", "2023-04-09", "2023-04-10"),
    *("2023-04-27", "2023-05-18", "2023-05-28", "2023-05-29", "2023-12-25", "2023-12-26"),
    *("2024-01-01", "2024-03-29", "2024-03-31", "2024-04-01", "2024-04-27", "2024-12-25"),
)
NUMBERS: Mapping[str, tuple[int, ...]] = {
    "years_before": (0, 1, 3, 4, 5, 18),
    "months_after": (0, 1, 2, 6, 11, 12, 13, 48),
    "days_after": (-1, 0, 1, 28, 366),
    "working_days_after": (1, 2, 5, 10, 30),
}


@pytest.fixture(scope="module")
def program() -> Program:
    library = shipped("rego") / "policycheck" / "dates.rego"
    modules = {"dates.rego": library.read_text(encoding="utf-8"), "example.rego": MODULE}
    names = ["year", *NUMBERS]
    return compile_rules(modules, {}, [f"example/{each}" for each in names], trusted=True)


def days(years: tuple[int, ...]) -> list[date]:
    found = []
    for year in years:
        first = date(year, 1, 1)
        length = 366 if days_of.isleap(year) else 365
        found += [first + timedelta(days=each) for each in range(length)]
    return found


EVERY = days(YEARS)
WORKING = [*days((2022, 2023, 2024)), date(1700, 1, 1), date(1969, 12, 31), date(2199, 12, 31)]


def in_rego(program: Program, name: str, asked: list[date], number: int = 0) -> list[Any]:
    found: list[Any] = program.query(
        f"example/{name}",
        {
            "days": [each.isoformat() for each in asked],
            "number": number,
            "holidays": dict.fromkeys(HOLIDAYS, "a day off"),
        },
    )
    return found


def in_python(name: str, asked: list[date], *constants: int) -> list[int]:
    return [CALENDAR[name](each.toordinal(), *constants) for each in asked]


def in_numpy(name: str, asked: list[date], *constants: int) -> list[int]:
    column = np.array([each.toordinal() for each in asked], np.int32)
    found: list[int] = VECTORS[name](column, *constants).tolist()
    return found


def ordinals(texts: list[str]) -> list[int]:
    return [date.fromisoformat(each).toordinal() for each in texts]


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, each) for name in ("years_before", "months_after") for each in NUMBERS[name]],
)
def test_years_and_months(program: Program, name: str, number: int) -> None:
    rego = ordinals(in_rego(program, name, EVERY, number))
    assert in_python(name, EVERY, number) == rego
    assert in_numpy(name, EVERY, number) == rego


def test_the_year_of_a_day(program: Program) -> None:
    rego = in_rego(program, "year", EVERY)
    assert in_python("year", EVERY) == rego
    assert in_numpy("year", EVERY) == rego


@pytest.mark.parametrize("number", NUMBERS["days_after"])
def test_days_are_added(program: Program, number: int) -> None:
    """Lifting makes a sum of it."""
    expected = [each.toordinal() + number for each in EVERY]
    assert ordinals(in_rego(program, "days_after", EVERY, number)) == expected


@pytest.mark.parametrize("number", NUMBERS["working_days_after"])
def test_working_days(program: Program, number: int) -> None:
    holidays = sorted(date.fromisoformat(each).toordinal() for each in HOLIDAYS)
    asked = WORKING if number == 1 else WORKING[number % 7 :: number]
    rego = ordinals(in_rego(program, "working_days_after", asked, number))
    assert in_python("working_days_after", asked, number, *holidays) == rego
    expected = in_python("working_days_after", WORKING, number, *holidays)
    assert in_numpy("working_days_after", WORKING, number, *holidays) == expected


def test_29_february() -> None:
    leap = date(2024, 2, 29).toordinal()
    for functions in (CALENDAR, VECTORS):

        def day(name: str, number: int, functions: Any = functions) -> date:
            return date.fromordinal(int(functions[name](np.int64(leap), number)))

        assert day("years_before", 1) == date(2023, 2, 28)
        assert day("years_before", 4) == date(2020, 2, 29)
        assert day("months_after", 12) == date(2025, 2, 28)


@pytest.mark.parametrize("name", CALENDAR)
def test_a_later_day_never_gives_an_earlier_one(name: str) -> None:
    """Lifting takes the bounds of a call from the bounds of the day."""
    holidays = sorted(date.fromisoformat(each).toordinal() for each in HOLIDAYS)
    constants = {"working_days_after": (3, *holidays), "year": ()}.get(name, (1,))
    found = in_numpy(name, days(tuple(range(2019, 2027))), *constants)
    assert found == sorted(found)


def test_every_function_is_here() -> None:
    known = {path[-1] for path in INTRINSICS if path[:2] == ("policycheck", "dates")}
    assert known == {"year", *NUMBERS}
    assert set(CALENDAR) == set(VECTORS) == known - {"days_after"}


@pytest.mark.parametrize("number", [0, -1])
def test_no_working_day_later_is_no_day(program: Program, number: int) -> None:
    """Lifting asks this function for the bounds of a call before there is one."""
    assert in_rego(program, "working_days_after", WORKING[:9], number) == []
    with pytest.raises(ValueError, match="working days later is no day"):
        in_python("working_days_after", WORKING[:1], number)
