"""Works out a graph for many cases at once, in columns of numpy.

A truth value is a column of bits, eight cases to a byte, the first case in the lowest bit, as Arrow
has it. A number is a column of 32 or 64 bits.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from policycheck.compiled.calendar import VECTORS
from policycheck.terms import Op, Term, compared_facts
from policycheck.terms.schedule import Block, Step, schedule

Bits = npt.NDArray[np.uint8]
Numbers = npt.NDArray[Any]

_SMALL = 2**31


@dataclass(frozen=True)
class Facts:
    """The facts of a chunk of cases.

    Attributes:
        count: How many cases there are.
        known: For each pointer, in which cases it is known; none where it is left out.
        holds: For each pointer of a truth value, in which cases it is known and true.
        says: For each pointer and text that rules ask for, in which cases it is that text.
        values: For each pointer of another value, a whole number for each case: a day counted from
            1 January of the year 1, an amount in cents, the position of a code.
    """

    count: int
    known: Mapping[str, Bits]
    holds: Mapping[str, Bits]
    says: Mapping[tuple[str, str], Bits]
    values: Mapping[str, Numbers]


@dataclass
class _Work:
    """The columns of one chunk, by the number of the step."""

    facts: Facts
    none: Bits
    found: dict[int, Any] = field(default_factory=dict)


class Columns:
    """A graph made ready for columns. It holds no state: several threads may use it.

    Args:
        asked: Each term that is asked for, with the guards under which it is.
        guards: See :func:`policycheck.terms.schedule.schedule`.
    """

    def __init__(self, asked: Mapping[Term, Iterable[Term]], guards: Sequence[Term] = ()) -> None:
        planned = schedule(asked, guards)
        self._numbers = planned.numbers
        self._blocks = _prepared(planned.blocks, set(planned.numbers.values()))

    def run(self, facts: Facts) -> Mapping[Term, Any]:
        """What each term that was asked for is, in every case of the chunk."""
        work = _Work(facts, np.zeros((facts.count + 7) // 8, np.uint8))
        found = work.found
        for block in self._blocks:
            if block.guards and not _together([found[each] for each in block.guards]).any():
                for target in block.results:
                    found[target] = work.none
                continue
            for step, work_out, done in block.steps:
                found[step.target] = work_out(step, work)
                # Freed at once, so that the next column takes its place in the processor's cache.
                for number in done:
                    del found[number]
        return {term: found[number] for term, number in self._numbers.items()}


@dataclass(frozen=True)
class _Block:
    """Steps with what nothing asks for after them.

    Attributes:
        results: The steps that something outside the block asks for.
    """

    guards: tuple[int, ...]
    steps: tuple[tuple[Step, Callable[[Step, "_Work"], Any], tuple[int, ...]], ...]
    results: tuple[int, ...]


def _prepared(blocks: Sequence[Block], kept: set[int]) -> tuple[_Block, ...]:
    """The blocks, with where each column can be freed."""
    home: dict[int, int] = {}
    last: dict[int, tuple[int, int]] = {}
    outside: set[int] = set(kept)
    for place, block in enumerate(blocks):
        for guard in block.guards:
            outside.add(guard)
        for position, step in enumerate(block.steps):
            home[step.target] = place
            for number in (step.target, *step.operands):
                last[number] = place, position
                if home[number] != place:
                    outside.add(number)
    ends: dict[tuple[int, int], list[int]] = {}
    for number, where in last.items():
        # What a block that is left out leaves behind is freed with the chunk.
        if number not in kept and (number not in outside or not blocks[where[0]].guards):
            ends.setdefault(where, []).append(number)
    guards = {guard for block in blocks for guard in block.guards}
    return tuple(
        _Block(
            block.guards,
            tuple(
                (
                    step,
                    _STEPS[step.term.op],
                    tuple(each for each in ends.get((place, at), ()) if each not in guards),
                )
                for at, step in enumerate(block.steps)
            ),
            tuple(step.target for step in block.steps if step.target in outside),
        )
        for place, block in enumerate(blocks)
    )


def _together(bits: Sequence[Bits]) -> Bits:
    found = bits[0]
    for each in bits[1:]:
        found = found & each
    return found


def _junction(join: Callable[..., Bits]) -> Callable[[Step, _Work], Bits]:
    def work_out(step: Step, work: _Work) -> Bits:
        first, *rest = step.operands
        if not rest:
            return work.found[first]  # type: ignore[no-any-return]
        found = join(work.found[first], work.found[rest[0]])
        for each in rest[1:]:
            join(found, work.found[each], out=found)
        return found

    return work_out


def _comparison(compare: Callable[..., Any]) -> Callable[[Step, _Work], Bits]:
    def work_out(step: Step, work: _Work) -> Bits:
        a, b = (work.found[each] for each in step.operands)
        found = packed(np.broadcast_to(compare(a, b), work.facts.count))
        for pointer in compared_facts(step.term.needs):
            found &= work.facts.known.get(pointer, work.none)
        return found

    return work_out


def _constant(step: Step, work: _Work) -> Bits:
    return ~work.none if step.term.value else work.none


def _known(step: Step, work: _Work) -> Bits:
    return work.facts.known.get(step.term.value, work.none)


def _holds(step: Step, work: _Work) -> Bits:
    return work.facts.holds.get(step.term.value, work.none)


def _says(step: Step, work: _Work) -> Bits:
    return work.facts.says.get(step.term.value, work.none)


def _value(step: Step, work: _Work) -> Numbers:
    found = work.facts.values.get(step.term.value)
    if found is None:
        return np.full(1, step.term.low, np.int64)
    # What is not known may be any number: it must not leave the calendar.
    return found


def _not(step: Step, work: _Work) -> Bits:
    return np.invert(work.found[step.operands[0]])  # type: ignore[no-any-return]


def _at_least(step: Step, work: _Work) -> Bits:
    """One column for each number that was reached so far."""
    least = step.term.value
    reached: list[Bits] = [~work.none, *(work.none.copy() for _ in range(least))]
    for operand in step.operands:
        bits = work.found[operand]
        for number in range(least, 0, -1):
            reached[number] |= reached[number - 1] & bits
    found: Bits = reached[least]
    return found


def _count(step: Step, work: _Work) -> Numbers:
    total = np.zeros(work.facts.count, np.int64)
    for operand in step.operands:
        total += unpacked(work.found[operand], work.facts.count)
    return total


def _choose(step: Step, work: _Work) -> Numbers:
    condition, a, b = (work.found[each] for each in step.operands)
    found: Numbers = np.where(unpacked(condition, work.facts.count).view(np.bool_), a, b)
    return found


def _add(step: Step, work: _Work) -> Numbers:
    a, b = (work.found[each] for each in step.operands)
    wide = step.term.low < -_SMALL or step.term.high >= _SMALL
    return np.add(a, b, dtype=np.int64 if wide else None)  # type: ignore[no-any-return]


def _times(step: Step, work: _Work) -> Numbers:
    found = work.found[step.operands[0]]
    return np.multiply(found, step.term.value, dtype=np.int64)  # type: ignore[no-any-return]


def _number(step: Step, _: _Work) -> Numbers:
    return np.full(1, step.term.value, np.int64)


def _call(step: Step, work: _Work) -> Numbers:
    name, *constants = step.term.value
    return VECTORS[name](*(work.found[each] for each in step.operands), *constants)


def packed(values: npt.NDArray[np.bool_]) -> Bits:
    """Truth values as bits."""
    return np.packbits(values, bitorder="little")


def unpacked(bits: Bits, count: int) -> npt.NDArray[np.uint8]:
    """Bits as 0 and 1, for so many cases."""
    return np.unpackbits(bits, count=count, bitorder="little")


_STEPS: Mapping[Op, Callable[[Step, _Work], Any]] = {
    Op.CONSTANT: _constant,
    Op.KNOWN: _known,
    Op.HOLDS: _holds,
    Op.SAYS: _says,
    Op.NOT: _not,
    Op.ALL: _junction(np.bitwise_and),
    Op.ANY: _junction(np.bitwise_or),
    Op.AT_LEAST: _at_least,
    Op.EQUAL: _comparison(np.equal),
    Op.LESS: _comparison(np.less),
    Op.NUMBER: _number,
    Op.VALUE: _value,
    Op.ADD: _add,
    Op.TIMES: _times,
    Op.CHOOSE: _choose,
    Op.COUNT: _count,
    Op.CALL: _call,
}
