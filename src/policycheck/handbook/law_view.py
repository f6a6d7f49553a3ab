"""Which laws speak of which condition."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from policycheck.policies.laws import AnyOf, Has, Law, NotThat, Statement
from policycheck.policies.manifest import PolicyManifest


def laws_of_condition(policy: PolicyManifest, decision: str, condition: str) -> tuple[Law, ...]:
    """The laws of a decision that speak of a condition.

    Most laws suppose that the scope is met, which tells nothing about the scope.
    """
    premises = condition not in policy.scope
    return tuple(
        law
        for law in policy.laws.values()
        if law.decision == decision and condition in set(conditions_of(law, premises))
    )


def conditions_of(law: Law, premises: bool = True) -> Iterator[str]:
    """The conditions that a law speaks of; those that it only supposes on request."""
    if premises:
        yield from _named(law.when)
    for field in fields(law.kind):
        value = getattr(law.kind, field.name)
        if field.name == "of" and value is not None:
            yield value
        elif field.name == "statements":
            yield from _named(value)


def _named(statements: Iterable[Statement]) -> Iterator[str]:
    for each in statements:
        match each:
            case Has(condition=condition):
                yield condition
            case AnyOf(statements=inner):
                yield from _named(inner)
            case NotThat(statement=inner_one):
                yield from _named((inner_one,))
