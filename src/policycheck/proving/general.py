"""Laws that hold for any policy."""

from collections.abc import Iterator

from policycheck.compiled.lifter import Lifter
from policycheck.proving.claims import Claim
from policycheck.proving.general_answers import final, one_answer
from policycheck.proving.general_completions import as_decided_as_can_be
from policycheck.proving.general_conditions import no_dead_condition, not_implied
from policycheck.proving.general_facts import decided_by_its_facts
from policycheck.proving.general_parameters import parameter_matters
from policycheck.proving.general_readings import reading_matters
from policycheck.proving.room import Room, View
from policycheck.proving.subject import Subject


def general_claims(
    subject: Subject, lifter: Lifter, seconds: float, *, searching: bool = False
) -> Iterator[Claim]:
    """What has to hold for every decision.

    Args:
        subject: The decision, with no readings chosen.
        lifter: Of its policy.
        seconds: How long one question may take.
        searching: Whether that is asked too for which the solver has to search long.
    """
    view = View(subject)
    room = Room(view, seconds=seconds)
    yield from one_answer(view, room)
    yield from final(view, seconds)
    yield from decided_by_its_facts(view, room)
    yield from no_dead_condition(view, room)
    yield from not_implied(view, room)
    if searching:
        yield from as_decided_as_can_be(view, room)
    yield from reading_matters(subject, lifter, room)
    yield from parameter_matters(subject, lifter, room)
