"""Looks for the smallest case on which two states of the rules give another answer.

Needs the extra ``author``; import it when it is asked for.
"""

import tempfile
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, configuration, find, reject, settings
from hypothesis.errors import NoSuchExample, Unsatisfiable

from policycheck.changes.boundaries import boundaries_of
from policycheck.changes.findings import Found, Searched
from policycheck.changes.fingerprints import CONDITION, EXEMPTION
from policycheck.changes.impact import Days, Differing
from policycheck.changes.model import Item, Kind
from policycheck.changes.shifts import answer, flips, shift_of
from policycheck.changes.strategies import AS_OF, Draft, Drawing, changed, node_at, whole_facts
from policycheck.errors import EngineError, InvalidCase, UsageError
from policycheck.evaluation import Policies
from policycheck.evaluation.scope import scope_of
from policycheck.facts import Case, case_from_mapping, events_after
from policycheck.facts.problems import child
from policycheck.model import Decision, Outcome, Status
from policycheck.policies.manifest import DecisionRule, PolicyManifest

_NAME = "<search>"
_DATES = ("/as_of", "/known_at")
_NO_FACTS = ("as_of", "contract_year")

Both = tuple[Decision, Decision]


class _TimeIsUp(BaseException):
    """Not an ``Exception``: the search would take that for something it found."""


@dataclass(frozen=True)
class Bounds:
    """How long to look.

    Attributes:
        tries: Cases for each decision.
        seconds: For all decisions together.
        seed: The same seed tries the same cases.
    """

    tries: int
    seconds: float
    seed: int


def search_all(
    differing: Differing,
    cases: Sequence[Case],
    days: Days,
    bounds: Bounds,
    settled: Collection[str] = (),
) -> Iterator[Searched]:
    """Search for each decision that could differ, one after another.

    Args:
        differing: The policies in both states.
        cases: Where to start from; those that a policy is about.
        days: The dates that were chosen.
        bounds: How long to look.
        settled: The full names of decisions that need no search.
    """
    wanted = [
        (policy, each)
        for policy, decisions in differing.decisions.items()
        for each in decisions
        if f"{policy}.{each}" not in settled
    ]
    end = time.monotonic() + bounds.seconds
    with tempfile.TemporaryDirectory(prefix="policycheck-") as home, ThreadPoolExecutor(1) as pool:
        # Hypothesis would make a directory of its own where the command runs.
        configuration.set_hypothesis_home_dir(home)
        try:
            for number, (policy, decision) in enumerate(wanted):
                share = (end - time.monotonic()) / (len(wanted) - number)
                searched = _Search(differing, policy, decision, days, cases, bounds.tries, pool)
                yield searched.run(bounds.seed, time.monotonic() + share)
        finally:
            configuration.set_hypothesis_home_dir(None)


