"""How two decisions about a case differ, and what was proved of every case. Needs no solver."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from policycheck.model import Decision, Outcome
from policycheck.proving.proofs import Assumed, Replayed

RANKS: Mapping[Outcome, int] = MappingProxyType(
    {
        Outcome.NOT_MET: 0,
        Outcome.REFER: 1,
        Outcome.UNDETERMINED: 1,
        Outcome.MET: 2,
        Outcome.NOT_APPLICABLE: 2,
    }
)
"""The higher an outcome, the more permissive: ``not_met``, then ``refer`` and ``undetermined``,
then ``met``. ``not_applicable`` stands beside ``met``: nothing is held against the provider.
"""


class Way(StrEnum):
    """In which way the later of two decisions differs from the earlier one.

    ``more_permissive`` and ``stricter``: the outcome ranks higher or lower. ``other_outcome``: it
    is another one of the same rank, or only one of the two has an outcome. ``other_result``: the
    outcome is the same, and its leaning or its result is not. ``other_reasons``: all of these are
    the same, and a condition that both decisions have gets another status.
    """

    MORE_PERMISSIVE = "more_permissive"
    STRICTER = "stricter"
    OTHER_OUTCOME = "other_outcome"
    OTHER_RESULT = "other_result"
    OTHER_REASONS = "other_reasons"

    @property
    def flips(self) -> bool:
        """Whether the answer differs, and not only its reasons."""
        return self is not Way.OTHER_REASONS


class EquivalenceVerdict(StrEnum):
    """What was proved of two decisions. Only ``equivalent`` says that nothing differs.

    ``both``: more permissive in some cases and stricter in others. ``different``: neither of the
    two, and yet another outcome of the same rank or another result. ``other_reasons``: the same
    answer in every case, for other reasons in some. ``not_decided``: the solver could not answer
    every question; the cases that it found count nevertheless. ``no_case``: there is no case to
    speak of.
    """

    EQUIVALENT = "equivalent"
    OTHER_REASONS = "other_reasons"
    MORE_PERMISSIVE = "more_permissive"
    STRICTER = "stricter"
    BOTH = "both"
    DIFFERENT = "different"
    NOT_DECIDED = "not_decided"
    NO_CASE = "no_case"


class Where(StrEnum):
    """Which cases were meant: all, or those on one side of a fence."""

    EVERYWHERE = "everywhere"
    OUTSIDE = "outside"
    INSIDE = "inside"


@dataclass(frozen=True)
class Example:
    """The plainest case that was found to differ, decided on both sides.

    Attributes:
        before: By the earlier rules.
        after: By the later ones; the same facts, but for what is asked apart, such as the day
            whose text applies.
        conditions: Those that both decisions have and whose status differs.
        decisive: Of all conditions that differ those without whose difference the outcome would
            be the same; where that cannot be told, all that differ.
        told: Whether it can be told.
    """

    before: Replayed
    after: Replayed
    conditions: tuple[str, ...]
    decisive: tuple[str, ...]
    told: bool


@dataclass(frozen=True)
class Finding:
    """Whether there is a case that differs in one way.

    Attributes:
        example: ``None`` where there is none, or where that is not decided.
        reason: Why it is not decided, in English; empty where it is.
        seconds: How long it took.
    """

    way: Way
    example: Example | None = None
    reason: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class Equivalence:
    """What was proved of one decision in two states, or of two decisions.

    Attributes:
        before: The full name of the earlier decision.
        after: The full name of the later one.
        where: Which cases were meant.
        findings: One for each way to differ; empty where there is no case to speak of.
        only_before: The conditions that only the earlier decision has.
        only_after: The conditions that only the later decision has.
        reason: Why nothing was decided, in English; empty otherwise.
        assumed: What is supposed of the cases.
        seconds: How long it took.
        kept: Whether it was proved by an earlier run, and nothing has changed since.
    """

    before: str
    after: str
    where: Where = Where.EVERYWHERE
    findings: tuple[Finding, ...] = ()
    only_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    reason: str = ""
    assumed: Assumed = field(default_factory=Assumed)
    seconds: float = 0.0
    kept: bool = False

    @property
    def verdict(self) -> EquivalenceVerdict:
        """All findings together."""
        if self.undecided:
            return EquivalenceVerdict.NOT_DECIDED
        if not self.findings:
            return EquivalenceVerdict.NO_CASE
        ways = {each.way for each in self.found}
        if {Way.MORE_PERMISSIVE, Way.STRICTER} <= ways:
            return EquivalenceVerdict.BOTH
        for way, verdict in _VERDICTS.items():
            if way in ways:
                return verdict
        return EquivalenceVerdict.EQUIVALENT

    @property
    def found(self) -> tuple[Finding, ...]:
        """The ways for which there is a case."""
        return tuple(each for each in self.findings if each.example)

    @property
    def undecided(self) -> Mapping[Way | None, str]:
        """Why something is not decided, by way; under ``None`` where nothing is."""
        found: dict[Way | None, str] = {e.way: e.reason for e in self.findings if e.reason}
        return {**({None: self.reason} if self.reason else {}), **found}

    @property
    def differs(self) -> bool:
        """Whether the answer to some case is known to differ."""
        return any(each.way.flips for each in self.found)


_VERDICTS: Mapping[Way, EquivalenceVerdict] = {
    Way.MORE_PERMISSIVE: EquivalenceVerdict.MORE_PERMISSIVE,
    Way.STRICTER: EquivalenceVerdict.STRICTER,
    Way.OTHER_OUTCOME: EquivalenceVerdict.DIFFERENT,
    Way.OTHER_RESULT: EquivalenceVerdict.DIFFERENT,
    Way.OTHER_REASONS: EquivalenceVerdict.OTHER_REASONS,
}


def way_of(before: Decision, after: Decision) -> Way | None:
    """How two decisions differ; ``None`` where they do not, as far as :class:`Way` goes."""
    if before.outcome != after.outcome:
        if before.outcome is None or after.outcome is None:
            return Way.OTHER_OUTCOME
        higher = RANKS[after.outcome] - RANKS[before.outcome]
        if higher == 0:
            return Way.OTHER_OUTCOME
        return Way.MORE_PERMISSIVE if higher > 0 else Way.STRICTER
    if before.leaning != after.leaning or dict(before.result) != dict(after.result):
        return Way.OTHER_RESULT
    return Way.OTHER_REASONS if differing(before, after) else None


def differing(before: Decision, after: Decision) -> tuple[str, ...]:
    """The conditions that both have and whose status differs, in the order of the later one."""
    return tuple(
        id
        for id, condition in after.conditions.items()
        if id in before.conditions and before.conditions[id].status != condition.status
    )
