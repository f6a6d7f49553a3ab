"""Every fact that decisions ask, for a case that is still to be filled in."""

from collections.abc import Iterable

from policycheck.asking.known import CasePlaces
from policycheck.asking.model import OpenFact, Reason
from policycheck.asking.relevance import facts_asked, open_fact
from policycheck.facts import CaseSchemas
from policycheck.policies.manifest import DecisionRule


def to_fill_in(rules: Iterable[DecisionRule], schemas: CaseSchemas) -> tuple[OpenFact, ...]:
    """What decisions ask, in the order of the schema, each with what asks for it."""
    places = CasePlaces(schemas.schema, {})
    reasons: dict[str, list[Reason]] = {}
    for rule in rules:
        read = {
            each.id: {o for p in (*each.facts, *each.departure) for o in places.owners(p)}
            for each in rule.conditions.values()
        }
        result = {owner for pointer in rule.result_facts for owner in places.owners(pointer)}
        asked = {owner: None for pointer in facts_asked(rule) for owner in places.owners(pointer)}
        for owner in asked:
            conditions = tuple(c for id, c in rule.conditions.items() if owner in read[id])
            reason = Reason(rule, False, conditions, owner in result)
            reasons.setdefault(owner, []).append(reason)
    dictionary = schemas.dictionary
    return tuple(
        open_fact(pointer, dictionary, reasons[pointer])
        for pointer in dictionary
        if pointer in reasons
    )
