"""Cases that the solver found, decided one by one by the engine: the two have to agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import z3

from policycheck.errors import EngineError, PolicycheckError
from policycheck.model import Decision
from policycheck.proving.room import Room, View


class ReplayDiffers(PolicycheckError):
    """The engine decides a case otherwise than the solver said."""

    def __init__(self, name: str, differences: list[str], case: Mapping[str, Any]) -> None:
        super().__init__(
            f"the proof about {name} is wrong: {'; '.join(differences)}; please report it with the"
            f" case {dict(case)}"
        )


@dataclass(frozen=True)
class Replayed:
    """A case, and what is decided of it.

    Attributes:
        case: The facts, without the two days.
        as_of: The day that is judged.
        known_at: The day whose text applies.
        decision: What the engine decides; ``None`` where it cannot.
        error: Why it cannot, in the words of the engine; empty otherwise.
    """

    case: Mapping[str, Any]
    as_of: date
    known_at: date
    decision: Decision | None
    error: str = ""


def replay(room: Room, view: View, model: z3.ModelRef) -> Replayed:
    """Decide the case of a view that a model stands for.

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
        # Two rules that give different values are such an error.
        if not _holds(model, view.decided.conflict):
            raise
        return Replayed(case, as_of, known_at, None, str(error))
    if _holds(model, view.decided.conflict):
        found = ["it has an answer, and the solver said that two rules give different values"]
        raise ReplayDiffers(subject.name, found, case)
    if found := _differences(view, model, decision):
        days = {"as_of": as_of.isoformat(), "known_at": known_at.isoformat()}
        raise ReplayDiffers(subject.name, found, {**case, **days})
    return Replayed(case, as_of, known_at, decision)


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
    return found


def _holds(model: z3.ModelRef, formula: z3.BoolRef) -> bool:
    return bool(z3.is_true(model.eval(formula, model_completion=True)))
