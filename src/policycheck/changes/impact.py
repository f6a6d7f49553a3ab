"""A portfolio under two states of the rules: every decision that differs."""

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from policycheck.changes.comparing import Compared, Pair
from policycheck.changes.differences import difference
from policycheck.changes.fingerprints import manifest_digest
from policycheck.changes.model import Aspect, Item, Kind, PolicyDiff
from policycheck.changes.shifts import Shift, shift_of, shift_shown
from policycheck.changes.states import State
from policycheck.errors import EngineError, InvalidCase, UsageError
from policycheck.evaluation import Policies
from policycheck.evaluation.dates import today
from policycheck.evaluation.scope import scope_of
from policycheck.facts import Case
from policycheck.model import Decision, Status
from policycheck.policies.manifest import PolicyManifest
from policycheck.redacting import Redaction


@dataclass(frozen=True)
class Failure:
    """A case that could not be decided under one of the states, or under both.

    Attributes:
        side: ``before``, ``after`` or ``both``.
        message: What went wrong.
    """

    case: str
    policy: str
    side: str
    message: str


@dataclass(frozen=True)
class Examined:
    """What became of one case.

    Attributes:
        decided: How many decisions were made under both states.
    """

    case: str
    decided: int
    shifts: tuple[Shift, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True)
class Days:
    """The two dates that were chosen for every case; ``None`` for the case's own."""

    as_of: date | None = None
    known_at: date | None = None


@dataclass(frozen=True)
class Differing:
    """The policies that differ, ready to decide in both states.

    Attributes:
        compared: Which policies are in which state.
        before: The policies as they were; those that differ.
        after: The same as they are.
        redaction: What is left out of what is told of each case; ``None`` for nothing.
    """

    compared: Compared
    before: Policies
    after: Policies
    redaction: Redaction | None = None

    @cached_property
    def diffs(self) -> Mapping[str, PolicyDiff]:
        """What differs in each."""
        pairs = self.compared.pairs.items()
        return {id: difference(pair.before, pair.after) for id, pair in pairs}

    @cached_property
    def decisions(self) -> Mapping[str, tuple[str, ...]]:
        """Per policy the decisions that both states have, and that could differ."""
        return {
            id: tuple(_could_differ(pair, self.diffs[id]))
            for id, pair in self.compared.pairs.items()
        }

    def decide(
        self, policy: str, decision: str, case: Case, days: Days
    ) -> tuple[Decision, Decision]:
        """A decision under both states.

        Raises:
            InvalidCase: The facts contradict each other or the day.
            UsageError: There was no text yet on the day.
            EngineError: A rule failed.
        """
        as_of, known_at = self.days(policy, case, days)
        before, after = (
            policies.decide(policy, decision, case, as_of=as_of, known_at=known_at)
            for policies in (self.before, self.after)
        )
        return before, after

    def days(self, policy: str, case: Case, days: Days) -> tuple[date, date | None]:
        """The day on which a case is judged, and the day whose text applies.

        A case without a day is judged today, or on the last day of a contract period that is
        over; by the text of that day, or the first one.
        """
        manifests = (self.before.manifests[policy], self.after.manifests[policy])
        own = case.value.get("as_of")
        chosen = days.as_of or (date.fromisoformat(own) if own else None)
        if chosen is not None:
            return chosen, days.known_at
        day = min(today(), *(manifest.period[1] for manifest in manifests))
        if days.known_at or "known_at" in case.value:
            return day, days.known_at
        texts = [manifest.published for manifest in manifests if manifest.published]
        return day, max([day, *texts])

    def examine(self, case: Case, days: Days) -> Examined:
        """Every decision about one case that its facts ask for and that could differ."""
        decided = 0
        shifts: list[Shift] = []
        failures: dict[Failure, None] = {}
        for policy, decisions in self.decisions.items():
            asked = {*self.before.asked(policy, case), *self.after.asked(policy, case)}
            for decision in decisions:
                if decision not in asked:
                    continue
                try:
                    both = self.decide(policy, decision, case, days)
                except (InvalidCase, UsageError, EngineError) as error:
                    side = self._failing(policy, decision, case, days)
                    told = self.redaction.told(error) if self.redaction else str(error)
                    failures[Failure(case.name, policy, side, told)] = None
                    continue
                if not self._about(policy, both):
                    continue
                decided += 1
                shift = shift_of(case.name, *both, self.diffs[policy])
                if shift:
                    shifts.append(shift_shown(shift, self.redaction) if self.redaction else shift)
        return Examined(case.name, decided, tuple(shifts), tuple(failures))

    def _about(self, policy: str, both: tuple[Decision, Decision]) -> bool:
        """Whether the policy is about the case, under either state."""
        states = (self.before.manifests[policy], self.after.manifests[policy])
        found = (scope_of(*each).status for each in zip(states, both, strict=True))
        return Status.MET in found

    def _failing(self, policy: str, decision: str, case: Case, days: Days) -> str:
        as_of, known_at = self.days(policy, case, days)
        failing = []
        for side, policies in (("before", self.before), ("after", self.after)):
            try:
                policies.decide(policy, decision, case, as_of=as_of, known_at=known_at)
            except (InvalidCase, UsageError, EngineError):
                failing.append(side)
        return failing[0] if len(failing) == 1 else "both"


