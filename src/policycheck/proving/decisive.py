"""Which conditions make the difference between two decisions about the same case."""

from collections.abc import Mapping

from policycheck.model import DECIDING_MODALITIES, Decision, Modality, Outcome, Status
from policycheck.proving.differences import differing

_Conditions = Mapping[str, tuple[Modality, Status]]

_HARD = {Modality.MUST, Modality.JUDGEMENT}
_NEEDED = {Modality.MUST, Modality.IN_PRINCIPLE}
_SOFT = {Modality.IN_PRINCIPLE, Modality.WEIGHED}
_AWAITED = {Modality.JUDGEMENT, Modality.WEIGHED}
_SCOPE = {Modality.SCOPE}
_UNKNOWN, _OPEN, _NOT_MET = {Status.UNKNOWN}, {Status.OPEN}, {Status.NOT_MET}


def decisive(before: Decision, after: Decision) -> tuple[tuple[str, ...], bool]:
    """The conditions without whose difference the outcome would be as before.

    Each condition that differs is thought back to what it was, alone. That explains the outcome
    only where the statuses that are shown lead to it, under the default readings: nothing here
    decides anything, and where another reading decides all that differ is said.

    Returns:
        The conditions, and whether that could be told; if not, they are all that differ.
    """
    old, new = _conditions(before), _conditions(after)
    every = tuple(id for id in {**new, **old} if old.get(id) != new.get(id))
    if (_outcome(old), _outcome(new)) == (before.outcome, after.outcome):
        alone = tuple(id for id in every if _outcome(_undone(old, new, id)) == before.outcome)
        if alone and before.outcome != after.outcome:
            return alone, True
    return every or differing(before, after), len(every) == 1


def _conditions(decision: Decision) -> dict[str, tuple[Modality, Status]]:
    return {
        id: (condition.modality, condition.status)
        for id, condition in decision.conditions.items()
        if condition.modality in DECIDING_MODALITIES
    }


def _undone(old: _Conditions, new: _Conditions, id: str) -> _Conditions:
    rest = {each: said for each, said in new.items() if each != id}
    return {**rest, id: old[id]} if id in old else rest


def _outcome(conditions: _Conditions) -> Outcome | None:
    """What the statuses lead to, as docs/semantics.md gives it; the result is left out."""
    said = set(conditions.values())

    def any_of(modalities: set[Modality], statuses: set[Status]) -> bool:
        return any(kind in modalities and status in statuses for kind, status in said)

    steps = (
        (any_of(_SCOPE, _NOT_MET), Outcome.NOT_APPLICABLE),
        (any_of(_SCOPE, _UNKNOWN | _OPEN), Outcome.UNDETERMINED),
        (any_of(_HARD, _NOT_MET), Outcome.NOT_MET),
        (any_of(_NEEDED, _UNKNOWN), Outcome.UNDETERMINED),
        (any_of(_SOFT, _NOT_MET), Outcome.REFER),
        (any_of(_NEEDED | _AWAITED, _OPEN), Outcome.REFER),
        (any_of(_AWAITED, _UNKNOWN), Outcome.REFER),
    )
    if not any(kind in _NEEDED | _AWAITED for kind, _ in said):
        return None
    return next((outcome for holds, outcome in steps if holds), Outcome.MET)
