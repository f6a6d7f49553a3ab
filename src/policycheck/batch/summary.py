"""What a run came to, decision by decision."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from policycheck.batch.counts import NO_OUTCOME, Counts
from policycheck.batch.questions import Questions
from policycheck.model import Outcome, Text
from policycheck.policies.manifest import PolicyManifest

OUTCOMES = (*map(str, Outcome), NO_OUTCOME)


@dataclass(frozen=True)
class DecisionSummary:
    """What one decision came to.

    Attributes:
        policy: The policy's id.
        decision: The decision's id.
        outcomes: Rows by outcome, in a fixed order; only those that occur.
        failing: Conditions that are not met, with their titles and rows, the most frequent first.
        missing: JSON Pointers of missing facts with their rows, the most frequent first.
        asked: Conditions that are no columns, and how often the engine was asked about each, the
            most frequent first.
    """

    policy: str
    decision: str
    outcomes: tuple[tuple[str, int], ...]
    failing: tuple[tuple[str, Text, int], ...]
    missing: tuple[tuple[str, int], ...]
    asked: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Summary:
    """What a run came to.

    Attributes:
        input: What was read, as the user named it.
        output: Where the decisions are.
        rejects: Where the rows are that were not decided.
        counts: Of the rows.
        decisions: In the order of the output.
        codes: Rejected rows by the code of a problem, the most frequent first.
        seconds: How long it took, without the runs that it resumed.
        resumed: How many rows those had done.
        workers: How many processes decided.
    """

    input: str
    output: str
    rejects: str
    counts: Counts
    decisions: tuple[DecisionSummary, ...]
    codes: tuple[tuple[str, int], ...]
    seconds: float
    resumed: int
    workers: int

    @property
    def rate(self) -> float:
        """Rows per second."""
        return (self.counts.read - self.resumed) / self.seconds if self.seconds else 0.0


def decisions_of(
    counts: Counts, questions: Questions, manifests: Mapping[str, PolicyManifest]
) -> tuple[DecisionSummary, ...]:
    """What each decision came to."""
    return tuple(
        _decision(counts, manifests[policy], decision) for policy, decision in questions.decisions
    )


def most_frequent(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    """Names with their numbers, the highest first; equal ones in the order of the alphabet."""
    return tuple(sorted(counted.items(), key=lambda each: (-each[1], each[0])))


def _decision(counts: Counts, manifest: PolicyManifest, decision: str) -> DecisionSummary:
    name = f"{manifest.id}.{decision} "
    conditions = manifest.decisions[decision].conditions
    outcomes, failing, missing, asked = (
        Counter({key.removeprefix(name): n for key, n in all_.items() if key.startswith(name)})
        for all_ in (counts.outcomes, counts.failing, counts.missing, counts.asked)
    )
    return DecisionSummary(
        policy=manifest.id,
        decision=decision,
        outcomes=tuple((each, outcomes[each]) for each in OUTCOMES if outcomes[each]),
        failing=tuple((id, conditions[id].title, n) for id, n in most_frequent(failing)),
        missing=most_frequent(missing),
        asked=most_frequent(asked),
    )
