"""The two dates of a question: the day that is judged, and the day whose text applies."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from policycheck.errors import UsageError
from policycheck.policies.manifest import PolicyManifest


def as_of_day(
    policy: PolicyManifest,
    case: Mapping[str, Any],
    chosen: date | None,
    now: date | None = None,
) -> date:
    """The day on which the case is judged: as chosen, else the case's own, else today.

    Args:
        policy: The policy that judges it.
        case: The facts.
        chosen: The day that the caller chose.
        now: What counts as today, for a run that takes long.

    Raises:
        UsageError: The contract period is over and no day is given; today would decide otherwise
            than any day within the period.
    """
    day = _chosen("as_of", case, chosen)
    if day is not None:
        return day
    day = now or today()
    if day > policy.period[1]:
        raise UsageError(
            f"the contract period of {policy.id} ended on {policy.period[1]}: say on which day to"
            " judge the case, with --as-of or with as_of in the case"
        )
    return day


def today() -> date:
    """The calendar day that it is in the Netherlands."""
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def known_at_day(
    policy: PolicyManifest, case: Mapping[str, Any], chosen: date | None, as_of: date
) -> date:
    """The day whose published text applies: as chosen, else the case's own, else the day judged.

    Raises:
        UsageError: No text had been published by then.
    """
    day = _chosen("known_at", case, chosen) or as_of
    if policy.published is not None and day < policy.published:
        raise UsageError(
            f"the first text of {policy.id} was published on {policy.published}: nothing was known"
            f" on {day}; choose a later known_at"
        )
    return day


def days_for_scope(
    policy: PolicyManifest,
    case: Mapping[str, Any],
    as_of: date | None,
    known_at: date | None,
) -> tuple[date, date]:
    """The two days on which to ask whether a policy is about a case at all; never an error.

    A policy whose period is over, or whose first text was still to come, may well be about another
    year than the case; that is for its scope to say.
    """
    day = _chosen("as_of", case, as_of) or today()
    text_day = _chosen("known_at", case, known_at) or day
    return day, max(text_day, policy.published or text_day)


def _chosen(name: str, case: Mapping[str, Any], chosen: date | None) -> date | None:
    if chosen is None and name in case:
        return date.fromisoformat(case[name])
    return chosen
