"""Works out a graph for many boxes of cases at once: what holds in all, in some or in no case.

A box is all cases that are the same but for the values of a few facts, each of which lies between
two bounds. Of a truth value it is found whether it can be true and whether it can be false
somewhere in the box; of a number, bounds. Both are sound: what cannot be is said not to be only
where it is so. Of a box with one case in it they are exact, so that splitting ends.

All functions of the calendar rise with their day, so that their bounds follow from those of the
day.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from policycheck.compiled.calendar import VECTORS
from policycheck.terms import Op, Term, below, compared_facts

Mask = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]

_FALSE = np.zeros(1, np.bool_)
_NOBODY = np.zeros(1, np.int8)


@dataclass(frozen=True)
class Truth:
    """Whether something can be true, and can be false, in each box."""

    can: Mask
    cannot: Mask


@dataclass(frozen=True)
class Range:
    """The bounds of a number in each box, both inclusive.

    Attributes:
        free: Where the number is one of the values that a box leaves free, plus a number that
            ``shift`` is: the name of that value, from 1; else 0. Two numbers of the same free
            value are compared exactly.
    """

    low: Whole
    high: Whole
    free: npt.NDArray[np.int8]
    shift: Whole


@dataclass(frozen=True)
class Boxes:
    """What is known of the facts in a number of boxes. An array has one item, or one for each box.

    Attributes:
        known: For each pointer, where it is known; nowhere where it is left out.
        values: For each pointer of a value, its bounds: as in
            :class:`policycheck.compiled.columns.Facts`, a truth value being 0 or 1, and a text the
            number that ``texts`` gives it.
        texts: The numbers of the texts that rules ask for.
    """

    known: Mapping[str, Mask]
    values: Mapping[str, Range]
    texts: Mapping[tuple[str, str], int]


class Intervals:
    """A graph made ready for boxes. It holds no state.

    Args:
        asked: The terms that are asked for.
    """

    def __init__(self, asked: Iterable[Term]) -> None:
        self.asked = tuple(asked)
        self._terms = below(self.asked)

    def run(self, boxes: Boxes) -> Mapping[Term, Truth]:
        """What each term that was asked for comes to, in every box."""
        found: dict[Term, Any] = {}
        for term in self._terms:
            found[term] = _STEPS[term.op](term, [found[each] for each in term.operands], boxes)
        return {term: found[term] for term in self.asked}


def exactly(value: int) -> Range:
    """A number that is the same in every box."""
    bound = np.full(1, value, np.int64)
    return Range(bound, bound, _NOBODY, np.zeros(1, np.int64))


def _constant(term: Term, _: list[Any], __: Boxes) -> Truth:
    return Truth(np.full(1, term.value), np.full(1, not term.value))


def _known(term: Term, _: list[Any], boxes: Boxes) -> Truth:
    known = boxes.known.get(term.value, _FALSE)
    return Truth(known, ~known)


def _holds(term: Term, _: list[Any], boxes: Boxes) -> Truth:
    known = boxes.known.get(term.value, _FALSE)
    value = boxes.values.get(term.value)
    if value is None:
        return Truth(_FALSE, ~_FALSE)
    return Truth(known & (value.high >= 1), ~known | (value.low <= 0))


def _says(term: Term, _: list[Any], boxes: Boxes) -> Truth:
    pointer, _text = term.value
    known = boxes.known.get(pointer, _FALSE)
    value = boxes.values.get(pointer)
    if value is None:
        return Truth(_FALSE, ~_FALSE)
    number = boxes.texts[term.value]
    within = (value.low <= number) & (number <= value.high)
    return Truth(known & within, ~known | ~within | (value.low != value.high))


def _not(_: Term, operands: list[Any], __: Boxes) -> Truth:
    return Truth(operands[0].cannot, operands[0].can)


def _all(_: Term, operands: list[Any], __: Boxes) -> Truth:
    can, cannot = operands[0].can, operands[0].cannot
    for each in operands[1:]:
        can = can & each.can
        cannot = cannot | each.cannot
    return Truth(can, cannot)


def _any(_: Term, operands: list[Any], __: Boxes) -> Truth:
    can, cannot = operands[0].can, operands[0].cannot
    for each in operands[1:]:
        can = can | each.can
        cannot = cannot & each.cannot
    return Truth(can, cannot)


def _named(_: Term, operands: list[Any], __: Boxes) -> Truth:
    found: Truth = operands[0]
    return found


def _at_least(term: Term, operands: list[Any], _: Boxes) -> Truth:
    least, most = _counted(operands)
    return Truth(most >= term.value, least < term.value)


def _counted(operands: list[Any]) -> tuple[Whole, Whole]:
    """How many hold for certain, and how many may."""
    least, most = np.zeros(1, np.int64), np.zeros(1, np.int64)
    for each in operands:
        least = least + ~each.cannot
        most = most + each.can
    return least, most


def _compared(
    ways: Callable[[Range, Range], tuple[Mask, Mask]],
) -> Callable[[Term, list[Any], Boxes], Truth]:
    def work_out(term: Term, operands: list[Any], boxes: Boxes) -> Truth:
        one, other = operands
        can, cannot = ways(one, other)
        known = ~_FALSE
        for pointer in compared_facts(term.needs):
            known = known & boxes.known.get(pointer, _FALSE)
        return Truth(known & can, ~known | cannot)

    return work_out


def _equal(one: Range, other: Range) -> tuple[Mask, Mask]:
    can = (one.low <= other.high) & (other.low <= one.high)
    cannot = ~((one.low == one.high) & (other.low == other.high) & (one.low == other.low))
    same = _same(one, other)
    if same.any():
        holds = one.shift == other.shift
        return np.where(same, holds, can), np.where(same, ~holds, cannot)
    return can, cannot


def _less(one: Range, other: Range) -> tuple[Mask, Mask]:
    can, cannot = one.low < other.high, one.high >= other.low
    same = _same(one, other)
    if same.any():
        holds = one.shift < other.shift
        return np.where(same, holds, can), np.where(same, ~holds, cannot)
    return can, cannot


def _same(one: Range, other: Range) -> Mask:
    same: Mask = (one.free != 0) & (one.free == other.free)
    return same


def _number(term: Term, _: list[Any], __: Boxes) -> Range:
    return exactly(term.value)


def _value(term: Term, _: list[Any], boxes: Boxes) -> Range:
    # What is not known may be any number: it must not leave the calendar.
    return boxes.values.get(term.value) or exactly(term.low)


def _add(_: Term, operands: list[Any], __: Boxes) -> Range:
    one, other = operands
    low, high = one.low + other.low, one.high + other.high
    free, shift = np.zeros_like(low, np.int8), np.zeros_like(low)
    for a, b in ((one, other), (other, one)):
        fixed = (a.free != 0) & (b.low == b.high) & (b.free == 0)
        free = np.where(fixed, a.free, free)
        shift = np.where(fixed, a.shift + b.low, shift)
    return Range(low, high, free, shift)


def _times(term: Term, operands: list[Any], _: Boxes) -> Range:
    ends = operands[0].low * term.value, operands[0].high * term.value
    return _unfree(np.minimum(*ends), np.maximum(*ends))


def _choose(_: Term, operands: list[Any], __: Boxes) -> Range:
    condition, a, b = operands
    first, second = ~condition.cannot, ~condition.can
    low = np.where(first, a.low, np.where(second, b.low, np.minimum(a.low, b.low)))
    high = np.where(first, a.high, np.where(second, b.high, np.maximum(a.high, b.high)))
    free = np.where(first, a.free, np.where(second, b.free, np.zeros(1, np.int8)))
    return Range(low, high, free, np.where(first, a.shift, b.shift))


def _count(_: Term, operands: list[Any], __: Boxes) -> Range:
    return _unfree(*_counted(operands))


def _call(term: Term, operands: list[Any], _: Boxes) -> Range:
    name, *constants = term.value
    (day,) = operands
    return _unfree(*(VECTORS[name](each, *constants) for each in (day.low, day.high)))


def _unfree(low: Whole, high: Whole) -> Range:
    return Range(low, high, _NOBODY, np.zeros(1, np.int64))


_STEPS: Mapping[Op, Callable[[Term, list[Any], Boxes], Any]] = {
    Op.CONSTANT: _constant,
    Op.KNOWN: _known,
    Op.HOLDS: _holds,
    Op.SAYS: _says,
    Op.NOT: _not,
    Op.ALL: _all,
    Op.ANY: _any,
    Op.NAMED: _named,
    Op.AT_LEAST: _at_least,
    Op.EQUAL: _compared(_equal),
    Op.LESS: _compared(_less),
    Op.NUMBER: _number,
    Op.VALUE: _value,
    Op.ADD: _add,
    Op.TIMES: _times,
    Op.CHOOSE: _choose,
    Op.COUNT: _count,
    Op.CALL: _call,
}
