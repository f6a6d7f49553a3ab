"""Mutants of what a manifest says of conditions: modality, exemptions, readings, amendments."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from policycheck.model import Modality
from policycheck.policies.manifest import ConditionRule, PolicyManifest
from policycheck.testing.mutation.mutants import DataChange, Mutant, Operator, Path
from policycheck.testing.mutation.places import Place, Places

# The modalities that come nearest: what one of two does where a condition is not met, or unknown,
# the other does not.
_OTHERS = {
    Modality.SCOPE: (Modality.MUST,),
    Modality.MUST: (Modality.IN_PRINCIPLE, Modality.JUDGEMENT),
    Modality.IN_PRINCIPLE: (Modality.MUST, Modality.WEIGHED),
    Modality.JUDGEMENT: (Modality.MUST, Modality.WEIGHED),
    Modality.WEIGHED: (Modality.JUDGEMENT, Modality.IN_PRINCIPLE),
    Modality.EXPECTATION: (Modality.MUST,),
    Modality.INSURER_DUTY: (Modality.MUST,),
}


def manifest_mutants(
    policy: PolicyManifest, data: Mapping[str, Any], places: Places
) -> Iterator[Mutant]:
    """Every mutant of the manifests of a policy; ids are still to be given.

    Args:
        policy: The policy.
        data: What its rules read of the manifests: ``data.<insurer>.<policy>.manifests``.
        places: Where the values stand.
    """
    maker = _Maker(policy, data, places)
    yield from maker.conditions()
    yield from maker.readings()
    yield from maker.amendments()


@dataclass(frozen=True)
class _Maker:
    policy: PolicyManifest
    data: Mapping[str, Any]
    places: Places

    def conditions(self) -> Iterator[Mutant]:
        """What one condition says of itself; that of the scope says it for every decision."""
        seen = set()
        for decision, rule in self.policy.decisions.items():
            for condition in rule.conditions.values():
                shared = condition.id in self.policy.scope
                if shared and condition.id in seen:
                    continue
                seen.add(condition.id)
                decisions = list(self.policy.decisions) if shared else [decision]
                yield from self._modality(condition, decisions)
                yield from self._left_out(condition, decisions)

    def _modality(self, condition: ConditionRule, decisions: Sequence[str]) -> Iterator[Mutant]:
        file, at = self.places.of_condition(decisions[0], condition.id, "modality")
        for other in _OTHERS.get(condition.modality, ()):
            yield self._mutant(
                Operator.MODALITY,
                (file, at),
                (f"{condition.id}/modality: {condition.modality}", str(other)),
                [((each, "modality", condition.id), str(other)) for each in decisions],
            )

    def _left_out(self, condition: ConditionRule, decisions: Sequence[str]) -> Iterator[Mutant]:
        """The exemptions of a condition and the reading that governs it, one by one."""
        links = [(Operator.EXEMPTION, "exempt_by", each) for each in condition.exempt_by]
        if condition.reading:
            links.append((Operator.READING, "reading", condition.reading))
        for operator, member, id in links:
            exempt = operator is Operator.EXEMPTION
            below: Path = ("exemptions", id) if exempt else ("readings", id, "conditions")
            yield self._mutant(
                operator,
                self.places.of_condition(decisions[0], condition.id, member),
                (f"{condition.id}/{member}: {id}", "(left out)"),
                [
                    ((each, *below), [c for c in self._at((each, *below)) if c != condition.id])
                    for each in decisions
                ],
            )

    def readings(self) -> Iterator[Mutant]:
        """Another default for a reading, and one value fewer that takes part."""
        for id, reading in self.policy.readings.items():
            used = [each for each in self.data if id in self.data[each]["readings"]]
            if not used:
                continue
            for value in reading.defensible:
                if value == reading.default:
                    continue
                rest = [each for each in reading.defensible if each != value]
                yield self._mutant(
                    Operator.READING,
                    ("readings.yaml", self.places.of("readings.yaml", (id, "default"))),
                    (f"{id}/default: {reading.default}", value),
                    [((each, "readings", id, "default"), value) for each in used],
                )
                keys = (id, "values", value, "standing")
                yield self._mutant(
                    Operator.READING,
                    ("readings.yaml", self.places.of("readings.yaml", keys)),
                    (f"{id}/values/{value}/standing: defensible", "noted"),
                    [((each, "readings", id, "defensible"), rest) for each in used],
                )

    def amendments(self) -> Iterator[Mutant]:
        """An amendment that was published a day earlier or later."""
        for id, amendment in self.policy.amendments.items():
            day = amendment.published
            found = [
                (decision, "periods", condition, side)
                for decision, manifest in self.data.items()
                for condition, period in manifest["periods"].items()
                for side in ("from", "until")
                if period[side] == day.isoformat()
            ]
            for other in _beside(day) if found else ():
                yield self._mutant(
                    Operator.PUBLICATION,
                    ("policy.yaml", self.places.of("policy.yaml", ("amendments", id, "published"))),
                    (f"amendments/{id}/published: {day}", other),
                    [(path, other) for path in found],
                )

    def _at(self, path: Path) -> Any:
        value: Any = self.data
        for key in path:
            value = value[key]
        return value

    def _mutant(
        self,
        operator: Operator,
        at: tuple[str, Place],
        says: tuple[str, str],
        values: Sequence[tuple[Path, Any]],
    ) -> Mutant:
        file, place = at
        return Mutant(
            id="",
            operator=operator,
            subject=self.policy.id,
            file=f"{self.policy.id.replace('.', '/')}/{file}",
            line=place.line,
            column=place.column,
            before=says[0],
            after=says[1],
            change=DataChange(tuple((("manifests", *path), value) for path, value in values)),
        )


def _beside(day: date) -> tuple[str, str]:
    return tuple((day + timedelta(days)).isoformat() for days in (-1, 1))  # type: ignore[return-value]
