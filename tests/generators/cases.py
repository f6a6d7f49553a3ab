"""Valid cases without contradictions, for any policy: drawn by hypothesis or from a seed."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from generators.boundaries import Boundaries, boundaries_of
from generators.walk import LONGEST_LIST, Draw, Walk
from policycheck import Policies, read_case
from policycheck.model import Modality, Status
from policycheck.policies.manifest import ConditionRule, DecisionRule, PolicyManifest

Json = dict[str, Any]
T = TypeVar("T")

CASES = Path(__file__).parents[2] / "fixtures" / "cases"

_NO_FACTS = frozenset({"description", "as_of", "known_at"})
_PRESENT = (100, 100, 97, 85, 50)
_FIRST = 4
_LATE = 8
_USUAL = (100, 95, 80, 60, 40)
_TRIED = 60


@dataclass(frozen=True)
class Cases:
    """Makes cases for one policy.

    Attributes:
        decision: Draw only the facts that this decision reads; by default all facts.
        longest: The most items of a list that is drawn.
    """

    policies: Policies
    policy: str
    decision: str | None = None
    longest: int = LONGEST_LIST

    @property
    def manifest(self) -> PolicyManifest:
        return self.policies.manifests[self.policy]

    @property
    def rule(self) -> DecisionRule | None:
        return self.manifest.decisions[self.decision] if self.decision else None

    @cached_property
    def boundaries(self) -> Boundaries:
        return boundaries_of(self.manifest)

    @cached_property
    def facts(self) -> frozenset[str] | None:
        """The pointers of the facts that are drawn; ``None`` for all."""
        return declared_facts(self.rule) if self.rule else None

    @cached_property
    def scope(self) -> frozenset[str]:
        """The facts that show whether the policy is about the provider at all."""
        scopes = [each for each in self._conditions() if each.modality is Modality.SCOPE]
        return frozenset(fact for each in scopes for fact in each.facts)

    @cached_property
    def departures(self) -> frozenset[str]:
        """The facts that record a departure: the exception, not the rule."""
        return frozenset(fact for each in self._conditions() for fact in each.departure)

    @cached_property
    def gates(self) -> frozenset[str]:
        """The facts that show what is about the provider: the policy, and which conditions."""
        rules = [self.rule] if self.rule else self.manifest.decisions.values()
        exemptions = (each for rule in rules for each in rule.exemptions.values())
        return self.scope | {fact for each in exemptions for fact in each.facts}

    @cached_property
    def fixtures(self) -> tuple[Mapping[str, Any], ...]:
        """The gates of each fixture of the policy, by pointer: what goes together."""
        return tuple(
            {gate: value for gate in sorted(self.gates) if (value := _at(case, gate)) is not None}
            for case in _fixtures(self.policy)
        )

    def _conditions(self) -> Iterator[ConditionRule]:
        for rule in [self.rule] if self.rule else self.manifest.decisions.values():
            yield from rule.conditions.values()

    @cached_property
    def schema(self) -> Mapping[str, Any]:
        """The schema of the facts."""
        schema = self.policies.schemas.schema
        members = {k: v for k, v in schema["properties"].items() if k not in _NO_FACTS}
        return {**schema, "properties": members}

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days on which a case is judged: those around the boundaries, once there is a text."""
        first = self.manifest.published or date.min
        return tuple(day for day in self.boundaries.days if day >= first)

    def day(self, case: Json) -> date:
        """The day on which a case is judged."""
        return date.fromisoformat(case["as_of"])

    def drawn(self, draw: Draw, as_of: date | None = None, usual: int | None = None) -> Json:
        """One case; every number in it comes from ``draw``.

        Args:
            as_of: The day on which it is judged; by default one that is drawn.
            usual: How many in a hundred of its facts are usual; then all facts are there, and
                departures as often as others. By default all of that is drawn too.
        """
        days = self.days
        if as_of is None:
            as_of = _pick(_pick((days, days, days[:_FIRST], days[-_LATE:], days[-1:]), draw), draw)
        tried = self._tried(draw) if usual is None else None
        walk = Walk(
            draw,
            self.boundaries,
            as_of,
            wanted=self.facts,
            scope=self.scope,
            gates=self.gates,
            like=self._like(tried, draw),
            tried=(frozenset(tried.facts) - self.gates or tried.facts) if tried else (),
            rare=self.departures if usual is None else (),
            present=_PRESENT[draw(0, len(_PRESENT) - 1)] if usual is None else 100,
            usual=_USUAL[draw(0, len(_USUAL) - 1)] if usual is None else usual,
            longest=self.longest,
        )
        case = {"as_of": as_of.isoformat(), **walk.value(self.schema)}
        if draw(0, 9) >= (5 if self.manifest.amendments else 9):
            case["known_at"] = _pick(days, draw).isoformat()
        _agree(case)
        return case

    def _tried(self, draw: Draw) -> ConditionRule | None:
        """The condition that the case is about; mostly one, and often one of the scope."""
        if draw(0, 99) < 100 - _TRIED:
            return None
        conditions = list(self._conditions())
        scopes = [each for each in conditions if each.modality is Modality.SCOPE]
        return _pick(scopes if scopes and draw(0, 3) == 3 else conditions, draw)

    def _like(self, tried: ConditionRule | None, draw: Draw) -> Mapping[str, Any]:
        """The gates of a fixture, if possible of one that a condition is about."""
        fixtures = self.fixtures
        if tried and self.decision:
            places = _about(self.policies, self.policy, self.decision)[tried.id]
            fixtures = tuple(fixtures[place] for place in places) or fixtures
        return _pick(fixtures, draw)

    def completed(self, case: Json, draw: Draw) -> Json:
        """The case with every fact that the decision can miss; departures are not missed."""
        declared = {fact for each in self._conditions() for fact in each.facts}
        wanted = declared | set(self.rule.result_facts if self.rule else ())
        walk = Walk(draw, self.boundaries, self.day(case), usual=draw(20, 60), wanted=wanted)
        walk.know(case, self.schema)
        filled = walk.value(self.schema)
        _agree(filled, case.get("provider", {}).get("started_on", ""))
        return _filled(case, filled, self.schema)

    def strategy(self, as_of: date | None = None) -> st.SearchStrategy[Json]:
        """For hypothesis, which shrinks towards few and usual facts."""

        @st.composite
        def case(draw: st.DrawFn) -> Json:
            return self.drawn(lambda low, high: draw(st.integers(low, high)), as_of)

        return case()

    def seeded(self, count: int, seed: str) -> Iterator[Json]:
        """The same cases whenever the seed is the same."""
        random = Random(f"{self.policy}.{self.decision} {seed}")
        for _ in range(count):
            yield self.drawn(random.randint)


