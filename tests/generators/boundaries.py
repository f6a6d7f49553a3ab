"""The days, amounts and numbers of a policy at which its rules turn, with their neighbours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from policycheck.policies.manifest import Parameter, PolicyManifest

_DAY = timedelta(days=1)
_MONTHS = (28, 29, 30, 31)
_WITH_DECIMALS = ("mark", "fte", "count")


@dataclass(frozen=True)
class Boundaries:
    """Where a case of this policy is worth drawing.

    Attributes:
        days: Sorted; with the day before and the day after each.
        years_back: Terms in years.
        days_ahead: Terms in days; a month is each of its lengths.
        cents: Amounts, with a cent less and a cent more; halves and tenfolds of them too.
        percentages: Shares at which something turns.
        years: Calendar years.
        numbers: Levels and counts.
        decimals: Marks, shares of a job and counts, with a hundredth less and a hundredth more.
        codes: Codes of digits.
    """

    days: tuple[date, ...]
    years_back: tuple[int, ...]
    days_ahead: tuple[int, ...]
    cents: tuple[int, ...]
    percentages: tuple[int, ...]
    years: tuple[int, ...]
    numbers: tuple[int, ...]
    decimals: tuple[float, ...]
    codes: tuple[str, ...]


def boundaries_of(policy: PolicyManifest) -> Boundaries:
    """The boundaries in the parameters of a policy, its period, publications and amendments."""
    values = [(each.unit, value) for each in policy.parameters.values() for value in _values(each)]

    def of(*units: str) -> list[int]:
        return [value for unit, value in values if unit in units and isinstance(value, int)]

    days = {*policy.period, *_published(policy), *(v for _, v in values if isinstance(v, date))}
    cents = [100 * euros for euros in of("euro")]
    return Boundaries(
        days=tuple(sorted({day + step for day in days for step in (-_DAY, 0 * _DAY, _DAY)})),
        years_back=tuple(of("years")),
        days_ahead=(
            *of("days", "working_days"),
            *(n * month for n in of("months") for month in _MONTHS),
        ),
        cents=_near([0, *cents, *(each // 2 for each in cents), *(each * 10 for each in cents)]),
        percentages=tuple(of("percent")),
        years=_near([policy.contract_year, *of("year", "calendar_year")]),
        numbers=_near([0, 1, *of("level", "count", "minutes", "kilometres")]),
        decimals=_near_decimals([value for unit, value in values if unit in _WITH_DECIMALS]),
        codes=tuple(value for unit, value in values if unit == "code" and _is_digits(value)),
    )


def _near(values: list[int]) -> tuple[int, ...]:
    return tuple(sorted({value + step for value in values for step in (-1, 0, 1)} - {-1}))


def _near_decimals(values: list[float]) -> tuple[float, ...]:
    near = {round(value + step, 2) for value in values for step in (-0.01, 0, 0.01)}
    return tuple(sorted(value for value in near if value >= 0))


def _is_digits(value: object) -> bool:
    return isinstance(value, str) and value.isdigit()


def _values(parameter: Parameter) -> Iterator[Any]:
    for version in parameter.versions:
        yield from _plain(version.value)


def _plain(value: Any) -> Iterator[Any]:
    """Numbers, dates and codes, wherever they stand in the value of a parameter."""
    if isinstance(value, dict):
        yield from _plain([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _plain(item)
    elif isinstance(value, str) and len(value) == len("2024-01-01"):
        yield date.fromisoformat(value) if value[4] == "-" else value
    elif isinstance(value, int | float | str):
        yield value


def _published(policy: PolicyManifest) -> Iterator[date]:
    for parameter in policy.parameters.values():
        for version in parameter.versions:
            if version.published is not None:
                yield version.published
    if policy.published is not None:
        yield policy.published
    yield from (amendment.published for amendment in policy.amendments.values())
