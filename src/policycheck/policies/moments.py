"""On which days the milestones and terms of a policy fall, by the text of a day."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from policycheck.policies.manifest import Parameter, PolicyManifest
from policycheck.policies.milestones import Length, Milestone, Precision, Term

TERM_UNITS = ("days", "working_days", "months", "years", "minutes")


@dataclass(frozen=True)
class When:
    """A moment as the document gives it, and the days that it can be.

    Attributes:
        printed: The day that is printed, or any day of the month or year that is.
        until: Any day of the last month, for a row of months.
        first: The first day that it can be.
        last: The last day that it can be; for something to be done before a day, the day before.
    """

    printed: date
    until: date | None
    boundary: str
    precision: Precision
    first: date
    last: date


def days_of(milestone: Milestone, policy: PolicyManifest, known_at: date) -> tuple[When, ...]:
    """The moments of a milestone in the text of a day: more than one where its parameter has more.

    Empty where that text gives no day for it.
    """
    if _had_another_day(milestone, policy, known_at):
        return ()
    if milestone.parameter is None:
        days = [] if milestone.day is None else [milestone.day]
    else:
        days = days_in(value_on(policy.parameters[milestone.parameter], known_at))
    return tuple(_when(milestone, day) for day in days)


def length_of(term: Term, policy: PolicyManifest, known_at: date) -> Length | None:
    """How long a term is in the text of a day; ``None`` where that text does not have it."""
    if term.parameter is None:
        return term.length
    parameter = policy.parameters[term.parameter]
    value = value_on(parameter, known_at)
    return None if value is None else Length(value, parameter.unit, parameter.boundary)


def value_on(parameter: Parameter, known_at: date) -> Any:
    """The value in the last version that was published by then; ``None`` if there was none."""
    values = [v.value for v in parameter.versions if v.published is None or v.published <= known_at]
    return values[-1] if values else None


def days_in(value: Any) -> list[date]:
    """The days that a parameter's value is, or that its entries are kept by, earliest first."""
    written = list(value) if isinstance(value, Mapping) else [value]
    return sorted(date.fromisoformat(day) for day in written if isinstance(day, str))


def changes_of(policy: PolicyManifest) -> list[date]:
    """The days on which the text was changed after its first publication, earliest first."""
    days = {amendment.published for amendment in policy.amendments.values()}
    for parameter in policy.parameters.values():
        days.update(v.published for v in parameter.versions if v.published)
    return sorted(day for day in days if policy.published is None or day > policy.published)


def _had_another_day(milestone: Milestone, policy: PolicyManifest, known_at: date) -> bool:
    if milestone.changed_after is None:
        return False
    text_days = days_in(value_on(policy.parameters[milestone.changed_after], known_at))
    return any(known_at <= day for day in text_days)


def _when(milestone: Milestone, day: date) -> When:
    first, last = _interval(milestone.precision, day, milestone.until or day)
    if milestone.boundary == "before":
        first = last = day - timedelta(days=1)
    return When(day, milestone.until, milestone.boundary, milestone.precision, first, last)


def _interval(precision: Precision, day: date, until: date) -> tuple[date, date]:
    """The days that are meant: the thirds of a month, the first and last quarter of a year."""
    match precision:
        case Precision.MONTH:
            return day.replace(day=1), until.replace(day=monthrange(until.year, until.month)[1])
        case Precision.START_OF_MONTH:
            return day.replace(day=1), day.replace(day=10)
        case Precision.MIDDLE_OF_MONTH:
            return day.replace(day=11), day.replace(day=20)
        case Precision.START_OF_YEAR:
            return date(day.year, 1, 1), date(day.year, 3, 31)
        case Precision.END_OF_YEAR:
            return date(day.year, 10, 1), date(day.year, 12, 31)
    return day, day
