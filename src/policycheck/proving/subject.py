"""What something is proved about: a decision under chosen readings, lifted."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from policycheck.compiled.lifter import Lifter
from policycheck.evaluation import Policies
from policycheck.lifting import SLOTS, Lifted
from policycheck.policies.manifest import DecisionRule, PolicyManifest


@dataclass(frozen=True)
class Subject:
    """One decision.

    Attributes:
        policies: Decides a case one by one, to see whether an answer of the solver is right.
        policy: The manifest of the policy.
        rule: The manifest of the decision.
        lifted: What its rules say in every case.
        readings: The readings that are chosen; of the others every defensible one counts.
        slots: A list of a case has at most so many items.
    """

    policies: Policies
    policy: PolicyManifest
    rule: DecisionRule
    lifted: Lifted
    readings: Mapping[str, str] = field(default_factory=dict)
    slots: int = SLOTS

    @property
    def name(self) -> str:
        """The full name of the decision."""
        return f"{self.policy.id}.{self.rule.id}"

    @property
    def slow(self) -> tuple[str, ...]:
        """The conditions and exemptions that could not be lifted: any value is possible."""
        return tuple(each.key for each in self.lifted.slow.values())


def subject_of(
    policies: Policies,
    policy: str,
    decision: str,
    readings: Mapping[str, str] | None = None,
    lifter: Lifter | None = None,
) -> Subject:
    """A decision of loaded policies.

    Args:
        policies: The policies.
        policy: The policy's id.
        decision: The decision's id.
        readings: The readings that are chosen.
        lifter: Of that policy, where there is one already.

    Raises:
        Unliftable: It cannot be lifted.
        EngineError: The rules do not compile.
        UsageError: There is no such policy.
    """
    rules = policies.rules(policy)
    lifter = lifter or Lifter(rules, policies.schemas)
    lifted = lifter.lifted(rules.entrypoints[decision], readings)
    manifest = policies.manifests[policy]
    return Subject(policies, manifest, manifest.decisions[decision], lifted, dict(readings or {}))
