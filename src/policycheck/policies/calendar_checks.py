"""What must hold of the calendar of a policy: every day and every term stands in it, once."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from policycheck.policies.citations import unknown_refs
from policycheck.policies.manifest import Parameter, PolicyManifest
from policycheck.policies.milestones import Milestone, Precision
from policycheck.policies.moments import TERM_UNITS, days_in


def calendar_problems(policy: PolicyManifest) -> Iterator[str]:
    """Every milestone and term that leads nowhere, and every day or term that is on none."""
    yield from _milestones(policy)
    yield from _terms(policy)


def _milestones(policy: PolicyManifest) -> Iterator[str]:
    for id, times in Counter(each.id for each in policy.milestones).items():
        if times > 1:
            yield f"the milestone {id} stands {times} times"
    for milestone in policy.milestones:
        where = f"the milestone {milestone.id}"
        yield from unknown_refs(policy, where, milestone.refs)
        for name in filter(None, (milestone.parameter, milestone.changed_after)):
            yield from _holds_days(policy, where, name)
        if milestone.day and milestone.until and milestone.until < milestone.day:
            yield f"{where} ends before it begins"
        if milestone.precision is not Precision.MONTH and milestone.until:
            yield f"{where} has a last month and is no row of months"
        if milestone.precision is not Precision.DAY and milestone.boundary == "before":
            yield f"{where} is before a day and gives an interval: give the day, or until"
        if milestone.boundary not in ("before", "until", "from", "exactly"):
            yield f"{where} is {milestone.boundary} a day, which says nothing: give it a boundary"
        if milestone.day and milestone.precision is Precision.DAY:
            yield from _twice(policy, milestone)
    shown = {milestone.parameter for milestone in policy.milestones}
    for parameter in policy.parameters.values():
        if parameter.unit != "date":
            continue
        if not _days(parameter):
            yield f"the parameter {parameter.id} holds no day: write it as 2023-08-15"
        if parameter.id not in shown:
            yield f"the parameter {parameter.id} is a day and on no milestone: give it one"


def _twice(policy: PolicyManifest, milestone: Milestone) -> Iterator[str]:
    """A day that the same clause puts into a parameter is taken from there, so it stands once."""
    for parameter in policy.parameters.values():
        if parameter.unit != "date" or not set(milestone.refs).intersection(parameter.refs):
            continue
        if milestone.day in _days(parameter):
            yield (
                f"the milestone {milestone.id} repeats the day of the parameter {parameter.id}: "
                "name the parameter instead"
            )


def _holds_days(policy: PolicyManifest, where: str, name: str) -> Iterator[str]:
    parameter = policy.parameters.get(name)
    if parameter is None:
        yield f"{where} takes its day from {name}, which is no parameter of this policy"
        return
    if not _days(parameter):
        yield f"{where} takes its day from {name}, which holds no day"


def _days(parameter: Parameter) -> list[date]:
    """Every day that a parameter holds in one of its versions; none if it holds something else."""
    try:
        return [day for version in parameter.versions for day in days_in(version.value)]
    except ValueError:
        return []


def _terms(policy: PolicyManifest) -> Iterator[str]:
    for id, times in Counter(each.id for each in policy.terms).items():
        if times > 1:
            yield f"the term {id} stands {times} times"
    for term in policy.terms:
        where = f"the term {term.id}"
        yield from unknown_refs(policy, where, term.refs)
        if term.parameter is not None and term.parameter not in _lengths(policy):
            yield f"{where} takes its length from {term.parameter}, which holds none"
    shown = {term.parameter for term in policy.terms}
    for id in _lengths(policy):
        if id not in shown:
            yield f"the parameter {id} is a length of time and in no term: give it one"


def _lengths(policy: PolicyManifest) -> list[str]:
    """The parameters that say how long something may take; a threshold of time is none of them."""
    return [
        parameter.id
        for parameter in policy.parameters.values()
        if parameter.unit in TERM_UNITS and parameter.boundary != "more_than"
        if all(isinstance(version.value, int) for version in parameter.versions)
    ]
