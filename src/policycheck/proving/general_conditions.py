"""Every condition can be met and can fail, and says something that the others do not."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

import z3

from policycheck.model import DECIDING_MODALITIES, Status
from policycheck.proving.claims import Claim
from policycheck.proving.general_laws import GeneralLaw, general_claim, some_together
from policycheck.proving.room import Answer, Found, Room, View

_SATISFIED = (Status.MET, Status.NOT_APPLICABLE)


def no_dead_condition(view: View, room: Room) -> Iterator[Claim]:
    """Each status that the rules of a condition provide for occurs.

    That it can be met is asked in any case. That it cannot fail is reported only, where no rule
    says that it does.
    """
    yield from some_together([*_statuses(view, room)])


def _statuses(view: View, room: Room) -> Iterator[Claim]:
    for id, condition in view.subject.rule.conditions.items():
        provided = view.decided.statuses.get(id, {})
        for status in Status:
            asked = status in (Status.MET, Status.NOT_MET)
            if not asked and status not in provided:
                continue
            yield general_claim(
                GeneralLaw.NO_DEAD_CONDITION,
                (id, status),
                room,
                (view.decided.has(id, status),),
                refs=condition.refs,
                possible=True,
                note=status is Status.NOT_MET and status not in provided,
            )


def not_implied(view: View, room: Room) -> Iterator[Claim]:
    """A condition that decides can fail where all the others are met or do not apply."""
    conditions = view.subject.rule.conditions
    deciding = [each for each in conditions.values() if each.modality in DECIDING_MODALITIES]
    satisfied = {
        each.id: z3.Or(*(view.decided.has(each.id, status) for status in _SATISFIED))
        for each in deciding
    }
    # That something is not known fails nobody: it has to be settled.
    settled = {
        each.id: z3.Or(
            *(view.decided.has(each.id, status) for status in (Status.NOT_MET, Status.OPEN))
        )
        for each in deciding
    }
    for condition in deciding:
        if z3.is_false(z3.simplify(settled[condition.id])):
            continue
        others = [formula for id, formula in satisfied.items() if id != condition.id]
        claim = general_claim(
            GeneralLaw.NOT_IMPLIED,
            (condition.id,),
            room,
            (*others, settled[condition.id]),
            refs=condition.refs,
            possible=True,
            note=True,
        )
        yield replace(claim, find=partial(_found, claim, others))


def _found(claim: Claim, others: Sequence[z3.BoolRef]) -> Found:
    found = claim.room.check(*claim.violation)
    if found.answer is Answer.NONE and claim.room.check(*others).answer is Answer.NONE:
        reason = "in no case are all the others met"
        return Found(Answer.NOT_DECIDED, reason=reason, seconds=found.seconds)
    return found
