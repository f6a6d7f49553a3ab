"""In what order the terms of a graph are worked out, and which only where they are needed.

A **step** works out one term. Operands that go together in many conjunctions or disjunctions become
a step of their own. What is only asked for where certain terms hold, such as what a combination of
readings comes to, stands in a **block** that is left out where they do not.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from heapq import heappop, heappush
from operator import and_, or_

from policycheck.terms.model import Op, Term
from policycheck.terms.walk import below

_JUNCTIONS = frozenset({Op.ALL, Op.ANY})
_WIDE = 6


@dataclass(frozen=True)
class Step:
    """One term to work out.

    Attributes:
        target: The number under which others ask for it.
        term: What it is, but for its operands.
        operands: The numbers of what it is made of.
    """

    target: int
    term: Term
    operands: tuple[int, ...]


@dataclass(frozen=True)
class Block:
    """Steps that are only needed where every guard holds; without guards: always.

    Attributes:
        guards: The numbers of the guards.
        steps: In order.
    """

    guards: tuple[int, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Schedule:
    """Blocks in the order in which they are worked out.

    Attributes:
        numbers: The number of each root.
    """

    blocks: tuple[Block, ...]
    numbers: dict[Term, int]


def schedule(asked: Mapping[Term, Iterable[Term]], guards: Sequence[Term] = ()) -> Schedule:
    """Put the terms that are asked for, and what they are made of, in order.

    Args:
        asked: Each term that is asked for, with the guards under which it is; elsewhere it may have
            any value.
        guards: What may leave out the blocks that are only needed where it holds.
    """
    masks = {_plain(guard).index: 1 << bit for bit, guard in enumerate(guards)}
    behind = {guard for under in asked.values() for guard in under}
    steps = _grouped(_steps(_plain(each) for each in (*asked, *behind)), masks)
    wanted: dict[int, int] = {}
    for term, under in asked.items():
        mask = sum(masks[index] for index in {_plain(each).index for each in under})
        target = _plain(term).index
        wanted[target] = wanted.get(target, mask) & mask
    wanted |= {_plain(each).index: 0 for each in behind}
    return Schedule(
        tuple(_blocks(steps, _needs(steps, wanted, masks), masks)),
        {term: _plain(term).index for term in asked},
    )


def _plain(term: Term) -> Term:
    """The term behind its names."""
    while term.op is Op.NAMED:
        term = term.operands[0]
    return term


def _steps(terms: Iterable[Term]) -> list[Step]:
    return [
        Step(term.index, term, tuple(_plain(each).index for each in term.operands))
        for term in below(terms)
        if term.op is not Op.NAMED
    ]


def _grouped(steps: list[Step], apart: Mapping[int, int]) -> list[Step]:
    """The steps, with operands that always go together worked out once."""
    users: dict[tuple[Op, int], list[int]] = {}
    for step in steps:
        if _is_wide(step):
            for operand in step.operands:
                if operand not in apart:
                    users.setdefault((step.term.op, operand), []).append(step.target)
    groups: dict[tuple[Op, tuple[int, ...]], list[int]] = {}
    for (op, operand), targets in users.items():
        if len(targets) > 1:
            groups.setdefault((op, tuple(targets)), []).append(operand)
    number = max((step.target for step in steps), default=0)
    grouped: dict[tuple[Op, int], tuple[int, tuple[int, ...]]] = {}
    for (op, _), found in groups.items():
        if len(found) > 1:
            number += 1
            grouped.update({(op, each): (number, tuple(found)) for each in found})
    ordered: list[Step] = []
    made: set[int] = set()
    for step in steps:
        if not _is_wide(step):
            ordered.append(step)
            continue
        joined: dict[int, None] = {}
        for operand in step.operands:
            group, members = grouped.get((step.term.op, operand), (operand, ()))
            if members and group not in made:
                made.add(group)
                ordered.append(Step(group, step.term, members))
            joined[group] = None
        ordered.append(Step(step.target, step.term, tuple(joined)))
    return ordered


def _is_wide(step: Step) -> bool:
    """Whether it has so many operands that it may share some of them with others."""
    return step.term.op in _JUNCTIONS and len(step.operands) >= _WIDE


def _needs(
    steps: list[Step], wanted: Mapping[int, int], masks: Mapping[int, int]
) -> dict[int, int]:
    """For each step the guards that hold wherever it is asked for."""
    holding, failing = _implied(steps, masks)
    needs = dict(wanted)
    for step in reversed(steps):
        own = needs[step.target]
        # A conjunction asks for an operand only where the others hold, a disjunction where they
        # do not: elsewhere it makes no difference.
        others = {Op.ALL: holding, Op.ANY: failing}.get(step.term.op)
        for operand in step.operands:
            need = own
            if others is not None:
                for other in step.operands:
                    need |= others[other] if other != operand else 0
            if operand in masks:
                # A guard is worked out to know whether it holds.
                need = 0
            needs[operand] = needs.get(operand, need) & need
    return needs


def _implied(steps: list[Step], masks: Mapping[int, int]) -> tuple[dict[int, int], dict[int, int]]:
    """For each step the guards that hold wherever it does, and wherever it does not."""
    holding: dict[int, int] = {}
    failing: dict[int, int] = {}
    for step in steps:
        yes, no = masks.get(step.target, 0), 0
        if step.term.op is Op.NOT:
            yes, no = failing[step.operands[0]], holding[step.operands[0]]
        elif step.term.op in _JUNCTIONS:
            union, shared = (holding, failing) if step.term.op is Op.ALL else (failing, holding)
            every = reduce(or_, (union[each] for each in step.operands))
            common = reduce(and_, (shared[each] for each in step.operands))
            if step.term.op is Op.ALL:
                yes, no = yes | every, common
            else:
                yes, no = yes | common, every
        holding[step.target], failing[step.target] = yes, no
    return holding, failing


def _blocks(
    steps: list[Step], needs: Mapping[int, int], masks: Mapping[int, int]
) -> Iterator[Block]:
    """The steps, those with the same guards together as far as their operands allow."""
    guards = {mask: index for index, mask in masks.items()}
    for mask, together in _runs(steps, needs, guards):
        found = tuple(index for bit, index in guards.items() if bit & mask)
        yield Block(found, tuple(together))


def _runs(
    steps: list[Step], needs: Mapping[int, int], guards: Mapping[int, int]
) -> Iterator[tuple[int, list[Step]]]:
    place = {step.target: position for position, step in enumerate(steps)}
    # A guard is worked out before what stands behind it.
    awaited = [
        {*step.operands, *(each for bit, each in guards.items() if bit & needs[step.target])}
        for step in steps
    ]
    waiting = [len(each) for each in awaited]
    users: list[list[int]] = [[] for _ in steps]
    ready: dict[int, list[int]] = {}
    for position, step in enumerate(steps):
        for each in awaited[position]:
            users[place[each]].append(position)
        if not awaited[position]:
            heappush(ready.setdefault(needs[step.target], []), position)
    while ready:
        # Without guards first: the longer these runs are, the fewer blocks there are.
        mask = 0 if 0 in ready else min(ready, key=lambda each: ready[each][0])
        run: list[Step] = []
        while mask in ready:
            position = heappop(ready[mask])
            if not ready[mask]:
                del ready[mask]
            run.append(steps[position])
            for user in users[position]:
                waiting[user] -= 1
                if not waiting[user]:
                    heappush(ready.setdefault(needs[steps[user].target], []), user)
        yield mask, run
