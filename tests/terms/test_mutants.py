"""A slip in what makes terms simpler is noticed by what the terms mean."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from policycheck.terms import Graph, Op, graph, simplify
from terms.grown import Grown, every_case
from terms.naive import evaluated

EVERY = every_case()[::7]
SEEDS = range(25)


def right() -> bool:
    """Whether terms that are grown mean what they were made to mean."""
    for seed in SEEDS:
        grown = Grown(Random(f"slips {seed}"), EVERY, days=False)
        grown.grow(50)
        for place, case in enumerate(EVERY):
            found = evaluated(grown.roots, case)
            if any(found[each.term] is not each.meaning[place] for each in grown.truths):
                return False
    return True


def settled(change: Callable[[set[str]], set[str] | None]) -> Callable[..., Any]:
    before = simplify._settled

    def found(flat: Any, op: Op) -> Any:
        needed = before(flat, op)
        return None if needed is None else change(needed)

    return found


SLIPS: dict[str, tuple[Any, str, Any]] = {
    "a choice needs what either side needs": (graph, "_STRICT", graph._STRICT | {Op.CHOOSE}),
    "a count needs what is counted": (graph, "_STRICT", graph._STRICT | {Op.COUNT}),
    "every equality is of one thing": (simplify, "_compared", lambda term: term.index // 999),
    "what is needed is taken for denied": (
        simplify,
        "_settled",
        settled(lambda needed: {f"!{each}" for each in needed}),
    ),
    "nothing excludes anything": (
        simplify,
        "_settled",
        lambda flat, op: {label for each in flat for label in each.needs},
    ),
    "one of two that differ in a sign is left": (
        simplify,
        "_without",
        lambda graph, flat, op, needed: (
            None if len(flat) < 3 else set(sorted(flat, key=lambda each: each.index)[1:])
        ),
    ),
    "de Morgan forgets to turn": (
        Graph,
        "_opposite",
        lambda self, term: (
            self.all(*(self.negated(each) for each in term.operands))
            if term.op is Op.ALL
            else Graph._make(self, Op.NOT, (term,))
        ),
    ),
}


def test_nothing_is_wrong_without_a_slip() -> None:
    assert right()


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_noticed(slip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, name, value = SLIPS[slip]
    monkeypatch.setattr(owner, name, value)
    assert not right()
