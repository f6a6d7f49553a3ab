"""Whether something can happen as facts are added, list by list.

What is said of a list is the same for both cases wherever the earlier one has it. The solver finds
that out slowly where items are counted and added up; so it is told: a list is either known in both,
with the same items, or unknown in the earlier one.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from time import perf_counter
from typing import Any

import z3

from policycheck.proving.asking import ask
from policycheck.proving.cases import Cases
from policycheck.proving.room import Answer, Found, Room, View

_FIRST = 2.0
_LISTS = (1, 2, 4)
_MILLISECONDS = 1000


def found_by_lists(room: Room, now: View, later: View, formulas: Sequence[z3.BoolRef]) -> Found:
    """Whether cases fit one of some formulas.

    The solver is asked as it is first, and then for more and more of the lists one by one.

    Args:
        room: Of both cases.
        now: The earlier case.
        later: The same with facts added.
        formulas: Of which one has to hold.
    """
    start = perf_counter()
    open_, found = list(formulas), Found(Answer.NONE)
    for lists in (0, *_LISTS):
        left: list[z3.BoolRef] = []
        for formula in open_:
            if lists:
                none = _none(room, now, later, formula, lists)
            else:
                found = room.check(formula, seconds=min(_FIRST, room.seconds))
                if found.answer is Answer.SOME:
                    return found
                none = found.answer is Answer.NONE
            if not none:
                left.append(formula)
        open_ = left
        if not open_:
            return Found(Answer.NONE, seconds=perf_counter() - start)
    return room.check(z3.Or(*open_))


def _none(room: Room, now: View, later: View, formula: z3.BoolRef, count: int) -> bool:
    """Whether no case fits, whichever of the largest lists are known."""
    end = perf_counter() + room.seconds
    facts = room.facts(now)
    lists = [each for each in facts.pointers if each and facts.type_of(each) == "list"]
    lists = sorted(lists, key=lambda each: -len(_below(facts, each)))[:count]
    whole = z3.And(*room.constraints(), formula)
    for known in product((True, False), repeat=len(lists)):
        pairs = [
            pair
            for pointer, there in zip(lists, known, strict=True)
            for pair in (
                _in_both(facts, now, later, pointer) if there else _unknown(facts, now, pointer)
            )
        ]
        solver = z3.SimpleSolver()
        solver.set("timeout", max(1, int((end - perf_counter()) * _MILLISECONDS)))
        solver.add(z3.simplify(z3.substitute(whole, *pairs)) if pairs else whole)
        if ask(solver)[0] != z3.unsat:
            return False
    return True


def _below(facts: Cases, pointer: str) -> Sequence[str]:
    return [each for each in facts.pointers if each.startswith(f"{pointer}/")]


def _unknown(facts: Cases, now: View, pointer: str) -> Iterator[tuple[Any, Any]]:
    for each in (pointer, *_below(facts, pointer)):
        yield now.variables.known(each), z3.BoolVal(False)


def _in_both(facts: Cases, now: View, later: View, pointer: str) -> Iterator[tuple[Any, Any]]:
    for view in (now, later):
        yield view.variables.known(pointer), z3.BoolVal(True)
    for each in _below(facts, pointer):
        if facts.comes_along(each, pointer):
            yield later.variables.known(each), now.variables.known(each)
