"""A condition whose facts are known is not unknown."""

from collections.abc import Iterator

import z3

from policycheck.model import Status
from policycheck.policies.manifest import ConditionRule
from policycheck.proving.claims import Claim
from policycheck.proving.general_laws import Formulas, GeneralLaw, general_claim, none_together
from policycheck.proving.room import Room, View


def decided_by_its_facts(view: View, room: Room) -> Iterator[Claim]:
    """Where every fact that a condition declares is known, it has another status than unknown.

    A list is known with what its items say. Whom the policy is not about is not asked.
    """
    yield from none_together(
        [
            general_claim(
                GeneralLaw.DECIDED,
                (condition.id,),
                room,
                (view.decided.has(condition.id, Status.UNKNOWN),),
                (*facts_known(view, room, condition), *_in_scope(view, condition)),
                refs=condition.refs,
            )
            for condition in view.subject.rule.conditions.values()
        ]
    )


def _in_scope(view: View, condition: ConditionRule) -> Iterator[z3.BoolRef]:
    for each in view.subject.policy.scope:
        if each != condition.id:
            yield z3.Not(view.decided.has(each, Status.NOT_MET))


def facts_known(view: View, room: Room, condition: ConditionRule) -> Formulas:
    """That every fact of a condition is known, and of its exemptions, or cannot be."""
    variables = view.variables
    known = {each: variables.known(each) for each in condition.facts}
    cases = room.facts(view)
    asked = [each for each in variables.pointers if each.startswith("/")]
    found = [z3.Or(each, *cases.forbidden(fact)) for fact, each in known.items()]
    for fact in known:
        for pointer in asked:
            item = _item_around(pointer, fact)
            if item and item != pointer:
                found.append(z3.Implies(variables.known(item), variables.known(pointer)))
    return tuple(found)


def _item_around(pointer: str, fact: str) -> str | None:
    """The item of a list in which something stands, where the fact is that list."""
    if not pointer.startswith(f"{fact}/"):
        return None
    index = pointer[len(fact) + 1 :].partition("/")[0]
    return f"{fact}/{index}" if index.isdigit() else None
