"""The plainest among the cases that fit: the fewest facts known, then the plainest values."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from time import monotonic
from typing import Any

import z3

from policycheck.proving.asking import ask
from policycheck.proving.cases import DAYS
from policycheck.proving.room import Answer, Room, View

_SECONDS = 20.0
_CENTS = 100
_PLAIN_NUMBERS = (0, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000)


def plainest(room: Room, formulas: Sequence[z3.BoolRef], model: z3.ModelRef) -> z3.ModelRef:
    """A model of the same formulas that is easier to read.

    Where time runs out or the solver fails, it is the plainest that was found until then.

    Args:
        room: The cases.
        formulas: What has to hold.
        model: Some model of them.
    """
    search = _Search(room, formulas, model)
    with suppress(z3.Z3Exception):
        search.fewest()
        for view in room.views:
            search.same_day(view)
            for pointer in room.facts(view).pointers:
                search.plain(view, pointer)
    return search.model


class _Search:
    def __init__(self, room: Room, formulas: Sequence[z3.BoolRef], model: z3.ModelRef) -> None:
        self.model = model
        self._room = room
        self._fixed = list(formulas)
        self._end = monotonic() + _SECONDS
        self._done: set[int] = set()

    def fewest(self) -> None:
        """Fix which facts are known: as few as can be."""
        known = self._room.known()
        optimum = z3.Optimize()
        optimum.set("timeout", int(_SECONDS * 1000))
        optimum.add(*self._room.constraints(), *self._fixed)
        optimum.minimize(z3.Sum([z3.If(each, 1, 0) for each in known]))
        best = ask(optimum)[0] == z3.sat
        if best:
            self.model = optimum.model()
        there = [each for each in known if self._holds(each)]
        there_ids = {each.get_id() for each in there}
        # These first: else one fact goes and two others come.
        self._fixed += [z3.Not(each) for each in known if each.get_id() not in there_ids]
        for each in there:
            if best or not self._try(z3.Not(each)):
                self._fixed.append(each)

    def same_day(self, view: View) -> None:
        """One day to judge on and to read the text of, where that can be."""
        self._try(*(view.variables.value(day) == view.variables.value(DAYS[0]) for day in DAYS))

    def plain(self, view: View, pointer: str) -> None:
        """Fix the value of a fact that is known."""
        variables = view.variables
        kind = self._room.facts(view).type_of(pointer)
        if kind in ("object", "list") or not self._holds(variables.known(pointer)):
            return
        value = variables.holds(pointer) if kind == "bool" else variables.value(pointer)
        if value.get_id() in self._done:
            return
        self._done.add(value.get_id())
        for candidate in self._candidates(view, kind):
            if self._try(value == candidate):
                return
        if kind in ("date", "event_date"):
            self._nearest(value, view.subject.policy.period[0].toordinal())
        elif kind not in ("bool", "enum", "text", "identifier"):
            self._nearest(value, 0)
        self._fixed.append(value == self.model.eval(value, model_completion=True))

    def _candidates(self, view: View, kind: str) -> Iterator[Any]:
        if kind == "bool":
            yield z3.BoolVal(True)
        elif kind in ("date", "event_date"):
            first = view.subject.policy.period[0]
            yield from (each.toordinal() for each in (first, date(first.year - 1, 1, 1)))
        else:
            if kind == "amount":
                yield from (each * _CENTS for each in _PLAIN_NUMBERS)
            yield from _PLAIN_NUMBERS

    def _nearest(self, value: z3.ArithRef, wanted: int) -> None:
        """Halve the distance to a number as often as that can be."""
        least = -1
        found = abs(self._number(value) - wanted)
        while found - least > 1 and monotonic() < self._end:
            middle = (least + found) // 2
            if self._try(value >= wanted - middle, value <= wanted + middle, keep=False):
                found = abs(self._number(value) - wanted)
            else:
                least = middle

    def _number(self, value: z3.ArithRef) -> int:
        number: int = self.model.eval(value, model_completion=True).as_long()
        return number

    def _holds(self, formula: z3.BoolRef) -> bool:
        return bool(z3.is_true(self.model.eval(formula, model_completion=True)))

    def _try(self, *formulas: z3.BoolRef, keep: bool = True) -> bool:
        """Whether formulas can hold besides; if so they do from now on."""
        if monotonic() > self._end:
            return False
        found = self._room.check(*self._fixed, *formulas, seconds=self._end - monotonic())
        if found.answer is not Answer.SOME or found.model is None:
            return False
        self.model = found.model
        if keep:
            self._fixed += formulas
        return True
