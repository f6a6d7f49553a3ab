"""Which decisions are evaluated: those that were named, else those that the facts ask for."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from policycheck.commands.common.names import known_policy, unknown
from policycheck.errors import NothingEvaluated
from policycheck.facts.problems import dotted
from policycheck.policies.manifest import DecisionRule, PolicyManifest

Chosen = Mapping[str, tuple[str, ...]]


def policies_needed(
    policies: Sequence[str], decisions: Sequence[str], rules: Path | None
) -> tuple[str, ...] | None:
    """The policies to load, by ``-p`` or by full decision names; ``None`` for all of them.

    Raises:
        UsageError: A policy that is named does not exist.
    """
    owners = [decision.rpartition(".")[0] for decision in decisions]
    named = policies or (owners if all(owners) else [])
    return tuple(dict.fromkeys(known_policy(name, rules) for name in named)) or None


def choose(policies: Mapping[str, PolicyManifest], decisions: Sequence[str]) -> Chosen:
    """Per policy the decisions that were named, by their own or their full name.

    Raises:
        UsageError: No chosen policy has a decision of that name.
    """
    named = {f"{rule.policy}.{rule.id}": rule for rule in _rules(policies)}
    wanted: dict[str, DecisionRule] = {}
    for decision in decisions:
        found = {n: rule for n, rule in named.items() if decision in (n, rule.id)}
        if not found:
            raise unknown("decision", decision, _known(decision, named), see="policycheck list")
        wanted |= found
    return {
        policy: tuple(rule.id for name, rule in wanted.items() if rule.policy == policy)
        for policy in policies
    }


def not_asked(policies: Mapping[str, PolicyManifest]) -> NothingEvaluated:
    """The error for cases whose facts ask nothing: which facts would, and how to ask anyway."""
    lines = [
        f"  {rule.policy}.{rule.id}: {' or '.join(map(dotted, rule.asked_by)) or 'only with -d'}"
        for rule in _rules(policies)
    ]
    return NothingEvaluated(
        "nothing was evaluated: the facts do not show that a decision is asked\n"
        "Name a decision with -d, or add one of the facts that ask for it:\n" + "\n".join(lines)
    )


def _rules(policies: Mapping[str, PolicyManifest]) -> list[DecisionRule]:
    return [rule for policy in policies.values() for rule in policy.decisions.values()]


def _known(decision: str, named: Mapping[str, DecisionRule]) -> Iterable[str]:
    return named if "." in decision else {rule.id for rule in named.values()}
