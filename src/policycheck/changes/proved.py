"""A decision that was compared in every case, with what differs in its rules. Needs no solver."""

from collections.abc import Iterator
from dataclasses import dataclass

from policycheck.changes.model import PolicyDiff
from policycheck.changes.scenarios import FoundScenario
from policycheck.changes.shifts import ConditionShift, Shift, shift_of
from policycheck.model import DECIDING_MODALITIES
from policycheck.proving.differences import Equivalence, EquivalenceVerdict, Example, Finding, Where


@dataclass(frozen=True)
class ProvedChange:
    """What was proved of one decision.

    Attributes:
        diff: What differs in its policy; of two policies, between them.
        decision: The decision's id.
        answers: One for all cases; with a fence one for those outside it and one for those inside.
    """

    diff: PolicyDiff
    decision: str
    answers: tuple[Equivalence, ...]

    @property
    def name(self) -> str:
        """The full name of the decision, of the later policy."""
        return self.answers[0].after

    @property
    def names(self) -> tuple[str, ...]:
        """The full names of both decisions; one where they are the same."""
        answer = self.answers[0]
        return tuple(dict.fromkeys((answer.before, answer.after)))

    @property
    def decided(self) -> bool:
        """Whether every question was answered."""
        return not any(each.undecided for each in self.answers)

    @property
    def fenced(self) -> bool:
        """Whether differences were meant for some cases only."""
        return len(self.answers) > 1

    @property
    def differs(self) -> bool:
        """Whether the answer to some case is known to differ."""
        return any(each.differs for each in self.answers)

    @property
    def flips(self) -> tuple[Finding, ...]:
        """The ways in which the answer differs, each with a case."""
        return tuple(each for a in self.answers for each in a.found if each.way.flips)

    @property
    def kept(self) -> bool:
        """Whether no more differs than may: nothing, or outside the fence nothing."""
        return self.decided and not any(
            each.where is not Where.INSIDE and each.verdict not in _SAME for each in self.answers
        )


def scenario_of(proved: ProvedChange, finding: Finding, earlier: str) -> FoundScenario:
    """The case that was found as a scenario: what is decided of it by the later rules.

    Args:
        proved: The decision.
        finding: Of a way in which there is a case.
        earlier: What the earlier side is called, such as ``main (3f2a9c1d04)``.
    """
    example = finding.example
    assert example is not None
    before, after = example.before.decision, example.after.decision
    one, other = (str(each.outcome or "no outcome") for each in (after, before))
    what = f"{one} instead of {other}" if one != other else f"another {one}"
    found = [each.condition for each in conditions_in(shift_in(proved, example), example)]
    deciding = [each for each in found if each.modality in DECIDING_MODALITIES] or found
    ids = tuple(each.id for each in deciding if each.id in after.conditions)
    why = f", because of {' and '.join(ids)}" if ids else ""
    case = example.after
    return FoundScenario(
        f"Compared with {earlier}: {what}{why}", case.case, case.as_of, case.known_at, after, ids
    )


_SAME = (
    EquivalenceVerdict.EQUIVALENT,
    EquivalenceVerdict.OTHER_REASONS,
    EquivalenceVerdict.NO_CASE,
)


def shift_in(proved: ProvedChange, example: Example) -> Shift:
    """How the decision about a case that was found differs, with the reasons."""
    before, after = example.before.decision, example.after.decision
    return shift_of("", before, after, proved.diff) or Shift("", before, after, ())


def conditions_in(shift: Shift, example: Example) -> Iterator[ConditionShift]:
    """The conditions that make the difference; all that differ where that cannot be told."""
    for each in shift.conditions:
        if each.condition.id in example.decisive if example.told else True:
            yield each
