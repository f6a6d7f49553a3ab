"""Every case has one answer, and one that is final stays."""

from collections.abc import Iterable, Iterator, Sequence

import z3

from policycheck.model import FINAL_OUTCOMES, Outcome, Status
from policycheck.policies.manifest import ConditionRule
from policycheck.proving.claims import Claim
from policycheck.proving.formulas import Variables
from policycheck.proving.general_laws import GeneralLaw, general_claim, none_together
from policycheck.proving.general_lists import found_by_lists
from policycheck.proving.room import Found, Room, View


def one_answer(view: View, room: Room) -> Iterator[Claim]:
    """No case gives two values, and every case one outcome and one status of each condition.

    Args:
        view: A case.
        room: Of that case alone.
    """
    conflicts = Room(view, seconds=room.seconds, conflicts=True)
    yield general_claim(GeneralLaw.ONE_VALUE, (), conflicts, (view.decided.conflict,))
    if view.subject.rule.outcomes:
        outcomes = view.decided.outcomes.values()
        yield general_claim(GeneralLaw.ONE_OUTCOME, (), room, (_not_one(outcomes),))
    yield from none_together(
        [
            general_claim(
                GeneralLaw.ONE_STATUS,
                (id,),
                room,
                (_not_one(view.decided.statuses.get(id, {}).values()),),
                refs=condition.refs,
            )
            for id, condition in view.subject.rule.conditions.items()
        ]
    )


def _not_one(formulas: Iterable[z3.BoolRef]) -> z3.BoolRef:
    found = [(each, 1) for each in formulas]
    return z3.Not(z3.PbEq(found, 1)) if found else z3.BoolVal(True)


def final(view: View, seconds: float) -> Iterator[Claim]:
    """A final outcome with its result stays when facts are added, and so does a status.

    Args:
        view: A case.
        seconds: How long one question may take.
    """
    later = _later(view)
    room = Room(view, later, seconds=seconds, between=lambda room: _more_known(room, view, later))

    def ask(room: Room, formulas: Sequence[z3.BoolRef]) -> Found:
        return found_by_lists(room, view, later, formulas)

    if view.subject.rule.outcomes:
        before, after = view.decided, later.decided
        changes = [
            z3.And(before.comes_to(each), z3.Not(after.comes_to(each))) for each in FINAL_OUTCOMES
        ]
        met = z3.And(before.comes_to(Outcome.MET), after.comes_to(Outcome.MET))
        changes.append(z3.And(met, z3.Not(before.same_result(after))))
        yield general_claim(
            GeneralLaw.FINAL_OUTCOME,
            (),
            room,
            (z3.Or(*changes),),
            find=lambda: ask(room, changes),
        )
    yield from none_together(
        [
            general_claim(
                GeneralLaw.FINAL_STATUS,
                (condition.id,),
                room,
                (_status_changes(view, later, condition),),
                refs=condition.refs,
            )
            for condition in view.subject.rule.conditions.values()
        ],
        ask,
    )


def _later(view: View) -> View:
    """The same case when more is known of it."""
    return view.of(Variables("later ", view.variables))


def _more_known(room: Room, view: View, later: View) -> Iterator[z3.BoolRef]:
    """What is known stays known; a list is one fact, to which nothing is added."""
    now, then = view.variables, later.variables
    pointers = dict.fromkeys((*room.facts(view).pointers, *room.facts(later).pointers))
    for pointer in pointers:
        if not pointer:
            continue
        yield z3.Implies(now.known(pointer), then.known(pointer))
        above, _, last = pointer.rpartition("/")
        if last.isdigit() and room.facts(view).type_of(above) == "list":
            same = now.known(pointer) == then.known(pointer)
            yield z3.Implies(now.known(above), same)


def _status_changes(view: View, later: View, condition: ConditionRule) -> z3.BoolRef:
    """Where a status is not what it was, though it was final.

    What does not apply may still become met; and what is not met, if the insurer departs from it.
    """
    before, after = view.decided, later.decided
    may_become = {
        Status.MET: [Status.MET],
        Status.NOT_MET: [Status.NOT_MET, *([Status.MET] if condition.departure else [])],
        Status.NOT_APPLICABLE: [Status.NOT_APPLICABLE, Status.MET],
    }
    return z3.Or(
        *(
            z3.And(
                before.has(condition.id, status),
                *(z3.Not(after.has(condition.id, each)) for each in still),
            )
            for status, still in may_become.items()
        )
    )
