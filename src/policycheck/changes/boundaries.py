"""The days, amounts and numbers at which rules turn, and their neighbours."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from policycheck.policies.manifest import Parameter, PolicyManifest

_DAY = timedelta(days=1)
_CENT = Decimal("0.01")
_LENGTH_UNITS = {"days": 1, "working_days": 1, "months": 31, "years": 366}
_MOST = 400
_FIRST = 9


@dataclass(frozen=True)
class Boundaries:
    """Values worth trying, the most telling first.

    Attributes:
        days: Calendar days, with the day before and the day after.
        numbers: Amounts and other numbers, with a cent or one less and more.
        codes: Texts.
        terms: Lengths in days.
        shares: Percentages.
    """

    days: tuple[date, ...]
    numbers: tuple[Decimal, ...]
    codes: tuple[str, ...]
    terms: tuple[int, ...]
    shares: tuple[Decimal, ...]

    def within(self, case: Mapping[str, Any]) -> "Boundaries":
        """With those that follow from the values of a case: a term from its days, a share."""
        days = [day for value in _leaves(case) if (day := _as_day(value))]
        numbers = [Decimal(str(v)) for v in _leaves(case) if _is_number(v)]
        ends = [
            day + sign * timedelta(days=t) for day in days for t in self.terms for sign in (1, -1)
        ]
        parts = [n * s / 100 for n in numbers for s in self.shares]
        wholes = [n * 100 / s for n in numbers for s in self.shares if s]
        cents = [each.quantize(_CENT) for each in (*parts, *wholes)]
        return Boundaries(
            _unique([*self.days[:_FIRST], *_around_days(ends), *self.days, *days]),
            _unique([*self.numbers[:_FIRST], *_around_numbers(cents), *self.numbers, *numbers]),
            self.codes,
            self.terms,
            self.shares,
        )


def boundaries_of(policies: Sequence[PolicyManifest], first: Iterable[str] = ()) -> Boundaries:
    """The boundaries in the parameters of both states of a policy.

    Args:
        policies: The states.
        first: The ids of the parameters whose values come first.
    """
    wanted = set(first)
    parameters = [p for policy in policies for p in policy.parameters.values()]
    parameters.sort(key=lambda parameter: parameter.id not in wanted)
    values = [(p, v) for p in parameters for v in _values(p)]
    days = [day for _, v in values if (day := _as_day(v))]
    for policy in policies:
        days += [*policy.period, *([policy.published] if policy.published else [])]
        days += [amendment.published for amendment in policy.amendments.values()]
    numbers = [Decimal(str(v)) for _, v in values if _is_number(v)]
    between = _middles([Decimal(str(v)) for p, v in values if p.id in wanted and _is_number(v)])
    years = [Decimal(policy.contract_year) for policy in policies]
    years += [
        Decimal(v)
        for _, v in values
        if isinstance(v, str) and len(v) == len("2024") and v.isdigit()
    ]
    lengths = [
        int(v) * _LENGTH_UNITS[p.unit]
        for p, v in values
        if p.unit in _LENGTH_UNITS and _is_number(v)
    ]
    return Boundaries(
        _unique(_around_days(days)),
        _unique([*between, *_around_numbers([*numbers, *years]), Decimal(0), Decimal(1)]),
        tuple(dict.fromkeys(v for _, v in values if isinstance(v, str) and not _as_day(v))),
        tuple(dict.fromkeys(each + step for each in lengths for step in (0, 1, -1))),
        tuple(dict.fromkeys(Decimal(str(v)) for p, v in values if p.unit == "percent")),
    )


def _values(parameter: Parameter) -> Iterator[Any]:
    for version in parameter.versions:
        yield from _leaves(version.value)


def _leaves(value: Any) -> Iterator[Any]:
    """Every number and text in a value, the keys of tables included."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield key
            yield from _leaves(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


def _as_day(value: Any) -> date | None:
    if not isinstance(value, str) or len(value) != len("2024-01-01"):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _around_days(days: Iterable[date]) -> list[date]:
    return [day + step for day in days for step in (0 * _DAY, -_DAY, _DAY)]


def _around_numbers(numbers: Iterable[Decimal]) -> list[Decimal]:
    near = [number + step for number in numbers for step in (Decimal(0), -_CENT, _CENT)]
    return [*near, *(number + step for number in numbers for step in (Decimal(-1), Decimal(1)))]


def _middles(numbers: Sequence[Decimal]) -> list[Decimal]:
    """Halfway between values that are different, as an old and a new one are."""
    ordered = sorted(set(numbers))
    return [((low + high) / 2).quantize(_CENT) for low, high in pairwise(ordered)]


def _unique(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(values))[:_MOST]
