"""A condition that is unknown can still be settled in more than one way.

That there is a case in which it cannot asks for every way of adding facts to a case, which a solver
does not answer by itself. So ways are collected: each is a choice of facts to add with their
values, found for one case and then tried on all of them. What is left are cases for which none of
the ways found so far does. Until there are none, one of them is looked at: either there are two
ways for it, which are collected, or it is the case that was looked for.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from time import perf_counter
from typing import Any

import z3

from policycheck.lifting.facts import FIRST_DAY, LAST_DAY
from policycheck.model import Status
from policycheck.policies.manifest import ConditionRule
from policycheck.proving.asking import ask, said
from policycheck.proving.cases import DAYS, Cases
from policycheck.proving.claims import Claim
from policycheck.proving.formulas import Variables
from policycheck.proving.general_facts import facts_known
from policycheck.proving.general_laws import GeneralLaw, general_claim
from policycheck.proving.mentioned import mentioned
from policycheck.proving.room import Answer, Found, Room, View

_ROUNDS = 100
_FAILING = frozenset({Status.NOT_MET, Status.OPEN})
_YEARS = 20 * 366
_LARGE = 1000
_MILLISECONDS = 1000

Pairs = list[tuple[Any, Any]]


def as_decided_as_can_be(view: View, room: Room) -> Iterator[Claim]:
    """Where a condition is unknown, facts can be added so that it gets one status, or another.

    A day on which something happened can be added even if it lies after the day that is judged:
    what is not recorded may still happen. Nothing is added to a list that is known. Asked of
    whom the policy is surely about.
    """
    first = next(iter(view.subject.policy.decisions)) == view.subject.rule.id
    for condition in view.subject.rule.conditions.values():
        if condition.id in view.subject.policy.scope and not first:
            # Every decision has them; they are looked at once.
            continue
        statuses = view.decided.statuses.get(condition.id, {})
        unknown = view.decided.has(condition.id, Status.UNKNOWN)
        if z3.is_false(z3.simplify(unknown)) or not _FAILING.intersection(statuses):
            # A condition that never fails only waits for something to be recorded.
            continue
        yield general_claim(
            GeneralLaw.AS_DECIDED,
            (condition.id,),
            room,
            (unknown,),
            refs=condition.refs,
            note=True,
            find=partial(_found, view, room, condition),
        )


def _found(view: View, room: Room, condition: ConditionRule) -> Found:
    try:
        return _Search(view, room, condition).found()
    except z3.Z3Exception as error:
        return Found(Answer.NOT_DECIDED, reason=said(error))


class _Search:
    def __init__(self, view: View, room: Room, condition: ConditionRule) -> None:
        self._room = room
        self._period = view.subject.policy.period
        self._published = view.subject.policy.published
        self._statuses = dict(view.decided.statuses[condition.id])
        unknown = self._statuses.pop(Status.UNKNOWN)
        self._asked = z3.And(unknown, *_in_scope(view, condition))
        self._now = mentioned(view.variables, [self._asked, *self._statuses.values()])
        schema, slots = view.subject.policies.schemas.schema, view.subject.slots
        self._facts = Cases(schema, self._now, slots)
        self._more = Variables("more ", self._now, lambda each: each == DAYS[0])
        judged = (self._now.value(DAYS[0]), self._more.value(DAYS[0]))
        later = [*self._pairs(self._more), judged]
        self._then = [z3.substitute(each, *later) for each in self._facts.formulas]
        self._complete = [
            z3.substitute(each, *self._pairs(self._more))
            for each in facts_known(view, room, condition)
        ]
        self._extreme = [*self._at_the_ends()]
        self._open = _solver([*self._facts.formulas, *self._within(), self._asked])
        self._ways = _solver([*self._then, *self._facts.formulas, *self._added()])
        self._reached: dict[Status, list[z3.BoolRef]] = {each: [] for each in self._statuses}

    def found(self) -> Found:
        """A case in which at most one status can still come out."""
        start = perf_counter()
        for _ in range(_ROUNDS):
            left = self._room.seconds - (perf_counter() - start)
            if left <= 0:
                break
            self._open.set("timeout", max(1, int(left * _MILLISECONDS)))
            answer, _ = ask(self._open, *self._still_open())
            if answer == z3.unsat:
                return self._looked_at_all(start)
            if answer != z3.sat:
                break
            case = self._fixed(self._open.model())
            two = self._collect(case)
            if two is None:
                break
            if not two:
                found = self._confirmed(self._fewer(case), start)
                if found.answer is not Answer.NONE:
                    return found
                # Something else of the decision speaks against this case.
                self._open.add(z3.Not(z3.And(*case)))
        return Found(
            Answer.NOT_DECIDED,
            reason="the ways of adding facts that were found do not cover every case",
            seconds=perf_counter() - start,
        )

    def _looked_at_all(self, start: float) -> Found:
        """That there is no case, unless every case that is asked about was left out."""
        if not any(self._reached.values()):
            found = self._room.check(self._asked)
            if found.answer is not Answer.NONE:
                reason = "every case has a value near an end of its range"
                return Found(Answer.NOT_DECIDED, reason=reason, seconds=perf_counter() - start)
        return Found(Answer.NONE, seconds=perf_counter() - start)

    def _confirmed(self, case: Sequence[z3.BoolRef], start: float) -> Found:
        found = self._room.check(self._asked, *case)
        fits = (self._asked, *case)
        return Found(found.answer, found.model, found.reason, perf_counter() - start, fits)

    def _still_open(self) -> list[z3.BoolRef]:
        """That by the ways found so far fewer than two statuses can come out."""
        reached = [z3.Or(*each) for each in self._reached.values() if each]
        return [z3.AtMost(*reached, 1)] if len(reached) > 1 else []

    def _fewer(self, case: Sequence[z3.BoolRef]) -> Sequence[z3.BoolRef]:
        """The same without the facts that do not matter."""
        for pointer in self._now.pointers:
            known = self._now.known(pointer)
            if pointer in DAYS or not any(known.eq(each) for each in case):
                continue
            less = [each for each in case if not known.eq(each)]
            fewer = [*self._without(less, pointer), z3.Not(known)]
            if ask(self._open, *fewer)[0] == z3.sat and self._collect(fewer) is False:
                case = fewer
        return case

    def _without(self, case: Sequence[z3.BoolRef], pointer: str) -> Iterator[z3.BoolRef]:
        """What a case says but of the value of a fact."""
        value = self._now.asked(pointer)
        for each in case:
            if value is None or each.decl().kind() == z3.Z3_OP_NOT or not _about(each, value):
                yield each

    def _collect(self, case: Sequence[z3.BoolRef]) -> bool | None:
        """Find two ways for a case; whether there are two, ``None`` where that is not decided."""
        before: list[Status] = []
        for _ in range(2):
            wanted = z3.Or(
                *(
                    z3.substitute(formula, *self._pairs(self._more))
                    for status, formula in self._statuses.items()
                    if status not in before
                )
            )
            self._ways.set("timeout", max(1, int(self._room.seconds * _MILLISECONDS)))
            # The more a way says, and the more boldly, the more cases it is one for.
            for bold in ([*self._complete, *self._extreme], self._complete, []):
                answer, _ = ask(self._ways, *case, wanted, *bold)
                if answer == z3.sat:
                    break
            else:
                return False if answer == z3.unsat else None
            model = self._ways.model()
            before += self._keep(model, None)
            if bold is self._complete:
                for anchor in self._anchors(model):
                    self._keep(model, anchor)
        return True

    def _anchors(self, model: z3.ModelRef) -> Iterator[str]:
        """The days that are known: what is added may keep its distance to one of them."""
        for pointer, low, _ in self._ranges():
            known = model.eval(self._now.known(pointer), model_completion=True)
            if low == FIRST_DAY and (pointer in DAYS or z3.is_true(known)):
                yield pointer

    def _keep(self, model: z3.ModelRef, anchor: str | None) -> list[Status]:
        """Keep a way: the facts that a model adds, wherever they are not known.

        Args:
            model: Of a case and of the same with facts added.
            anchor: The day to which days that are added keep their distance, if any.
        """
        pairs = self._with(model, anchor)
        valid = z3.substitute(z3.And(*self._then), *pairs)
        if anchor is not None and anchor not in DAYS:
            valid = z3.And(valid, self._now.known(anchor))
        found = []
        for status, formula in self._statuses.items():
            reached = z3.simplify(z3.And(valid, z3.substitute(formula, *pairs)))
            self._reached[status].append(reached)
            later = z3.substitute(formula, *self._pairs(self._more))
            if z3.is_true(model.eval(later, model_completion=True)):
                found.append(status)
        return found

    def _pairs(self, variables: Variables) -> Pairs:
        """What stands in formulas about the case, and what about the one with facts added."""
        return [(self._now.known(each), variables.known(each)) for each in self._now.pointers]

    def _with(self, model: z3.ModelRef, anchor: str | None) -> Pairs:
        """What a way makes of a case, in formulas about the case and those about more facts."""
        pairs: Pairs = []
        days = {pointer for pointer, low, _ in self._ranges() if low == FIRST_DAY}
        for pointer in self._now.pointers:
            whole = self._list_around(pointer)
            now = self._now.known(pointer)
            added = model.eval(self._more.known(pointer), model_completion=True)
            if whole and whole != pointer:
                known = z3.If(self._now.known(whole), now, added)
            else:
                known = z3.Or(now, added)
            pairs.append((self._more.known(pointer), known))
            pairs.append((now, known))
            if pointer not in DAYS and (value := self._now.asked(pointer)) is not None:
                other = model.eval(value, model_completion=True)
                if anchor is not None and pointer in days:
                    base = self._now.value(anchor)
                    other = base + (other - model.eval(base, model_completion=True))
                there = self._now.known(whole) if whole else now
                pairs.append((value, z3.If(there, value, other)))
        return [*pairs, (self._more.value(DAYS[0]), z3.IntVal(LAST_DAY))]

    def _list_around(self, pointer: str) -> str | None:
        """The outermost list that a fact is in, or is."""
        steps = pointer.split("/")
        for end in range(2, len(steps) + 1):
            above = "/".join(steps[:end])
            if above in self._facts.pointers and self._facts.type_of(above) == "list":
                return above
        return None

    def _added(self) -> Iterator[z3.BoolRef]:
        now, more = self._now, self._more
        yield more.value(DAYS[0]) == LAST_DAY
        for pointer in now.pointers:
            yield z3.Implies(now.known(pointer), more.known(pointer))
            whole = self._list_around(pointer)
            if whole and whole != pointer:
                same = now.known(pointer) == more.known(pointer)
                yield z3.Implies(now.known(whole), same)

    def _ranges(self) -> Iterator[tuple[str, int, int]]:
        for pointer in self._now.pointers:
            if pointer not in self._facts.pointers or self._now.asked(pointer) is None:
                continue
            if (found := self._facts.range_of(pointer)) is not None:
                yield pointer, *found

    def _at_the_ends(self) -> Iterator[z3.BoolRef]:
        """That what is added is as much or as little as can be."""
        for pointer, low, high in self._ranges():
            value = self._now.value(pointer)
            known = self._now.known(pointer)
            yield z3.Or(known, value == low, value == high)

    def _within(self) -> Iterator[z3.BoolRef]:
        """That nothing known is near an end of its range, which settles what is no question.

        A day is at most twenty years away from the contract period.
        """
        if self._published:
            yield self._now.value(DAYS[1]) >= self._published.toordinal()
        for pointer, low, high in self._ranges():
            value = self._now.value(pointer)
            unknown = z3.Not(self._now.known(pointer))
            if low == FIRST_DAY:
                first, last = (each.toordinal() for each in self._period)
                yield z3.Or(unknown, z3.And(value >= first - _YEARS, value <= last + _YEARS))
            elif high - low >= _LARGE:
                middle = z3.And(value > low + _LARGE, value <= high // _LARGE)
                yield z3.Or(unknown, middle if high >= _LARGE**3 else value <= high // _LARGE)

    def _fixed(self, model: z3.ModelRef) -> list[z3.BoolRef]:
        """That a case is the one of a model, as far as it is known."""
        found: list[z3.BoolRef] = []
        for pointer in self._now.pointers:
            known = self._now.known(pointer)
            there = z3.is_true(model.eval(known, model_completion=True))
            found.append(known if there else z3.Not(known))
            value = self._now.asked(pointer)
            if value is not None and there:
                found.append(value == model.eval(value, model_completion=True))
        return found


def _in_scope(view: View, condition: ConditionRule) -> Iterator[z3.BoolRef]:
    """That every other condition of the scope is met."""
    for each in view.subject.policy.scope:
        if each != condition.id:
            yield view.decided.has(each, Status.MET)


def _about(formula: z3.BoolRef, value: z3.ExprRef) -> bool:
    return any(each.eq(value) for each in formula.children())


def _solver(formulas: Sequence[z3.BoolRef]) -> z3.Solver:
    solver = z3.SimpleSolver()
    solver.add(*formulas)
    return solver
