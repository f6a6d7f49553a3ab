"""Compares two policies, or two states of one, as their manifests and compiled rules tell them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from policycheck.changes.aspects import (
    Values,
    Version,
    amendment_values,
    announced,
    cited,
    clause_place,
    clause_values,
    condition_values,
    decision_values,
    exemption_values,
    milestone_values,
    no_place,
    parameter_values,
    placed,
    policy_values,
    reading_values,
    term_values,
)
from policycheck.changes.fingerprints import CONDITION, EXEMPTION
from policycheck.changes.matching import Key, paired
from policycheck.changes.model import Change, Difference, Item, PolicyDiff, Side
from policycheck.model import Source, Text
from policycheck.policies.manifest import (
    Clause,
    ConditionRule,
    DecisionRule,
    Exemption,
    PolicyManifest,
)

T = TypeVar("T")


def difference(before: Version, after: Version) -> PolicyDiff:
    """What differs between two policies.

    In two states of the same policy items are the same by their ids, and otherwise by what they
    are about: the same title, or conditions whose rules mean the same. Between two policies the
    ids of clauses say nothing, and lines and checksums are those of another document.
    """
    return _Comparison(before, after).diff()


def _title(item: Any) -> str:
    text: Text = item.title
    return text.nl


def _id(item: Any) -> str:
    return str(item.id)


@dataclass(frozen=True)
class _Comparison:
    before: Version
    after: Version

    @property
    def same_policy(self) -> bool:
        return self.before.policy.id == self.after.policy.id

    def diff(self) -> PolicyDiff:
        old, new = self.before.policy, self.after.policy
        changes = [
            *self._items(Item.POLICY, [old], [new], [lambda _: 0], policy_values, no_place),
            *self._amendments(),
            *self._parameters(),
            *self._decisions(),
            *self._clauses("", _own_clauses(old), _own_clauses(new)),
            *self._items(Item.MILESTONE, old.milestones, new.milestones, values=milestone_values),
            *self._items(Item.TERM, old.terms, new.terms, values=term_values),
            *self._items(
                Item.READING, old.readings.values(), new.readings.values(), values=reading_values
            ),
        ]
        return PolicyDiff(old, new, tuple(_without_repetition(changes)))

    def _items(
        self,
        item: Item,
        before: Iterable[T],
        after: Iterable[T],
        keys: Sequence[Key[T]] = (_id, _title),
        values: Callable[[Any, Version, bool], Values] = lambda *_: {},
        source: Callable[[Any, PolicyManifest], Source | None] | None = None,
        decision: str = "",
    ) -> Iterator[Change]:
        """The items that are not the same on both sides."""
        place = source or cited
        for old, new in paired(before, after, keys):
            sides = (
                _side(old, self.before.policy, place) if old is not None else None,
                _side(new, self.after.policy, place) if new is not None else None,
            )
            if old is None or new is None:
                yield Change(item, decision, *sides)
                continue
            found = tuple(
                _differing(
                    values(old, self.before, self.same_policy),
                    values(new, self.after, self.same_policy),
                )
            )
            if found or (_id(old) != _id(new) and item is not Item.POLICY):
                yield Change(item, decision, *sides, found)

    def _amendments(self) -> Iterator[Change]:
        old, new = (v.policy.amendments.values() for v in (self.before, self.after))
        return self._items(Item.AMENDMENT, old, new, values=amendment_values, source=announced)

    def _parameters(self) -> Iterator[Change]:
        old, new = (v.policy.parameters.values() for v in (self.before, self.after))
        for change in self._items(Item.PARAMETER, old, new, values=parameter_values):
            version = self.after if change.after else self.before
            read = tuple(_readers(version, change.side.id))
            yield Change(
                change.item, "", change.before, change.after, change.differences, read_by=read
            )

    def _decisions(self) -> Iterator[Change]:
        old, new = (v.policy.decisions.values() for v in (self.before, self.after))
        for before, after in paired(old, new, (_id, _title)):
            rule = after or before
            assert rule is not None
            one_side: tuple[list[DecisionRule], list[DecisionRule]] = (
                [before] if before else [],
                [after] if after else [],
            )
            yield from self._items(
                Item.DECISION,
                *one_side,
                keys=[lambda _: 0],
                values=decision_values,
                source=no_place,
                decision=rule.id,
            )
            if before and after:
                yield from self._inside(before, after)

    def _inside(self, before: DecisionRule, after: DecisionRule) -> Iterator[Change]:
        def same_rules(names: tuple[str, ...]) -> Key[Any]:
            olds = {id(each) for each in _parts(before)}

            def digest(each: Any) -> str | None:
                version, rule = (self.before, before) if id(each) in olds else (self.after, after)
                return version.rules.part(rule.id, names, each.id).digest or None

            return digest

        yield from self._items(
            Item.CONDITION,
            before.conditions.values(),
            after.conditions.values(),
            (_id, _title, same_rules(CONDITION)),
            condition_values(before, after),
            placed,
            after.id,
        )
        yield from self._items(
            Item.EXEMPTION,
            before.exemptions.values(),
            after.exemptions.values(),
            (_id, _title, same_rules(EXEMPTION)),
            exemption_values(before, after),
            decision=after.id,
        )
        yield from self._clauses(after.id, before.clauses, after.clauses)

    def _clauses(
        self, decision: str, before: Iterable[Clause], after: Iterable[Clause]
    ) -> Iterator[Change]:
        by_section: Key[Clause] = lambda clause: clause.section  # noqa: E731
        by_conditions: Key[Clause] = lambda clause: clause.conditions or None  # noqa: E731
        keys: Sequence[Key[Clause]] = (_id, _title)
        if not self.same_policy:
            keys = (_title, by_conditions, by_section)
        for change in self._items(
            Item.CLAUSE, before, after, keys, clause_values, clause_place, decision
        ):
            if self.same_policy or change.differences or not (change.before and change.after):
                yield change


def _side(
    item: Any, policy: PolicyManifest, place: Callable[[Any, PolicyManifest], Source | None]
) -> Side:
    return Side(item.id, item.title, place(item, policy), item)


def _differing(before: Values, after: Values) -> Iterator[Difference]:
    for aspect in before:
        if before[aspect] != after[aspect]:
            yield Difference(aspect, before[aspect], after[aspect])


def _without_repetition(changes: Sequence[Change]) -> Iterator[Change]:
    """Without the clauses that come or go with a condition, which cites them."""
    told = {
        ref
        for change in changes
        if change.item is Item.CONDITION and not (change.before and change.after)
        for ref in change.side.content.refs
    }
    for change in changes:
        alone = change.item is Item.CLAUSE and not (change.before and change.after)
        if not (alone and change.side.id in told):
            yield change


def _readers(version: Version, parameter: str) -> Iterator[str]:
    """The conditions that read a parameter, by themselves or in their exemptions."""
    for rule in version.policy.decisions.values():
        for condition in rule.conditions.values():
            parts = [version.rules.part(rule.id, CONDITION, condition.id)]
            parts += [version.rules.part(rule.id, EXEMPTION, id) for id in condition.exempt_by]
            if any(parameter in part.parameters for part in parts):
                yield f"{rule.id}/{condition.id}"


def _parts(rule: DecisionRule) -> Iterator[ConditionRule | Exemption]:
    yield from rule.conditions.values()
    yield from rule.exemptions.values()


def _own_clauses(policy: PolicyManifest) -> list[Clause]:
    """The clauses that stand with no decision."""
    owned = {clause.id for rule in policy.decisions.values() for clause in rule.clauses}
    return [clause for clause in policy.clauses if clause.id not in owned]
