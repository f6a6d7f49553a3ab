"""Valid cases without contradictions, for any policy: drawn by hypothesis or from a seed."""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st

from generators.boundaries import Boundaries, boundaries_of
from generators.walk import Draw, Walk
from policycheck import Policies, read_case
from policycheck.model import Modality
from policycheck.policies.manifest import ConditionRule, DecisionRule, PolicyManifest

Json = dict[str, Any]

CASES = Path(__file__).parents[2] / "fixtures" / "cases"

_NO_FACTS = frozenset({"description", "as_of", "known_at"})
_PRESENT = (100, 100, 97, 85, 50)
_LATE = 8
_USUAL = (100, 95, 80, 60, 40)


@dataclass(frozen=True)
class Cases:
    """Makes cases for one policy.

    Attributes:
        decision: Draw only the facts that this decision reads; by default all facts.
    """

    policies: Policies
    policy: str
    decision: str | None = None

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

    def _conditions(self) -> Iterator[ConditionRule]:
        for rule in [self.rule] if self.rule else self.manifest.decisions.values():
            yield from rule.conditions.values()

    @cached_property
    def schema(self) -> Mapping[str, Any]:
        """The schema of the facts, with what is usual in the policy's fixtures as the example."""
        schema = self.policies.schemas.schema
        members = {k: v for k, v in schema["properties"].items() if k not in _NO_FACTS}
        usual: Mapping[str, Any] = {**schema, "properties": members}
        for pointer in self.scope:
            if (value := _most_common(self.policy, pointer)) is not None:
                usual = _with_example(usual, pointer.split("/")[1:], value)
        return usual

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
            late = draw(0, 3) == 3
            as_of = days[draw(-_LATE if late else 0, -1 if late else len(days) - 1)]
        walk = Walk(
            draw,
            self.boundaries,
            as_of,
            wanted=self.facts,
            scope=self.scope,
            rare=self.departures if usual is None else (),
            present=_PRESENT[draw(0, len(_PRESENT) - 1)] if usual is None else 100,
            usual=_USUAL[draw(0, len(_USUAL) - 1)] if usual is None else usual,
        )
        case = {"as_of": as_of.isoformat(), **walk.value(self.schema)}
        if draw(0, 9) == 9:
            case["known_at"] = days[draw(0, len(days) - 1)].isoformat()
        _agree(case)
        return case

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


def _most_common(policy: str, pointer: str) -> Any:
    """The value that a fact has in most fixtures of the policy; ``None`` for a list."""
    found = Counter(
        value
        for case in _fixtures(policy)
        if isinstance(value := _at(case, pointer), str | int | bool)
    )
    return found.most_common(1)[0][0] if found else None


@cache
def _fixtures(policy: str) -> tuple[Json, ...]:
    return tuple(dict(read_case(f).value) for f in sorted((CASES / policy).glob("*.yaml")))


def _at(case: Any, pointer: str) -> Any:
    for key in pointer.split("/")[1:]:
        case = case.get(key) if isinstance(case, Mapping) else None
    return case


def _with_example(schema: Mapping[str, Any], path: list[str], value: Any) -> Mapping[str, Any]:
    if not path:
        return {**schema, "examples": [value]}
    members = schema["properties"]
    changed = _with_example(members[path[0]], path[1:], value)
    return {**schema, "properties": {**members, path[0]: changed}}


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
