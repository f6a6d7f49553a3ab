"""The conditions of a decision by what they ask of whom, the most pressing first."""

from collections.abc import Iterable
from dataclasses import dataclass

from policycheck.model import Condition, Decision, Modality, Outcome, ReadingUse, Status

_REQUIRED = frozenset({Modality.SCOPE, Modality.MUST, Modality.IN_PRINCIPLE})
_DECISIVE = _REQUIRED | {Modality.JUDGEMENT}
_INSURERS = frozenset({Modality.JUDGEMENT, Modality.WEIGHED})
_ATTENTION = frozenset({Modality.EXPECTATION, Modality.INSURER_DUTY})

Conditions = tuple[Condition, ...]


@dataclass(frozen=True)
class Groups:
    """What a report tells of a decision, group by group.

    Of a policy that is not about the provider only the scope is told: what else fails, is missing
    or is due there concerns nobody.

    Attributes:
        failing: What refuses; of a policy that is not about the provider, of the scope only.
        missing: What cannot be decided without more facts.
        for_result: JSON Pointers of the facts that only the result needs.
        waiting: What the insurer has yet to find or weigh, or weighed negatively.
        open: What the text does not settle.
        deciding: The readings on which the answer turns.
        attention: Expectations that the case does not live up to.
        attention_unknown: Expectations of which that is not known.
        exempt: What does not apply, without what is due later.
        met: What is met.
        not_judged: Of a policy that is not about the provider: what else it asks.
        noted: The readings that change nothing here.
    """

    failing: Conditions
    missing: Conditions
    for_result: tuple[str, ...]
    waiting: Conditions
    open: Conditions
    deciding: tuple[ReadingUse, ...]
    attention: Conditions
    attention_unknown: Conditions
    exempt: Conditions
    met: Conditions
    not_judged: Conditions
    noted: tuple[ReadingUse, ...]


def groups_of(decision: Decision) -> Groups:
    """The groups of a decision; a condition is in one of them at most."""
    conditions = tuple(decision.conditions.values())
    noted = tuple(reading for reading in decision.readings if not reading.decides)
    met = _with(conditions, Status.MET)
    if decision.outcome is Outcome.NOT_APPLICABLE:
        failed = _with(conditions, Status.NOT_MET)
        scope = tuple(c for c in failed if c.modality is Modality.SCOPE)
        others = (c for c in conditions if c.modality is not Modality.SCOPE)
        rest = tuple(c for c in others if c.status is not Status.MET)
        return Groups(scope, (), (), (), (), (), (), (), (), met, rest, noted)
    unknown = _with(conditions, Status.UNKNOWN)
    expected = tuple(c for c in conditions if c.modality in _ATTENTION)
    named = {path for condition in unknown for path in condition.missing}
    awaited = {deadline.condition for deadline in decision.deadlines}
    exempt = _with(conditions, Status.NOT_APPLICABLE)
    undecided = _with(conditions, Status.OPEN)
    return Groups(
        failing=tuple(c for c in _with(conditions, Status.NOT_MET) if c.modality in _DECISIVE),
        missing=tuple(c for c in unknown if c.modality in _REQUIRED),
        for_result=tuple(path for path in decision.missing if path not in named),
        waiting=tuple(c for c in conditions if waits(c)),
        open=tuple(c for c in undecided if c.modality not in _ATTENTION),
        deciding=tuple(reading for reading in decision.readings if reading.decides),
        attention=_with(expected, Status.NOT_MET, Status.OPEN),
        attention_unknown=_with(expected, Status.UNKNOWN),
        exempt=tuple(c for c in exempt if c.id not in awaited),
        met=met,
        not_judged=(),
        noted=noted,
    )


def waits(condition: Condition) -> bool:
    """Whether it is the insurer who has to find or weigh something, or weighed it negatively."""
    if condition.status is Status.NOT_MET:
        return condition.modality is Modality.WEIGHED
    return condition.status is Status.UNKNOWN and condition.modality in _INSURERS


def _with(conditions: Iterable[Condition], *statuses: Status) -> Conditions:
    return tuple(condition for condition in conditions if condition.status in statuses)
