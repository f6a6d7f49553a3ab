"""What must hold of the calendar of a policy: every day and every term stands in it, once."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from policycheck.policies.citations import unknown_refs
from policycheck.policies.flaws import Flaw
from policycheck.policies.manifest import Parameter, PolicyManifest
from policycheck.policies.milestones import Milestone, Precision
from policycheck.policies.moments import TERM_UNITS, days_in


def calendar_flaws(policy: PolicyManifest) -> Iterator[Flaw]:
    """Every milestone and term that leads nowhere, and every day or term that is on none."""
    yield from _milestones(policy)
    yield from _terms(policy)


def _milestones(policy: PolicyManifest) -> Iterator[Flaw]:
    for id, times in Counter(each.id for each in policy.milestones).items():
        if times > 1:
            message = f"the milestone {id} stands {times} times"
            yield Flaw("duplicate-name", message, ("milestones", id))
    for milestone in policy.milestones:
        where, about = f"the milestone {milestone.id}", ("milestones", milestone.id)
        yield from unknown_refs(policy, where, milestone.refs, about)
        for name in filter(None, (milestone.parameter, milestone.changed_after)):
            yield from _holds_days(policy, where, name, about)
        for message in _moment(milestone):
            yield Flaw("calendar", f"{where} {message}", about)
        if milestone.day and milestone.precision is Precision.DAY:
            yield from _twice(policy, milestone)
    shown = {milestone.parameter for milestone in policy.milestones}
    for parameter in policy.parameters.values():
        if parameter.unit != "date":
            continue
        about = ("parameters", parameter.id)
        if not _days(parameter):
            message = f"the parameter {parameter.id} holds no day: write it as 2023-08-15"
            yield Flaw("calendar", message, about)
        if parameter.id not in shown:
            message = f"the parameter {parameter.id} is a day and on no milestone: give it one"
            yield Flaw("calendar", message, about)


def _moment(milestone: Milestone) -> Iterator[str]:
    if milestone.day and milestone.until and milestone.until < milestone.day:
        yield "ends before it begins"
    if milestone.precision is not Precision.MONTH and milestone.until:
        yield "has a last month and is no row of months"
    if milestone.precision is not Precision.DAY and milestone.boundary == "before":
        yield "is before a day and gives an interval: give the day, or until"
    if milestone.boundary not in ("before", "until", "from", "exactly"):
        yield f"is {milestone.boundary} a day, which says nothing: give it a boundary"


def _twice(policy: PolicyManifest, milestone: Milestone) -> Iterator[Flaw]:
    """A day that the same clause puts into a parameter is taken from there, so it stands once."""
    for parameter in policy.parameters.values():
        if parameter.unit != "date" or not set(milestone.refs).intersection(parameter.refs):
            continue
        if milestone.day in _days(parameter):
            message = (
                f"the milestone {milestone.id} repeats the day of the parameter {parameter.id}: "
                "name the parameter instead"
            )
            yield Flaw("calendar", message, ("milestones", milestone.id))


def _holds_days(
    policy: PolicyManifest, where: str, name: str, about: tuple[str, str]
) -> Iterator[Flaw]:
    parameter = policy.parameters.get(name)
    if parameter is None:
        message = f"{where} takes its day from {name}, which is no parameter of this policy"
        yield Flaw("unknown-name", message, about)
    elif not _days(parameter):
        yield Flaw("calendar", f"{where} takes its day from {name}, which holds no day", about)


def _days(parameter: Parameter) -> list[date]:
    """Every day that a parameter holds in one of its versions; none if it holds something else."""
    try:
        return [day for version in parameter.versions for day in days_in(version.value)]
    except ValueError:
        return []


def _terms(policy: PolicyManifest) -> Iterator[Flaw]:
    for id, times in Counter(each.id for each in policy.terms).items():
        if times > 1:
            yield Flaw("duplicate-name", f"the term {id} stands {times} times", ("terms", id))
    for term in policy.terms:
        where, about = f"the term {term.id}", ("terms", term.id)
        yield from unknown_refs(policy, where, term.refs, about)
        if term.parameter is not None and term.parameter not in _lengths(policy):
            message = f"{where} takes its length from {term.parameter}, which holds none"
            yield Flaw("calendar", message, about)
    shown = {term.parameter for term in policy.terms}
    for id in _lengths(policy):
        if id not in shown:
            message = f"the parameter {id} is a length of time and in no term: give it one"
            yield Flaw("calendar", message, ("parameters", id))


def _lengths(policy: PolicyManifest) -> list[str]:
    """The parameters that say how long something may take; a threshold of time is none of them."""
    return [
        parameter.id
        for parameter in policy.parameters.values()
        if parameter.unit in TERM_UNITS and parameter.boundary != "more_than"
        if all(isinstance(version.value, int) for version in parameter.versions)
    ]
