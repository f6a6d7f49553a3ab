"""What is proved of decisions in two states of the rules, under two texts, or of two policies.

Needs the extra ``prove``; import it when it is asked for.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from policycheck.changes.comparing import Pair
from policycheck.changes.fingerprints import CONDITION, EXEMPTION
from policycheck.changes.impact import Days, Differing
from policycheck.changes.model import Item, PolicyDiff
from policycheck.changes.proved import ProvedChange
from policycheck.compiled.lifter import Lifter
from policycheck.errors import UsageError
from policycheck.evaluation import Policies
from policycheck.lifting import Unliftable
from policycheck.policies.fences import statements_in
from policycheck.policies.manifest import PolicyManifest
from policycheck.proving.differences import Equivalence, EquivalenceVerdict, Where
from policycheck.proving.equivalence import Question, equivalence
from policycheck.proving.subject import Subject, subject_of

_KINDS = {"conditions": CONDITION, "exempt": EXEMPTION}


@dataclass(frozen=True)
class Bounds:
    """In which cases to compare, and how long that may take.

    Attributes:
        fence: The cases in which a difference is meant, as statements in YAML.
        seconds: For one question to the solver.
        altogether: For all decisions; ``None`` without end.
    """

    fence: tuple[str, ...] = ()
    seconds: float = 10.0
    altogether: float | None = None


def prove_states(differing: Differing, days: Days, bounds: Bounds) -> Iterator[ProvedChange]:
    """Each decision that could differ between two states of the rules.

    Args:
        differing: The policies in both states.
        days: The dates that were chosen; any where none were.
        bounds: In which cases, and how long.

    Raises:
        UsageError: The fence is wrong, or no case is inside it.
        ReplayDiffers: The engine decides a case otherwise than the solver said.
    """
    proving = _Proving(differing.before, differing.after, bounds)
    for policy, decisions in differing.decisions.items():
        diff = differing.diffs[policy]
        for decision in decisions:
            both = proving.subjects((policy, policy), decision)
            same: Sequence[str] = ()
            if not isinstance(both, Unliftable):
                same = _same(differing.compared.pairs[policy], diff, decision, both)
            yield proving.proved(diff, decision, both, days, (days.known_at,) * 2, same)


def prove_policies(
    policies: Policies, diff: PolicyDiff, days: Days, bounds: Bounds
) -> Iterator[ProvedChange]:
    """Each decision that two policies have by the same name.

    Raises:
        UsageError: They have none, the fence is wrong, or no case is inside it.
        ReplayDiffers: The engine decides a case otherwise than the solver said.
    """
    before, after = _both(diff)
    names = [each for each in after.decisions if each in before.decisions]
    if not names:
        raise UsageError(f"{before.id} and {after.id} have no decision of the same name")
    proving = _Proving(policies, policies, bounds)
    for decision in names:
        both = proving.subjects((before.id, after.id), decision)
        yield proving.proved(diff, decision, both, days, (days.known_at,) * 2)


def prove_texts(
    policies: Policies, policy: str, texts: tuple[date, date], bounds: Bounds
) -> Iterator[ProvedChange]:
    """Each decision of a policy by the texts of two days.

    Raises:
        UsageError: There was no text yet on a day, the fence is wrong, or no case is inside it.
        ReplayDiffers: The engine decides a case otherwise than the solver said.
    """
    manifest = policies.manifests[policy]
    for day in texts:
        if manifest.published and day < manifest.published:
            raise UsageError(
                f"{policy} has no text of {day}: the first one is of {manifest.published}"
            )
    proving = _Proving(policies, policies, bounds)
    diff = PolicyDiff(manifest, manifest)
    for decision in manifest.decisions:
        both = proving.subjects((policy, policy), decision)
        yield proving.proved(diff, decision, both, Days(), texts)


class _Proving:
    """Compares decisions; every policy of either side is compiled once at most."""

    def __init__(self, before: Policies, after: Policies, bounds: Bounds) -> None:
        self._sides = (before, after)
        self._bounds = bounds
        self._end = time.monotonic() + bounds.altogether if bounds.altogether else None
        self._lifters: dict[tuple[int, str], Lifter] = {}

    def subjects(
        self, names: tuple[str, str], decision: str
    ) -> tuple[Subject, Subject] | Unliftable:
        """A decision on both sides; or why it cannot be lifted."""
        try:
            before, after = (
                subject_of(side, name, decision, lifter=self._lifter(side, name))
                for side, name in zip(self._sides, names, strict=True)
            )
        except Unliftable as error:
            return error
        return before, after

    def proved(
        self,
        diff: PolicyDiff,
        decision: str,
        both: tuple[Subject, Subject] | Unliftable,
        days: Days,
        known_at: tuple[date | None, date | None],
        same: Sequence[str] = (),
    ) -> ProvedChange:
        """What comes out of one comparison."""
        before, after = _both(diff)
        names = (f"{before.id}.{decision}", f"{after.id}.{decision}")
        if isinstance(both, Unliftable):
            reason = f"the decision cannot be lifted: {both}"
            return ProvedChange(diff, decision, (Equivalence(*names, reason=reason),))
        question = Question(
            *both, known_at, days.as_of, same, seconds=self._bounds.seconds, end=self._end
        )
        answers = equivalence(question, statements_in(self._bounds.fence, after))
        for each in answers:
            if each.where is Where.INSIDE and each.verdict is EquivalenceVerdict.NO_CASE:
                shown = " ".join(self._bounds.fence)
                raise UsageError(f"--only-where {shown}: no case of {names[1]} is like that")
        return ProvedChange(diff, decision, answers)

    def _lifter(self, side: Policies, policy: str) -> Lifter:
        key = (id(side), policy)
        if key not in self._lifters:
            self._lifters[key] = Lifter(side.rules(policy), side.schemas)
        return self._lifters[key]


def _both(diff: PolicyDiff) -> tuple[PolicyManifest, PolicyManifest]:
    assert diff.before is not None
    assert diff.after is not None
    return diff.before, diff.after


def _same(
    pair: Pair, diff: PolicyDiff, decision: str, both: tuple[Subject, Subject]
) -> tuple[str, ...]:
    """What cannot be lifted and means the same in both states, as the pointers that stand for it.

    It can have any value; where its rules and the parameters that they read are those of the
    earlier state, it has the same one on both sides.
    """
    changed = {
        side.id
        for change in diff.changes
        if change.item is Item.PARAMETER
        for side in (change.before, change.after)
        if side
    }
    found = []
    for pointer, slow in both[1].lifted.slow.items():
        names = _KINDS[slow.path[-1]]
        before, after = (
            version.rules.part(decision, names, slow.key) for version in (pair.before, pair.after)
        )
        if before.digest == after.digest and not after.parameters & changed:
            found.append(pointer)
    return tuple(found)