@dataclass
class _Search:
    differing: Differing
    policy: str
    decision: str
    days: Days
    cases: Sequence[Case]
    tries: int
    pool: ThreadPoolExecutor
    tried: int = 0
    end: float = 0.0
    best: tuple[Draft, Both] | None = None
    bases: list[tuple[str | None, Mapping[str, Any]]] = field(default_factory=list)

    def run(self, seed: int, end: float) -> Searched:
        self.end = end
        self.bases = list(self._bases())
        name = f"{self.policy}.{self.decision}"
        stopped = False
        try:
            find(
                self._drawing().drafts(),
                self._differs,
                random=Random(f"{seed} {name}"),  # noqa: S311 - the same in every run
                settings=settings(
                    max_examples=self.tries,
                    database=None,
                    deadline=None,
                    phases=(Phase.generate, Phase.shrink),
                    suppress_health_check=list(HealthCheck),
                    verbosity=Verbosity.quiet,
                ),
            )
        except (NoSuchExample, Unsatisfiable):
            pass
        except _TimeIsUp:
            stopped = True
        return Searched(self.policy, self.decision, self.tried, stopped, self._found())

    def _rules(self) -> list[tuple[PolicyManifest, DecisionRule]]:
        policies = (self.differing.before, self.differing.after)
        manifests = [each.manifests[self.policy] for each in policies]
        return [(each, each.decisions[self.decision]) for each in manifests]

    def _bases(self) -> Iterator[tuple[str | None, Mapping[str, Any]]]:
        """The cases that ask this decision, then those of the policy, and the barest of all."""
        asking: list[tuple[str | None, Mapping[str, Any]]] = []
        others: list[tuple[str | None, Mapping[str, Any]]] = []
        for case in self.cases:
            both = self._decide(case)
            if both is None or not self._about(both):
                continue
            asked = {
                *self.differing.before.asked(self.policy, case),
                *self.differing.after.asked(self.policy, case),
            }
            (asking if self.decision in asked else others).append((case.name, case.value))
        policy = self._rules()[1][0]
        bare = {
            "as_of": policy.period[0].isoformat(),
            "contract_year": policy.contract_year,
            "provider": {"sectors": [policy.sector]},
        }
        return iter([*asking, *others[: max(0, 5 - len(asking))], (None, bare)])

    def _drawing(self) -> Drawing:
        rules = self._rules()
        turning, parameters = self._turning()
        schema = self.differing.after.schemas.schema
        return Drawing(
            [value for _, value in self.bases],
            schema,
            self._drawn(_facts(rules, None), schema) + list(_DATES),
            self._drawn(_facts(rules, turning), schema),
            boundaries_of([policy for policy, _ in rules], parameters),
        )

    def _turning(self) -> tuple[set[str], list[str]]:
        """The conditions and exemptions that differ, and the parameters at which they turn."""
        diff = self.differing.diffs[self.policy]
        told = [change for change in diff.changes if change.kind is not Kind.TEXT]
        parameters = [change.side.id for change in told if change.item is Item.PARAMETER]
        ids = {
            name.partition("/")[2]
            for change in told
            for name in change.read_by
            if name.startswith(f"{self.decision}/")
        }
        pair = self.differing.compared.pairs[self.policy]
        for change in told:
            names = {Item.CONDITION: CONDITION, Item.EXEMPTION: EXEMPTION}.get(change.item)
            if names is None or change.decision != self.decision:
                continue
            for version, side in ((pair.before, change.before), (pair.after, change.after)):
                if side:
                    ids.add(side.id)
                    part = version.rules.part(self.decision, names, side.id)
                    parameters += sorted(part.parameters)
        return ids, list(dict.fromkeys(parameters))

    def _drawn(self, pointers: Sequence[str], schema: Mapping[str, Any]) -> list[str]:
        """Those that the schema knows."""
        found = []
        for pointer in whole_facts(pointers):
            try:
                node_at(schema, pointer)
            except KeyError:
                continue
            found.append(pointer)
        return found

    def _differs(self, draft: Draft) -> bool:
        if time.monotonic() > self.end:
            raise _TimeIsUp
        draft = self._in_time(draft)
        both = self._decide_value(changed(self.bases[draft.base][1], draft.changes))
        if both is None:
            reject()
        self.tried += 1
        if not (flips(*both) and self._about(both)):
            return False
        self.best = (draft, both)
        return True

    def _in_time(self, draft: Draft) -> Draft:
        """Judged on the day of its last event, where that comes later: else it would be refused."""
        case = self._case(changed(self.bases[draft.base][1], draft.changes))
        if case is None:
            return draft
        as_of, _ = self.differing.days(self.policy, case, self.days)
        later = [day for _, day in events_after(case.value, as_of)]
        if not later:
            return draft
        return Draft(draft.base, {**draft.changes, AS_OF: max(later).isoformat()})

    def _case(self, value: Mapping[str, Any]) -> Case | None:
        try:
            return case_from_mapping(value, name=_NAME, schemas=self.differing.after.schemas)
        except InvalidCase:
            return None

    def _decide_value(self, value: Mapping[str, Any]) -> Both | None:
        case = self._case(value)
        return self._decide(case) if case else None

    def _decide(self, case: Case) -> Both | None:
        """Both decisions, at once on two cores; none where the facts or the day allow none."""
        as_of, known_at = self.differing.days(self.policy, case, self.days)

        def decide(policies: Policies) -> Decision:
            return policies.decide(self.policy, self.decision, case, as_of=as_of, known_at=known_at)

        try:
            other = self.pool.submit(decide, self.differing.before)
            after = decide(self.differing.after)
            return other.result(), after
        except (InvalidCase, UsageError, EngineError):
            return None

    def _about(self, both: Both) -> bool:
        if both[0].outcome is Outcome.NOT_APPLICABLE and both[1].outcome is Outcome.NOT_APPLICABLE:
            return False
        manifests = [policy for policy, _ in self._rules()]
        found = (scope_of(*each).status for each in zip(manifests, both, strict=True))
        return Status.MET in found

    def _found(self) -> Found | None:
        if self.best is None:
            return None
        draft, both = self.best
        base, value = self.bases[draft.base]
        smallest = self._smallest(changed(value, draft.changes), both)
        case, smallest_both = smallest
        diff = self.differing.diffs[self.policy]
        shift = shift_of(_NAME, *smallest_both, diff)
        assert shift is not None
        return Found(case, base, draft.changes, shift)

    def _smallest(self, value: dict[str, Any], both: Both) -> tuple[dict[str, Any], Both]:
        """Without every fact that the two answers do not need."""
        wanted = tuple(map(answer, both))
        for pointer in list(_pointers(value, "")):
            less = changed(value, {pointer: None})
            if less == value or time.monotonic() > self.end + 10:
                continue
            found = self._decide_value(less)
            if found and tuple(map(answer, found)) == wanted:
                value, both = less, found
        return value, both


def _facts(
    rules: Sequence[tuple[PolicyManifest, DecisionRule]], wanted: set[str] | None
) -> list[str]:
    """The facts that the conditions and exemptions of a decision declare in either state."""
    found: list[str] = []
    for _, rule in rules:
        for condition in rule.conditions.values():
            if wanted is None or condition.id in wanted or wanted & set(condition.exempt_by):
                found += [*condition.facts, *condition.departure]
        if wanted is None:
            found += [*rule.result_facts, *rule.asked_by]
    return [each for each in dict.fromkeys(found) if each not in _DATES]


def _pointers(value: Mapping[str, Any], pointer: str) -> Iterator[str]:
    """Every fact, whole objects before what is in them."""
    for name, member in value.items():
        below = child(pointer, name)
        if not (pointer == "" and name in _NO_FACTS):
            yield below
        if isinstance(member, Mapping):
            yield from _pointers(member, below)