def load_differing(
    compared: Compared, before: State, after: State, redaction: Redaction | None = None
) -> Differing:
    """Make the policies that differ ready to decide.

    Args:
        compared: Which policies are in which state.
        before: The rules as they were.
        after: The rules as they are.
        redaction: What is left out of what is told of each case; ``None`` for nothing.

    Raises:
        EngineError: The Rego of one does not compile.
    """
    ids = tuple(compared.pairs)
    with ThreadPoolExecutor() as pool:
        loaded = list(pool.map(lambda state: state.load(ids), (before, after)))
    return Differing(compared, loaded[0], loaded[1], redaction)


def examine_all(differing: Differing, cases: Iterable[Case], days: Days) -> Iterator[Examined]:
    """What becomes of each case, in their order; on every core, as the engine lets others run."""
    differing.decisions  # noqa: B018 - made once, before several threads want it
    pool = ThreadPoolExecutor(os.cpu_count())
    try:
        yield from pool.map(lambda case: differing.examine(case, days), cases)
    finally:
        # Whoever interrupts a long run does not wait for what has not begun.
        pool.shutdown(cancel_futures=True)


def _could_differ(pair: Pair, diff: PolicyDiff) -> Iterator[str]:
    """The decisions whose rules, parameters or manifests are not the same."""
    told = [each for each in diff.changes if each.kind is not Kind.TEXT]
    whole = any(_moves_days(each.item, each.differences) for each in told)
    values = {
        side.id for e in told if e.item is Item.PARAMETER for side in (e.before, e.after) if side
    }
    changed = {each.decision for each in told}
    for id in pair.after.policy.decisions:
        if id not in pair.before.policy.decisions:
            continue
        parts = [version.rules.whole(id) for version in (pair.before, pair.after)]
        data = [
            manifest_digest(_data(version.policy, rules.data)["manifests"][id])
            for version, rules in zip((pair.before, pair.after), pair.rules, strict=True)
        ]
        read = parts[0].parameters | parts[1].parameters
        same = parts[0].digest == parts[1].digest and data[0] == data[1]
        if whole or id in changed or not same or values & read:
            yield id


def _moves_days(item: Item, differences: Iterable[object]) -> bool:
    aspects = {getattr(each, "aspect", None) for each in differences}
    return item is Item.POLICY and bool(aspects & {Aspect.PERIOD, Aspect.PUBLISHED})


def _data(policy: PolicyManifest, data: Mapping[str, Any]) -> Mapping[str, Any]:
    insurer, _, name = policy.id.partition(".")
    found: Mapping[str, Any] = data[insurer][name]
    return found
