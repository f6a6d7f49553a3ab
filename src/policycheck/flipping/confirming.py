"""The solver asked whether a single change was missed. It needs the extra ``prove``.

It knows nothing of boxes: it has formulas of its own, made of the same graph. What it is not asked
about are lists: their items stay as they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import z3

from policycheck.evaluation import Policies
from policycheck.facts import Case
from policycheck.flipping.candidates import Asking, Candidate, candidates_of
from policycheck.flipping.encoding import Encoding, at
from policycheck.flipping.model import Confirmed, Flips, When
from policycheck.model import Outcome
from policycheck.proving.asking import solving
from policycheck.proving.room import Answer, Room, View
from policycheck.proving.subject import subject_of

_AS_OF, _KNOWN_AT = "/as_of", "/known_at"


def confirmed(
    policies: Policies,
    case: Case,
    flips: Flips,
    *,
    follows: bool,
    readings: Mapping[str, str] | None = None,
    seconds: float = 10.0,
) -> Flips:
    """What was found, with what the solver says of the outcomes that no single change leads to.

    Args:
        policies: The policies, loaded.
        case: The case.
        flips: What was found of it.
        follows: Whether the text that applies is that of the day that is judged.
        readings: The readings that are chosen.
        seconds: How long the solver may take.

    Raises:
        PolicycheckError: The solver failed elsewhere than on the question.
    """
    singles = {each.outcome for each in flips.flips if len(each.changes) == 1}
    missing = [each for each in flips.wish.outcomes if each not in singles]
    if not missing:
        return flips
    made = flips.decision
    with solving(f"{made.policy}.{made.decision}"):
        subject = subject_of(policies, made.policy, made.decision, readings)
        question = _Question(View(subject), case.value, flips, follows)
        answer = question.ask(missing, seconds)
    said = Confirmed.NONE_LEFT if answer is Answer.NONE else Confirmed.NOT_DECIDED
    return replace(flips, confirmed=said)


class _Question:
    """The cases in which one fact is another, and all else as it is."""

    def __init__(self, view: View, case: Mapping[str, Any], flips: Flips, follows: bool) -> None:
        self._view = view
        self._case = case
        self._flips = flips
        self._follows = follows
        self._variables = view.variables
        self._asked = self._variables.pointers
        schemas = view.subject.policies.schemas
        self._encoding = Encoding(schemas.schema, self._variables.texts)
        asking = Asking(
            case, flips.decision.as_of, flips.wish.anyones, self._encoding, schemas.dictionary
        )
        self._candidates: dict[str, list[Candidate]] = {}
        for each in candidates_of(self._asked, asking):
            if each.pointer == each.shown and not each.whole:
                self._candidates.setdefault(each.pointer, []).append(each)

    def ask(self, outcomes: Sequence[Outcome], seconds: float) -> Answer:
        """Whether one of them comes to an outcome."""
        room = Room(self._view, seconds=seconds)
        formulas = [*self._formulas(room)]
        wanted = z3.Or(*(self._view.decided.comes_to(each) for each in outcomes))
        return room.check(*formulas, wanted).answer

    def _formulas(self, room: Room) -> Iterator[z3.BoolRef]:
        known = self._variables.known
        changed = {pointer: z3.Bool(f"changed {pointer}") for pointer in self._candidates}
        if changed:
            yield z3.AtMost(*changed.values(), 1)
        yield from self._days(changed)
        for pointer in room.facts(self._view).pointers:
            if pointer in (_AS_OF, _KNOWN_AT, ""):
                continue
            value = at(self._case, pointer)
            if self._encoding.kind(pointer) == "object":
                inside = [c for each, c in changed.items() if each.startswith(f"{pointer}/")]
                yield (
                    known(pointer)
                    if value is not None
                    else z3.Implies(known(pointer), z3.Or(*inside))
                )
            elif pointer in self._asked:
                same = self._same(pointer, value)
                if pointer in changed:
                    yield z3.Or(changed[pointer], same)
                    yield z3.Implies(changed[pointer], known(pointer))
                else:
                    yield same

    def _same(self, pointer: str, value: Any) -> z3.BoolRef:
        """That a fact is as it is in the case."""
        known = self._variables.known(pointer)
        if value is None:
            return z3.Not(known)
        found = self._variables.asked(pointer)
        if found is None or self._encoding.kind(pointer) == "list":
            return known
        number = self._encoding.number(pointer, value)
        return z3.And(known, found == (bool(number) if z3.is_bool(found) else number))

    def _days(self, changed: Mapping[str, z3.BoolRef]) -> Iterator[z3.BoolRef]:
        """The day that is judged is that of the deed, if there is one."""
        value, made = self._variables.value, self._flips.decision
        today = made.as_of.toordinal()
        deeds = []
        for pointer, candidates in self._candidates.items():
            whens = {each.when for each in candidates}
            if When.DEED in whens:
                deed = z3.And(changed[pointer], value(_AS_OF) == value(pointer))
                deeds.append(z3.And(deed, value(_AS_OF) >= today))
                if When.PAST not in whens:
                    yield z3.Implies(changed[pointer], deed)
        yield z3.Or(value(_AS_OF) == today, *deeds)
        text = value(_AS_OF) if self._follows else z3.IntVal(made.known_at.toordinal())
        yield value(_KNOWN_AT) == text
