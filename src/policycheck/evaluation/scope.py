"""Whether a policy is about a provider and a contract year at all."""

from collections.abc import Collection
from types import MappingProxyType

from policycheck.model import Decision, Scope, Status
from policycheck.policies.manifest import PolicyManifest


def scope_of(policy: PolicyManifest, decision: Decision) -> Scope:
    """The scope of a policy, from any of its decisions: they all share its conditions."""
    conditions = {id: decision.conditions[id] for id in policy.scope}
    status = _status({each.status for each in conditions.values()})
    missing = [path for each in conditions.values() for path in each.missing]
    return Scope(
        policy=policy.id,
        status=status,
        conditions=MappingProxyType(conditions),
        missing=tuple(dict.fromkeys(missing)) if status is Status.UNKNOWN else (),
        texts=decision.texts,
    )


def _status(statuses: Collection[Status]) -> Status:
    if Status.NOT_MET in statuses:
        return Status.NOT_MET
    undecided = {Status.UNKNOWN, Status.OPEN} & set(statuses)
    return Status.UNKNOWN if undecided else Status.MET
