"""How a decision about a case differs under two states of the rules, and why."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from policycheck.changes.model import Aspect, Change, Item, Kind, PolicyDiff
from policycheck.model import DECIDING_MODALITIES, Condition, Decision
from policycheck.redacting import Redaction


@dataclass(frozen=True)
class ConditionShift:
    """A condition on which the difference of a decision rests.

    Attributes:
        before: ``None`` where only the later rules have it.
        after: ``None`` where only the earlier rules have it.
        because: What differs in it and in what it reads; the first is the reason to name.
    """

    before: Condition | None
    after: Condition | None
    because: tuple[Change, ...]

    @property
    def condition(self) -> Condition:
        """As it is now, or as it was last."""
        condition = self.after or self.before
        assert condition is not None
        return condition

    @property
    def differs(self) -> bool:
        """Whether its status or what goes with that differs."""
        return _told(self.before) != _told(self.after)


@dataclass(frozen=True)
class Shift:
    """A decision about a case that is not the same under both states.

    Attributes:
        case: The name of the case.
        conditions: Those that differ, or rest on something that differs: the deciding ones first.
    """

    case: str
    before: Decision
    after: Decision
    conditions: tuple[ConditionShift, ...]

    @property
    def policy(self) -> str:
        """The policy's id."""
        return self.after.policy

    @property
    def name(self) -> str:
        """The full name of the decision."""
        return f"{self.after.policy}.{self.after.decision}"

    @property
    def flips(self) -> bool:
        """Whether the answer differs; if not, only its reasons do."""
        return answer(self.before) != answer(self.after)


def answer(decision: Decision) -> tuple[object, ...]:
    """What a decision says: its outcome, which way it leans, and its result."""
    return (decision.outcome, decision.leaning, dict(decision.result))


def flips(before: Decision, after: Decision) -> bool:
    """Whether two decisions give another answer."""
    return answer(before) != answer(after)


def shift_of(case: str, before: Decision, after: Decision, diff: PolicyDiff) -> Shift | None:
    """How a decision differs; ``None`` where neither the answer nor a reason does."""
    shift = Shift(case, before, after, tuple(_conditions(before, after, diff)))
    differs = shift.flips or any(each.differs for each in shift.conditions)
    return shift if differs or _reasons(before) != _reasons(after) else None


def shift_shown(shift: Shift, redaction: Redaction) -> Shift:
    """The same without the content of sensitive facts."""
    before, after = redaction.decision(shift.before), redaction.decision(shift.after)
    conditions = (
        replace(
            each,
            before=each.before and redaction.condition(each.before),
            after=each.after and redaction.condition(each.after),
        )
        for each in shift.conditions
    )
    return replace(shift, before=before, after=after, conditions=tuple(conditions))


def _reasons(decision: Decision) -> tuple[object, ...]:
    deadlines = [(d.condition, d.by, d.who, d.state) for d in decision.deadlines]
    readings = [(reading.id, reading.default) for reading in decision.readings if reading.decides]
    return (decision.missing, deadlines, readings)


def _told(condition: Condition | None) -> tuple[object, ...] | None:
    if condition is None:
        return None
    exemptions = len(condition.exempted_by)
    return (condition.status, condition.due, exemptions, condition.withdrawn_by is None)


def _conditions(before: Decision, after: Decision, diff: PolicyDiff) -> list[ConditionShift]:
    ids = dict.fromkeys((*after.conditions, *before.conditions))
    shifts = [
        ConditionShift(
            before.conditions.get(id),
            after.conditions.get(id),
            tuple(because(id, after, diff)),
        )
        for id in ids
    ]
    told = [each for each in shifts if each.differs or each.because]
    return sorted(told, key=_rank)


def _rank(shift: ConditionShift) -> tuple[bool, bool]:
    return (shift.condition.modality not in DECIDING_MODALITIES, not shift.differs)


def because(id: str, after: Decision, diff: PolicyDiff) -> Iterator[Change]:
    """What differs in a condition: first another fact, then a parameter, then all else.

    Args:
        id: The condition, as the later side calls it, or the earlier if only that has it.
        after: The later decision.
        diff: What differs between the two policies, or between two states of one.
    """
    decision = after.decision
    own = [each for each in diff.changes if _is(each, Item.CONDITION, decision, id)]
    condition = after.conditions.get(id)
    yield from (each for each in own if _reads_other_facts(each))
    for change in diff.changes:
        read = change.item is Item.PARAMETER and f"{decision}/{id}" in change.read_by
        if read and change.kind is not Kind.TEXT:
            yield change
    yield from (each for each in own if not _reads_other_facts(each))
    exemptions = _exempting(own, condition)
    for change in diff.changes:
        if _is(change, Item.EXEMPTION, decision, change.side.id) and change.side.id in exemptions:
            yield change


def _is(change: Change, item: Item, decision: str, id: str) -> bool:
    same = change.item is item and change.decision == decision and change.kind is not Kind.TEXT
    return same and id in [side.id for side in (change.before, change.after) if side]


def _reads_other_facts(change: Change) -> bool:
    return any(each.aspect is Aspect.FACTS for each in change.differences)


def _exempting(own: list[Change], condition: Condition | None) -> set[str]:
    """The exemptions that a condition has had, as far as they came or went."""
    found: set[str] = set()
    for change in own:
        for difference in change.differences:
            if difference.aspect is Aspect.EXEMPT_BY:
                found.update(difference.before, difference.after)
    return found if condition else set()
