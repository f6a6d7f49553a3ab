"""What is proved of decisions in two states of the rules, under two texts, or of two policies.

Needs the extra ``prove``; import it when it is asked for.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from policycheck.changes.comparing import Pair, compare_texts
from policycheck.changes.fingerprints import CONDITION, EXEMPTION
from policycheck.changes.impact import Days, Differing
from policycheck.changes.model import Item, PolicyDiff
from policycheck.changes.proved import ProvedChange
from policycheck.changes.states import State
from policycheck.errors import UsageError
from policycheck.policies.fences import statements_in
from policycheck.policies.manifest import PolicyManifest
from policycheck.proving.comparisons import Comparison, Side, compare_all
from policycheck.proving.differences import EquivalenceVerdict, Where

_KINDS = {"conditions": CONDITION, "exempt": EXEMPTION}

# A decision of two states that are compared, and what differs in its policy.
_Asked = tuple[PolicyDiff, Comparison]


@dataclass(frozen=True)
class Bounds:
    """In which cases to compare, and how long that may take.

    Attributes:
        fence: The cases in which a difference is meant, as statements in YAML.
        seconds: For one question to the solver.
        altogether: For all decisions; ``None`` without end.
        jobs: How many processes; ``None``: one for each processor.
        fresh: Whether what was proved before is proved again.
    """

    fence: tuple[str, ...] = ()
    seconds: float = 10.0
    altogether: float | None = None
    jobs: int | None = None
    fresh: bool = False


def prove_states(
    differing: Differing, states: tuple[State, State], days: Days, bounds: Bounds
) -> Iterator[ProvedChange]:
    """Each decision that could differ between two states of the rules.

    Args:
        differing: The policies in both states.
        states: Where these lie.
        days: The dates that were chosen; any where none were.
        bounds: In which cases, and how long.

    Raises:
        UsageError: The fence is wrong, or no case is inside it.
        ReplayDiffers: The engine decides a case otherwise than the solver said.
        PolicycheckError: The solver failed.
    """
    asking = _Asking(states, bounds)
    texts = (days.known_at, days.known_at)
    asked = []
    for policy, decisions in differing.decisions.items():
        diff, pair = differing.diffs[policy], differing.compared.pairs[policy]
        for decision in decisions:
            unchanged = frozenset(_unchanged(pair, diff, decision))
            asked.append(asking.about(diff, decision, texts, days.as_of, unchanged))
    yield from asking.answers(asked)


def prove_policies(
    state: State, diff: PolicyDiff, days: Days, bounds: Bounds
) -> Iterator[ProvedChange]:
    """Each decision that two policies have by the same name.

    Raises:
        UsageError: They have none, the fence is wrong, or no case is inside it.
        ReplayDiffers: The engine decides a case otherwise than the solver said.
        PolicycheckError: The solver failed.
    """
    before, after = _both(diff)
    names = [each for each in after.decisions if each in before.decisions]
    if not names:
        raise UsageError(f"{before.id} and {after.id} have no decision of the same name")
    asking = _Asking((state, state), bounds)
    texts = (days.known_at, days.known_at)
    yield from asking.answers([asking.about(diff, each, texts, days.as_of) for each in names])


def prove_texts(
    state: State, manifest: PolicyManifest, texts: tuple[date, date], bounds: Bounds
) -> Iterator[ProvedChange]:
    """Each decision of a policy by the texts of two days.

    Raises:
        UsageError: There was no text yet on a day, the fence is wrong, or no case is inside it.
        ReplayDiffers: The engine decides a case otherwise than the solver said.
        PolicycheckError: The solver failed.
    """
    for day in texts:
        if manifest.published and day < manifest.published:
            raise UsageError(
                f"{manifest.id} has no text of {day}: the first one is of {manifest.published}"
            )
    asking = _Asking((state, state), bounds)
    diff = compare_texts(state, manifest, texts)
    yield from asking.answers([asking.about(diff, each, texts) for each in manifest.decisions])


class _Asking:
    """Makes the comparisons, and has them answered."""

    def __init__(self, states: tuple[State, State], bounds: Bounds) -> None:
        self._directories = [None if each.shipped else each.directory for each in states]
        self._bounds = bounds
        self._until = time.time() + bounds.altogether if bounds.altogether else None

    def about(
        self,
        diff: PolicyDiff,
        decision: str,
        known_at: tuple[date | None, date | None],
        as_of: date | None = None,
        unchanged: frozenset[tuple[str, str]] = frozenset(),
    ) -> _Asked:
        """One comparison."""
        before, after = (
            Side(directory, policy.id, decision)
            for directory, policy in zip(self._directories, _both(diff), strict=True)
        )
        bounds = self._bounds
        return diff, Comparison(
            before,
            after,
            known_at,
            as_of,
            unchanged,
            tuple(statements_in(bounds.fence, _both(diff)[1])),
            bounds.seconds,
            self._until,
            bounds.fresh,
        )

    def answers(self, asked: Sequence[_Asked]) -> Iterator[ProvedChange]:
        """What comes out of the comparisons, in their order."""
        found = compare_all([each for _, each in asked], self._bounds.jobs)
        for (diff, comparison), answers in zip(asked, found, strict=True):
            for each in answers:
                if each.where is Where.INSIDE and each.verdict is EquivalenceVerdict.NO_CASE:
                    shown = " ".join(self._bounds.fence)
                    name = comparison.after.name
                    raise UsageError(f"--only-where {shown}: no case of {name} is like that")
            yield ProvedChange(diff, comparison.after.decision, answers)


def _both(diff: PolicyDiff) -> tuple[PolicyManifest, PolicyManifest]:
    assert diff.before is not None
    assert diff.after is not None
    return diff.before, diff.after


def _unchanged(pair: Pair, diff: PolicyDiff, decision: str) -> Iterator[tuple[str, str]]:
    """The conditions and exemptions that mean the same in both states, by their kind and id.

    One that cannot be lifted can have any value; where its rules and the parameters that they read
    are those of the earlier state, it has the same one on both sides.
    """
    changed = {
        side.id
        for change in diff.changes
        if change.item is Item.PARAMETER
        for side in (change.before, change.after)
        if side
    }
    rule = pair.after.policy.decisions[decision]
    for kind, ids in (("conditions", rule.conditions), ("exempt", rule.exemptions)):
        for id in ids:
            before, after = (
                version.rules.part(decision, _KINDS[kind], id)
                for version in (pair.before, pair.after)
            )
            if before.digest == after.digest and not after.parameters & changed:
                yield kind, id
