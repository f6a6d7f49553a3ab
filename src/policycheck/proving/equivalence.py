"""Whether two decisions come to the same in every case: two states of one, or two policies'."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import Any

import z3

from policycheck.model import Outcome, Status
from policycheck.policies.laws import Statement
from policycheck.proving.cases import DAYS
from policycheck.proving.decisive import decisive
from policycheck.proving.differences import (
    RANKS,
    Equivalence,
    Example,
    Finding,
    Way,
    Where,
    differing,
    way_of,
)
from policycheck.proving.formulas import Variables
from policycheck.proving.minimise import plainest
from policycheck.proving.proofs import Assumed
from policycheck.proving.replay import ReplayDiffers, replay
from policycheck.proving.room import Answer, Room, View
from policycheck.proving.statements import formulas_of
from policycheck.proving.subject import Subject

Choices = Mapping[Any, z3.BoolRef]

_YEAR = "/contract_year"
_SECONDS = 10.0


@dataclass(frozen=True)
class Question:
    """Two decisions, and the cases in which they are compared.

    Attributes:
        before: The earlier decision.
        after: The later one. Of another policy it is asked for the contract year that it is about,
            and only the cases count that are in the scope of both.
        known_at: The days whose texts apply before and after; ``None`` for any day, the same one.
        as_of: The day that is judged; ``None`` for any.
        same: What could not be lifted and means the same on both sides, as the pointers that stand
            for it.
        seconds: How long the solver may take for one answer.
        end: When it has to be done with all, on the clock of ``time.monotonic``; ``None`` without
            end.
    """

    before: Subject
    after: Subject
    known_at: tuple[date | None, date | None] = (None, None)
    as_of: date | None = None
    same: Collection[str] = ()
    seconds: float = _SECONDS
    end: float | None = None


class Pair:
    """The cases of a question, with what both decisions say of them.

    Attributes:
        room: The cases.
        before: What the earlier decision says.
        after: What the later one says.
    """

    def __init__(self, question: Question) -> None:
        self.question = question
        self.before = View(question.before, Variables("before "))
        self.after = View(question.after, self._variables())
        self.room = self._room()

    def with_conflicts(self) -> Room:
        """The same cases, and those besides that have no answer on one side."""
        return self._room(conflicts=True)

    def _room(self, *, conflicts: bool = False) -> Room:
        return Room(
            self.before,
            self.after,
            seconds=self.question.seconds,
            between=lambda _: self._between(),
            conflicts=conflicts,
        )

    @property
    def slow(self) -> tuple[str, ...]:
        """What could not be lifted on either side."""
        return (*self.question.before.slow, *self.question.after.slow)

    def premise(self) -> list[z3.BoolRef]:
        """Which of the cases count."""
        question = self.question
        found: list[z3.BoolRef] = []
        for view, day in zip(self.room.views, question.known_at, strict=True):
            if day is not None:
                found.append(view.variables.value(DAYS[1]) == day.toordinal())
        if question.as_of is not None:
            found.append(self.before.variables.value(DAYS[0]) == question.as_of.toordinal())
        if question.before.policy.id != question.after.policy.id:
            found += [
                view.decided.has(id, Status.MET)
                for view in self.room.views
                for id in view.subject.policy.scope
                if id in view.decided.statuses
            ]
        return found

    def differs(self, id: str) -> z3.BoolRef:
        """Where a condition that both decisions have gets another status."""
        return _choice_differs(self.before.decided.statuses[id], self.after.decided.statuses[id])

    @property
    def shared(self) -> tuple[str, ...]:
        """The conditions that both decisions have."""
        return tuple(id for id in self.after.decided.statuses if id in self.before.decided.statuses)

    def _variables(self) -> Variables:
        """Of the later case: that of the earlier one, but for what has to be said twice."""
        question, one = self.question, self.before.variables
        slow = {*question.before.lifted.slow, *question.after.lifted.slow}
        apart = _apart(question)
        if not apart and slow <= {*question.same}:
            return one
        return Variables("after ", one, lambda each: each in apart, lambda each: each in apart)

    def _between(self) -> Iterable[z3.BoolRef]:
        """What could not be lifted and means the same is the same."""
        one, other = self.before.variables, self.after.variables
        if one is not other:
            for each in self.question.same:
                yield one.known(each) == other.known(each)
                yield one.value(each) == other.value(each)


def equivalence(question: Question, fence: Sequence[Statement] = ()) -> tuple[Equivalence, ...]:
    """Compare two decisions in every case, with a case for each way in which they differ.

    Args:
        question: The decisions.
        fence: What holds of the cases in which they may differ: statements about facts. They name
            parameters of the later rules.

    Returns:
        One answer for all cases; with a fence one for the cases outside it and one for those
        inside.

    Raises:
        ReplayDiffers: The engine decides a case otherwise than the solver said.
    """
    pair = Pair(question)
    if not fence:
        return (_Comparing(pair, Where.EVERYWHERE, ()).run(),)
    inside = z3.And(*formulas_of(fence, pair.after))
    return (
        _Comparing(pair, Where.OUTSIDE, (z3.Not(inside),)).run(),
        _Comparing(pair, Where.INSIDE, (inside,)).run(),
    )


class _Comparing:
    """One comparison: of all cases, or of those on one side of a fence."""

    def __init__(self, pair: Pair, where: Where, fence: Sequence[z3.BoolRef]) -> None:
        self._pair = pair
        self._where = where
        self._premise = [*pair.premise(), *fence]

    def run(self) -> Equivalence:
        start = monotonic()
        reason = self._no_answer()
        found = self._pair.room.check(*self._premise)
        if found.answer is Answer.NOT_DECIDED:
            reason = reason or found.reason
        findings: tuple[Finding, ...] = ()
        if not reason and found.answer is Answer.SOME:
            formulas = ways(self._pair)
            findings = tuple(self._finding(way, formula) for way, formula in formulas.items())
        before, after = (set(view.decided.statuses) for view in self._pair.room.views)
        return Equivalence(
            self._pair.before.subject.name,
            self._pair.after.subject.name,
            self._where,
            findings,
            tuple(id for id in self._pair.before.decided.statuses if id not in after),
            tuple(id for id in self._pair.after.decided.statuses if id not in before),
            reason,
            _assumed(self._pair),
            monotonic() - start,
        )

    def _no_answer(self) -> str:
        """Why nothing can be said: in some case two rules give different values."""
        views = [
            view
            for view in self._pair.room.views
            if not z3.is_false(z3.simplify(view.decided.conflict))
        ]
        room = self._pair.with_conflicts() if views else self._pair.room
        for view in views:
            if room.check(*self._premise, view.decided.conflict).answer is not Answer.NONE:
                name = view.subject.name
                return f"two rules of {name} may give different values: see policycheck prove"
        return ""

    def _finding(self, way: Way, formula: z3.BoolRef) -> Finding:
        start = monotonic()
        left = self._left()
        if left <= 0:
            return Finding(way, reason="time ran out")
        room = self._pair.room
        found = room.check(*self._premise, formula, seconds=left)
        if found.answer is Answer.NONE:
            return Finding(way, seconds=monotonic() - start)
        if found.answer is Answer.NOT_DECIDED or found.model is None:
            return Finding(way, None, found.reason or "no answer", monotonic() - start)
        formulas, model = self._few_conditions([*self._premise, formula], found.model)
        example = self._example(way, plainest(room, formulas, model))
        if isinstance(example, str):
            return Finding(way, None, example, monotonic() - start)
        return Finding(way, example, "", monotonic() - start)

    def _left(self) -> float:
        question = self._pair.question
        if question.end is None:
            return question.seconds
        return min(question.seconds, question.end - monotonic())

    def _few_conditions(
        self, formulas: list[z3.BoolRef], model: z3.ModelRef
    ) -> tuple[list[z3.BoolRef], z3.ModelRef]:
        """A case in which one condition differs alone is plainer than any other."""
        pair = self._pair
        differs = {id: pair.differs(id) for id in pair.shared}
        here = [id for id, each in differs.items() if z3.is_true(_in(model, each))]
        if len(here) < 2:
            return formulas, model
        for id in here:
            if self._left() <= 0:
                break
            others = [z3.Not(each) for other, each in differs.items() if other != id]
            found = pair.room.check(*formulas, *others, seconds=self._left())
            if found.model is not None:
                return [*formulas, *others], found.model
        return formulas, model

    def _example(self, way: Way, model: z3.ModelRef) -> Example | str:
        """The case of a model, decided on both sides; or why it says nothing."""
        pair = self._pair
        try:
            both = [replay(pair.room, view, model) for view in pair.room.views]
            before, after = (each.decision for each in both)
            if way_of(before, after) is not way:
                said = f"the two decisions differ as {way_of(before, after)}, not as {way}"
                raise ReplayDiffers(pair.after.subject.name, [said], both[1].case)
        except ReplayDiffers:
            if not pair.slow:
                raise
            names = ", ".join(dict.fromkeys(pair.slow))
            return f"a case was found, and rests on what could not be lifted: {names}"
        ids, told = decisive(before, after)
        return Example(both[0], both[1], differing(before, after), ids, told)


def ways(pair: Pair) -> dict[Way, z3.BoolRef]:
    """Where two decisions differ in each way; no case differs in two."""
    before, after = pair.before.decided, pair.after.decided
    higher: list[z3.BoolRef] = []
    lower: list[z3.BoolRef] = []
    level: list[z3.BoolRef] = []
    for old in Outcome:
        for new in Outcome:
            both = z3.And(before.comes_to(old), after.comes_to(new))
            step = RANKS[new] - RANKS[old]
            if old is not new:
                (higher if step > 0 else lower if step < 0 else level).append(both)
    some = [z3.Or(*each.outcomes.values()) for each in (before, after)]
    level.append(some[0] != some[1])
    same = z3.And(*(before.comes_to(each) == after.comes_to(each) for each in Outcome))
    result = z3.Or(
        _choice_differs(before.leanings, after.leanings), z3.Not(before.same_result(after))
    )
    reasons = z3.Or(*(pair.differs(id) for id in pair.shared))
    return {
        Way.MORE_PERMISSIVE: z3.Or(*higher),
        Way.STRICTER: z3.Or(*lower),
        Way.OTHER_OUTCOME: z3.Or(*level),
        Way.OTHER_RESULT: z3.And(same, result),
        Way.OTHER_REASONS: z3.And(same, z3.Not(result), reasons),
    }


def _choice_differs(before: Choices, after: Choices) -> z3.BoolRef:
    """Where one of two values is something that the other is not; nothing known is no value."""
    no = z3.BoolVal(False)
    values = dict.fromkeys((*before, *after))
    return z3.Or(*(before.get(v, no) != after.get(v, no) for v in values if v is not None))


def _apart(question: Question) -> frozenset[str]:
    """The facts that a case says twice, once for each decision."""
    before, after = question.before.policy, question.after.policy
    apart = set()
    if question.known_at[0] != question.known_at[1]:
        apart.add(DAYS[1])
    if before.id != after.id and before.contract_year != after.contract_year:
        apart.add(_YEAR)
    return frozenset(apart)


def _assumed(pair: Pair) -> Assumed:
    subjects = [view.subject for view in pair.room.views]
    published = [each.policy.published for each in subjects if each.policy.published]
    lists = {at: most for each in subjects for at, most in each.lifted.slots.items()}
    return Assumed(max(published, default=None), lists, tuple(sorted({*pair.slow})))


def _in(model: z3.ModelRef, formula: z3.BoolRef) -> z3.BoolRef:
    return model.eval(formula, model_completion=True)
