"""Two states of the rules, compared policy by policy; only what differs is compiled."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date

from policycheck import engine
from policycheck.changes.aspects import Version
from policycheck.changes.differences import difference
from policycheck.changes.fingerprints import Fingerprints
from policycheck.changes.model import PolicyDiff
from policycheck.changes.states import State
from policycheck.plan import Plan
from policycheck.policies.manifest import PolicyManifest
from policycheck.policies.rules import RuleSet


@dataclass(frozen=True)
class Pair:
    """A policy in both states, which differ in its manifests or its rules.

    Attributes:
        before: With its compiled rules.
        after: With its compiled rules.
        rules: The modules and data of both.
    """

    before: Version
    after: Version
    rules: tuple[RuleSet, RuleSet]


@dataclass(frozen=True)
class Compared:
    """Which policies are in which state.

    Attributes:
        pairs: Those that differ, by id.
        same: The ids of those that do not.
        removed: Those that only the earlier state has.
        added: Those that only the later state has.
    """

    pairs: dict[str, Pair]
    same: tuple[str, ...]
    removed: dict[str, PolicyManifest]
    added: dict[str, PolicyManifest]

    @property
    def diffs(self) -> list[PolicyDiff]:
        """What differs in each policy, by the order of their ids."""
        found = {id: difference(pair.before, pair.after) for id, pair in self.pairs.items()}
        found |= {id: PolicyDiff(policy, None) for id, policy in self.removed.items()}
        found |= {id: PolicyDiff(None, policy) for id, policy in self.added.items()}
        return [found[id] for id in sorted(found)]


def compare_states(before: State, after: State, wanted: Sequence[str] | None = None) -> Compared:
    """Policies in two states.

    Args:
        before: The earlier state.
        after: The later one.
        wanted: The ids of the policies; by default all that either state has.

    Raises:
        RulesError: A manifest is not valid.
        EngineError: The Rego of a policy that differs does not compile.
    """
    ids = [set(state.ids) for state in (before, after)]
    if wanted is not None:
        ids = [found & set(wanted) for found in ids]
    old, new = before.manifests(sorted(ids[0])), after.manifests(sorted(ids[1]))
    both = sorted(ids[0] & ids[1])
    sets = {id: (before.rules(old[id]), after.rules(new[id])) for id in both}
    differing = [
        id for id in both if _deciding(old[id]) != _deciding(new[id]) or sets[id][0] != sets[id][1]
    ]

    def pair(id: str) -> Pair:
        labels = (before, after)
        return _pair(labels, (old[id], new[id]), sets[id])

    with ThreadPoolExecutor() as pool:
        pairs = dict(zip(differing, pool.map(pair, differing), strict=True))
    return Compared(
        pairs,
        tuple(id for id in both if id not in pairs),
        {id: old[id] for id in sorted(ids[0] - ids[1])},
        {id: new[id] for id in sorted(ids[1] - ids[0])},
    )


def compare_policies(state: State, before: str, after: str) -> PolicyDiff:
    """What differs between two policies of the same state.

    Raises:
        RulesError: A manifest is not valid.
        EngineError: The Rego of one does not compile.
    """
    manifests = state.manifests([before, after])
    both = (manifests[before], manifests[after])
    pair = _pair((state, state), both, (state.rules(both[0]), state.rules(both[1])))
    return difference(pair.before, pair.after)


def compare_texts(state: State, policy: PolicyManifest, days: tuple[date, date]) -> PolicyDiff:
    """What differs between the texts of two days of the same policy.

    Raises:
        EngineError: The Rego does not compile.
    """
    whole = _version(state, policy, state.rules(policy))
    before, after = (Version(_text_of(policy, day), whole.rules) for day in days)
    return PolicyDiff(policy, policy, difference(before, after).changes)


def _text_of(policy: PolicyManifest, day: date) -> PolicyManifest:
    """A policy with what was known of its parameters and conditions on a day."""
    parameters = {}
    for id, parameter in policy.parameters.items():
        known = [each for each in parameter.versions if not each.published or each.published <= day]
        parameters[id] = replace(parameter, versions=tuple(known[-1:]))
    decisions = {
        id: replace(
            rule,
            conditions={
                name: condition
                for name, condition in rule.conditions.items()
                if (condition.published is None or condition.published <= day)
                and (condition.withdrawn is None or day < condition.withdrawn)
            },
        )
        for id, rule in policy.decisions.items()
    }
    return replace(policy, parameters=parameters, decisions=decisions)


def _deciding(policy: PolicyManifest) -> PolicyManifest:
    """Without its laws: they say what decisions come to, and decide nothing."""
    return replace(policy, laws={})


def _pair(
    states: tuple[State, State],
    policies: tuple[PolicyManifest, PolicyManifest],
    rules: tuple[RuleSet, RuleSet],
) -> Pair:
    """The policies with their plans; one plan serves both where the modules are the same."""
    first = _version(states[0], policies[0], rules[0])
    if policies[0].id == policies[1].id and rules[0].modules == rules[1].modules:
        same_entries = rules[0].entrypoints == rules[1].entrypoints
        if same_entries:
            fingerprints = _fingerprints(first.rules.plan, policies[1])
            return Pair(first, Version(policies[1], fingerprints), rules)
    return Pair(first, _version(states[1], policies[1], rules[1]), rules)


def _version(state: State, policy: PolicyManifest, rules: RuleSet) -> Version:
    entrypoints: Iterable[str] = rules.entrypoints.values()
    plan = state.told(lambda: engine.compile_plan(rules.modules, rules.data, tuple(entrypoints)))
    return Version(policy, _fingerprints(plan, policy))


def _fingerprints(plan: Plan, policy: PolicyManifest) -> Fingerprints:
    return Fingerprints(plan, policy.id, frozenset(policy.parameters))
