"""Cases that the solver found, decided one by one by the engine: the two have to agree."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import z3

from policycheck.errors import EngineError, PolicycheckError
from policycheck.model import Decision
from policycheck.proving.decision import Choice
from policycheck.proving.proofs import Replayed, Unanswered
from policycheck.proving.room import Room, View


class ReplayDiffers(PolicycheckError):
    """The engine decides a case otherwise than the solver said."""

    def __init__(self, name: str, differences: list[str], case: Mapping[str, Any]) -> None:
        super().__init__(
            f"the proof about {name} is wrong: {'; '.join(differences)}; please report it with the"
            f" case {dict(case)}"
        )


def replay(room: Room, view: View, model: z3.ModelRef) -> Replayed:
    """Decide the case of a view that a model stands for.

    Raises:
        ReplayDiffers: The engine decides otherwise than the model says.
        EngineError: The case has no answer.
    """
    found = replay_any(room, view, model)
    if isinstance(found, Unanswered):
        raise EngineError("eval_conflict_error", found.error)
    return found


def replay_any(room: Room, view: View, model: z3.ModelRef) -> Replayed | Unanswered:
    """The same for a case that may have no answer.

    Raises:
        ReplayDiffers: The engine decides otherwise than the model says.
    """
    subject = view.subject
    case = room.facts(view).case(model)
    as_of, known_at = (date.fromisoformat(case.pop(name)) for name in ("as_of", "known_at"))
    try:
        decision = subject.policies.decide(
            subject.policy.id,
            subject.rule.id,
            case,
            as_of=as_of,
            known_at=known_at,
            readings=subject.readings,
        )
    except EngineError as error:
        # Two rules that give different values are such an error, and so is no outcome at all.
        if not _holds(model, view.decided.conflict) and not _without_outcome(view, model):
            raise
        return Unanswered(case, as_of, known_at, str(error))
    if _holds(model, view.decided.conflict):
        found = ["it has an answer, and the solver said that two rules give different values"]
        raise ReplayDiffers(subject.name, found, case)
    if found := _differences(view, model, decision):
        days = {"as_of": as_of.isoformat(), "known_at": known_at.isoformat()}
        raise ReplayDiffers(subject.name, found, {**case, **days})
    return Replayed(case, as_of, known_at, decision)


def _without_outcome(view: View, model: z3.ModelRef) -> bool:
    outcomes = view.decided.outcomes.values()
    return bool(view.subject.rule.outcomes) and not any(_holds(model, each) for each in outcomes)


def _differences(view: View, model: z3.ModelRef, decision: Decision) -> list[str]:
    said = {
        id: [status for status, formula in choices.items() if _holds(model, formula)]
        for id, choices in view.decided.statuses.items()
    }
    found = [
        f"{id} is {condition.status}, and the solver said {' and '.join(said[id]) or 'nothing'}"
        for id, condition in decision.conditions.items()
        if said[id] != [condition.status]
    ]
    outcomes = [each for each, formula in view.decided.outcomes.items() if _holds(model, formula)]
    if outcomes != ([decision.outcome] if decision.outcome else []):
        found.append(
            f"the outcome is {decision.outcome}, and the solver said {' and '.join(outcomes)}"
        )
    for name, choices in view.decided.choices.items():
        values = [_value(model, each) for each in choices if _holds(model, each.where)]
        if values != ([decision.result[name]] if name in decision.result else []):
            shown = " and ".join(map(str, values)) or "nothing"
            found.append(f"{name} is {decision.result.get(name)}, and the solver said {shown}")
    return found


def _value(model: z3.ModelRef, choice: Choice) -> object:
    """What a member of the result is, as a decision has it."""
    if choice.kind is None:
        return choice.value
    if choice.kind is bool:
        return _holds(model, choice.value)
    number: int = model.eval(choice.value, model_completion=True).as_long()
    if choice.kind == "day":
        return date.fromordinal(number).isoformat()
    if isinstance(choice.kind, int):
        return number / 10**choice.kind if choice.kind else number
    codes: tuple[str, ...] = choice.kind  # type: ignore[assignment]
    return codes[number]


def _holds(model: z3.ModelRef, formula: z3.BoolRef) -> bool:
    return bool(z3.is_true(model.eval(formula, model_completion=True)))
