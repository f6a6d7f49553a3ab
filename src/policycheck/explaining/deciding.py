"""Which conditions decide an outcome, in the order in which outcomes are found."""

from collections.abc import Iterable, Mapping

from policycheck.model import DECIDING_MODALITIES, Condition, Modality, Outcome, Status

Conditions = Mapping[str, Condition]

_SCOPE = frozenset({Modality.SCOPE})
_HARD = frozenset({Modality.MUST, Modality.JUDGEMENT})
_NEEDED = frozenset({Modality.MUST, Modality.IN_PRINCIPLE})
_SOFT = frozenset({Modality.IN_PRINCIPLE, Modality.WEIGHED})
_AWAITED = frozenset({Modality.JUDGEMENT, Modality.WEIGHED})


def deciding(outcome: Outcome | None, conditions: Conditions) -> tuple[str, ...]:
    """The conditions without which, standing as they do, this would not be the outcome.

    The order is that of ``rego/policycheck/outcome.rego``: a scope that is not met says more than a
    requirement that fails, and that says more than one that is not known.
    """
    match outcome:
        case Outcome.NOT_APPLICABLE:
            return _with(conditions, _SCOPE, Status.NOT_MET)
        case Outcome.NOT_MET:
            return _with(conditions, _HARD, Status.NOT_MET)
        case Outcome.UNDETERMINED:
            scope = _with(conditions, _SCOPE, Status.UNKNOWN, Status.OPEN)
            return scope or _with(conditions, _NEEDED, Status.UNKNOWN)
        case Outcome.REFER:
            return _in_order(
                conditions,
                (
                    *_with(conditions, _SOFT, Status.NOT_MET),
                    *_with(conditions, _NEEDED | _AWAITED, Status.OPEN),
                    *_with(conditions, _AWAITED, Status.UNKNOWN),
                ),
            )
        case Outcome.MET:
            return _with(conditions, DECIDING_MODALITIES, Status.MET)
    return ()


def _with(
    conditions: Conditions, modalities: frozenset[Modality], *statuses: Status
) -> tuple[str, ...]:
    return tuple(
        id
        for id, each in conditions.items()
        if each.modality in modalities and each.status in statuses
    )


def _in_order(conditions: Conditions, ids: Iterable[str]) -> tuple[str, ...]:
    wanted = set(ids)
    return tuple(id for id in conditions if id in wanted)
