"""Which decisions are evaluated: those that were named, else those that the facts ask for."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from policycheck.commands.common.names import known_policy, unknown
from policycheck.errors import NothingEvaluated
from policycheck.facts.problems import dotted, printable
from policycheck.model import PolicyText, Scope, Status
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


def nothing_decided(
    policies: Mapping[str, PolicyManifest], scopes: Iterable[Scope]
) -> NothingEvaluated:
    """The error for cases of which nothing was decided: no policy is about them, or none is asked.

    Args:
        policies: The policies that were looked at.
        scopes: Where the policies were not named: the scope of each policy for each case.
    """
    scopes = list(scopes)
    about = {scope.policy for scope in scopes if scope.status is Status.MET}
    if scopes and not about:
        return _out_of_scope(scopes)
    return _not_asked({id: p for id, p in policies.items() if not scopes or id in about})


def _out_of_scope(scopes: Iterable[Scope]) -> NothingEvaluated:
    return NothingEvaluated(
        "nothing was evaluated: no policy is known to be about this provider and contract year\n"
        "Add the facts that decide it, or name a policy with -p:\n"
        + "\n".join(dict.fromkeys(map(_why_not, scopes)))
    )


def _why_not(scope: Scope) -> str:
    if scope.status is Status.UNKNOWN:
        missing = _and([dotted(pointer) for pointer in scope.missing])
        why = f"it depends on {missing}" if missing else "the text leaves it open"
        return f"  {scope.policy}: not known; {why}"
    failed = [c for c in scope.conditions.values() if c.status is Status.NOT_MET]
    facts = {fact.path: fact.value for each in failed for fact in each.facts}
    found = _and([f"{dotted(path)} is {_shown(value)}" for path, value in facts.items()])
    years = ", ".join(_years(text) for text in scope.texts)
    hint = f"; there are texts for {years}" if years else ""
    return f"  {scope.policy}: not about it; {found}{hint}"


def _and(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _shown(value: object) -> str:
    """A value as JSON, which a stranger may have written."""
    return printable(json.dumps(value, ensure_ascii=False))


def _years(text: PolicyText) -> str:
    first, last = text.first_year, text.last_year
    return f"{first} ({text.policy})" if first == last else f"{first}-{last} ({text.policy})"


def _not_asked(policies: Mapping[str, PolicyManifest]) -> NothingEvaluated:
    """Which facts would ask a decision, and how to ask anyway."""
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