def _pick(values: Sequence[T], draw: Draw) -> T:
    return values[draw(0, len(values) - 1)]


@cache
def _about(policies: Policies, policy: str, decision: str) -> Mapping[str, tuple[int, ...]]:
    """Per condition, the places of the fixtures of the policy that it settles something about."""
    decided = [policies.decide(policy, decision, case) for case in _fixtures(policy)]
    return {
        id: tuple(
            place
            for place, each in enumerate(decided)
            if each.conditions[id].status not in (Status.NOT_APPLICABLE, Status.UNKNOWN)
        )
        for id in policies.manifests[policy].decisions[decision].conditions
    }


@cache
def _fixtures(policy: str) -> tuple[Json, ...]:
    return tuple(dict(read_case(f).value) for f in sorted((CASES / policy).glob("*.yaml")))


def _at(case: Any, pointer: str) -> Any:
    for key in pointer.split("/")[1:]:
        case = case.get(key) if isinstance(case, Mapping) else None
    return case


def declared_facts(rule: DecisionRule) -> frozenset[str]:
    """The pointers of the facts that a decision reads, as its manifest says."""
    conditions = rule.conditions.values()
    return frozenset(
        (
            *(fact for each in conditions for fact in (*each.facts, *each.departure)),
            *rule.result_facts,
        )
    )


def fact_pointers(case: Json, schema: Mapping[str, Any]) -> list[str]:
    """The facts that a case has: what can be left out by itself."""
    return [pointer for pointer in _pointers(case, schema, "") if pointer[1:] not in _NO_FACTS]


def without(case: Json, pointers: Collection[str]) -> Json:
    """The case without those facts, and without the objects that become empty."""
    return _without(case, frozenset(pointers), "")


def exchanged(case: Json, other: Json, pointers: Collection[str]) -> Json:
    """The case with those facts as they are in another case, or gone if it has none."""
    changed: Json = json.loads(json.dumps(without(case, pointers)))
    for pointer in pointers:
        *parents, name = pointer[1:].split("/")
        source, target = other, changed
        for parent in parents:
            source = source.get(parent, {})
        if name in source:
            for parent in parents:
                target = target.setdefault(parent, {})
            target[name] = source[name]
    return changed


def _filled(case: Json, other: Json, schema: Mapping[str, Any]) -> Json:
    filled = dict(case)
    for name, member in other.items():
        below = schema["properties"][name]
        if "properties" in below and "required" not in below:
            filled[name] = _filled(case.get(name, {}), member, below)
        else:
            filled.setdefault(name, member)
    for name, dependent in schema.get("dependentSchemas", {}).items():
        for excluded in dependent["properties"]:
            if name in filled and excluded in filled:
                del filled[name if excluded in case else excluded]
    return filled


def _pointers(value: Json, schema: Mapping[str, Any], pointer: str) -> Iterator[str]:
    for name, member in value.items():
        below = schema["properties"][name]
        if "properties" in below and "required" not in below:
            yield from _pointers(member, below, f"{pointer}/{name}")
        else:
            yield f"{pointer}/{name}"


def _without(value: Json, pointers: frozenset[str], pointer: str) -> Json:
    left = {}
    for name, member in value.items():
        below = f"{pointer}/{name}"
        if below not in pointers:
            kept = _without(member, pointers, below) if isinstance(member, dict) else member
            if kept != {}:
                left[name] = kept
    return left


def _agree(case: Json, started: str = "") -> None:
    """No turnover in a year that ended before the provider started."""
    started = started or case.get("provider", {}).get("started_on", "")
    for relation in case.get("insurers", {}).values():
        for year in relation.get("turnover", {}):
            if started > f"{year}-12-31":
                relation["turnover"][year] = 0
