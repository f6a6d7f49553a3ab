"""The laws of a policy as claims about its decisions."""

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

import z3

from policycheck.model import Outcome, Status
from policycheck.policies.laws import (
    Always,
    AnyOf,
    Comes,
    Constant,
    Decided,
    Exclusive,
    Exhaustive,
    Has,
    Independent,
    Law,
    Monotone,
    Never,
    NotThat,
    Results,
    Statement,
)
from policycheck.proving.claims import Claim
from policycheck.proving.formulas import Variables
from policycheck.proving.room import Room, View
from policycheck.proving.statements import formulas_of
from policycheck.proving.subject import Subject

# From the worst to the best, outcomes and statuses alike.
_RANKS: tuple[frozenset[Outcome | Status], ...] = (
    frozenset({Outcome.NOT_MET, Status.NOT_MET}),
    frozenset({Outcome.REFER, Outcome.UNDETERMINED, Status.UNKNOWN, Status.OPEN}),
    frozenset({Outcome.MET, Outcome.NOT_APPLICABLE, Status.MET, Status.NOT_APPLICABLE}),
)


def claim_of(law: Law, room: Room) -> Claim:
    """A law as a claim.

    Args:
        law: The law.
        room: Of one case of the decision that it is about, under its readings; other laws may be
            about it too.
    """
    kind = law.kind
    if isinstance(kind, Monotone | Independent | Constant):
        return _of_two(law, room.views[0].subject, kind, room.seconds)
    view = room.views[0]
    premise = formulas_of(law.when, view)
    match kind:
        case Never(statements=statements):
            facts, answers = _divided(statements, view)
            return _claim(law, room, answers, [*premise, *facts])
        case Always(statements=statements):
            violation = z3.Not(z3.And(*formulas_of(statements, view)))
        case Exclusive(statements=statements):
            pairs = combinations(formulas_of(statements, view), 2)
            violation = z3.Or(*(z3.And(*pair) for pair in pairs))
        case Exhaustive(statements=statements):
            violation = z3.Not(z3.Or(*formulas_of(statements, view)))
        case Decided(facts=facts_known, of=of):
            premise += [view.variables.known(each) for each in facts_known]
            violation = _undecided(view, of)
    return _claim(law, room, [violation], premise)


def _divided(
    statements: Sequence[Statement], view: View
) -> tuple[list[z3.BoolRef], list[z3.BoolRef]]:
    """Of what never goes together: what is said of the facts, and what is said of the answer.

    The first has to be possible by itself, or the law says nothing.
    """
    facts = [each for each in statements if not _about_answer(each)]
    answers = [each for each in statements if _about_answer(each)]
    if not answers:
        return [], formulas_of(facts, view)
    return formulas_of(facts, view), formulas_of(answers, view)


def _about_answer(statement: Statement) -> bool:
    match statement:
        case Comes() | Has() | Results():
            return True
        case AnyOf(statements=statements):
            return any(map(_about_answer, statements))
        case NotThat(statement=inner):
            return _about_answer(inner)
    return False


def _of_two(
    law: Law, subject: Subject, kind: Monotone | Independent | Constant, seconds: float
) -> Claim:
    """A law about two cases that differ in few facts."""
    # A case of its own: the fewer facts are asked about, the sooner the solver is done.
    one = View(subject)
    other = one.of(_alike(one.variables, kind))
    room = Room(one, other, seconds=seconds)
    premise = [*formulas_of(law.when, one), *formulas_of(law.when, other)]
    match kind:
        case Monotone(fact=fact, up=up, of=of):
            low, high = (each.variables.value(fact) for each in (one, other))
            premise += [one.variables.known(fact), low < high if up else low > high]
            violation = _worse(one, other, of)
        case Independent(of=of):
            violation = _differ(one, other, of)
        case Constant(day=day, first=first, last=last, of=of):
            days = [each.variables.value(day) for each in (one, other)]
            premise += [each >= first.toordinal() for each in days]
            premise += [each <= last.toordinal() for each in days]
            premise.append(days[0] != days[1])
            violation = _differ(one, other, of)
    return _claim(law, room, [violation], premise)


def _alike(same: Variables, kind: Monotone | Independent | Constant) -> Variables:
    """A case that is like another but for what a law speaks of."""
    match kind:
        case Monotone(fact=fact):
            return Variables("other ", same, lambda each: each == fact, _nothing)
        case Constant(day=day):
            return Variables("other ", same, lambda each: each == day, _nothing)
        case Independent(facts=facts):
            return Variables(
                "other ",
                same,
                lambda each: any(_within(each, fact) for fact in facts),
                # Whether there is anything in the object around a fact may rest on the fact.
                lambda each: any(_within(each, fact) or _within(fact, each) for fact in facts),
            )


def _nothing(_: str) -> bool:
    return False


def _within(pointer: str, whole: str) -> bool:
    return pointer == whole or pointer.startswith(f"{whole}/")


def _undecided(view: View, condition: str | None) -> z3.BoolRef:
    if condition is None:
        return view.decided.comes_to(Outcome.UNDETERMINED)
    return view.decided.has(condition, Status.UNKNOWN)


def _worse(one: View, other: View, condition: str | None) -> z3.BoolRef:
    """Where the second case comes to something worse than the first."""
    first, second = ([_any(view, condition, rank) for rank in _RANKS] for view in (one, other))
    return z3.Or(
        *(z3.And(first[high], second[low]) for low, high in combinations(range(len(_RANKS)), 2))
    )


def _differ(one: View, other: View, condition: str | None) -> z3.BoolRef:
    """Where the two cases do not come to the same."""
    each: Iterable[Outcome | Status] = Outcome if condition is None else Status
    return z3.Or(
        *(z3.Xor(_any(one, condition, {value}), _any(other, condition, {value})) for value in each)
    )


def _any(view: View, condition: str | None, values: Collection[Outcome | Status]) -> z3.BoolRef:
    """Where the outcome, or the status of a condition, is one of some."""
    if condition is None:
        return z3.Or(*(view.decided.comes_to(each) for each in Outcome if each in values))
    return z3.Or(*(view.decided.has(condition, each) for each in Status if each in values))


def _claim(
    law: Law, room: Room, violation: Iterable[z3.BoolRef], premise: Iterable[z3.BoolRef]
) -> Claim:
    return Claim(law.id, law.title, room, tuple(violation), tuple(premise), law.refs, answered=True)
