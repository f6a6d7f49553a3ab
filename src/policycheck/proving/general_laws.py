"""What the laws are that hold for any policy, and how many of them are settled at once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial

import z3

from policycheck.model import Text
from policycheck.proving.claims import Claim
from policycheck.proving.room import Answer, Found, Room
from policycheck.texts import TEXTS

Formulas = tuple[z3.BoolRef, ...]
Ask = Callable[[Room, Sequence[z3.BoolRef]], Found]


class GeneralLaw(StrEnum):
    """A law that holds for any policy."""

    ONE_VALUE = "one-value"
    ONE_OUTCOME = "one-outcome"
    ONE_STATUS = "one-status"
    FINAL_OUTCOME = "final-outcome"
    FINAL_STATUS = "final-status"
    DECIDED = "decided-by-its-facts"
    AS_DECIDED = "as-decided-as-can-be"
    NO_DEAD_CONDITION = "no-dead-condition"
    NOT_IMPLIED = "not-implied"
    READING_MATTERS = "reading-matters"
    PARAMETER_MATTERS = "parameter-matters"


def title_of(law: GeneralLaw) -> Text:
    """What a law says."""
    return TEXTS[f"general_law.{law}"]


def general_claim(
    law: GeneralLaw,
    about: Sequence[str],
    room: Room,
    violation: Formulas = (),
    premise: Formulas = (),
    *,
    refs: tuple[str, ...] = (),
    possible: bool = False,
    note: bool = False,
    find: Callable[[], Found] | None = None,
) -> Claim:
    """A law as a claim about something.

    Args:
        law: The law.
        about: What it is about, from the whole to its part; nothing for the whole decision.
        room: The cases.
        violation: As of a claim.
        premise: As of a claim.
        refs: As of a claim.
        possible: As of a claim.
        note: As of a claim.
        find: As of a claim.
    """
    id, title = ":".join((law.value, *about)), title_of(law)
    return Claim(id, title, room, violation, premise, refs, possible=possible, note=note, find=find)


def none_together(claims: Sequence[Claim], ask: Ask | None = None) -> Iterator[Claim]:
    """Claims about one room; if no case violates any, that is found with a single question.

    Args:
        claims: The claims.
        ask: Answers it; by default the solver of the room.
    """
    joint = _Joint(claims, ask)
    yield from (replace(claim, find=partial(joint.find, claim)) for claim in claims)


def some_together(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Claims that there are cases, in one room; a case that is found may do for many of them."""
    seen = _Seen(claims)
    yield from (replace(claim, find=partial(seen.find, claim)) for claim in claims)


class _Joint:
    def __init__(self, claims: Sequence[Claim], ask: Ask | None) -> None:
        self._claims = claims
        self._ask = ask or (lambda room, formulas: room.check(z3.Or(*formulas)))
        self._found: Found | None = None

    def find(self, claim: Claim) -> Found:
        first = self._found is None
        if self._found is None:
            each = [z3.And(*claim.premise, *claim.violation) for claim in self._claims]
            self._found = self._ask(claim.room, [z3.Or(*each)])
        if self._found.answer is Answer.NONE:
            return self._found if first else Found(Answer.NONE)
        return self._ask(claim.room, [z3.And(*claim.premise, *claim.violation)])


class _Seen:
    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = {claim.id: z3.And(*claim.premise, *claim.violation) for claim in claims}
        self._models: dict[str, z3.ModelRef] = {}

    def find(self, claim: Claim) -> Found:
        if claim.id in self._models:
            return Found(Answer.SOME, self._models[claim.id])
        found = claim.room.check(self._claims[claim.id])
        if found.model is not None:
            for id, formula in self._claims.items():
                if id not in self._models and z3.is_true(
                    found.model.eval(formula, model_completion=True)
                ):
                    self._models[id] = found.model
        return found
