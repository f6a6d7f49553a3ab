"""Columns say what the definition of each term says, case by case."""

from random import Random
from typing import Any

import pytest

from policycheck.compiled.columns import Columns
from policycheck.terms import Graph, Op, Term, below
from terms.chunks import chunk, plain
from terms.grown import Grown, random_cases
from terms.naive import Case, evaluated

SEEDS = range(8)
SIZES = (0, 1, 7, 8, 9, 64, 203)


@pytest.fixture(scope="module", params=SEEDS)
def grown(request: pytest.FixtureRequest) -> Grown:
    random = Random(f"columns {request.param}")
    made = Grown(random, random_cases(random, max(SIZES)), days=True)
    made.grow(60)
    return made


def meant(roots: list[Term], cases: list[Case]) -> list[dict[Term, Any]]:
    return [evaluated(roots, case) for case in cases]


def of_known(grown: Grown, place: int) -> list[Term]:
    """The terms that mean something in a case: numbers only where they are known."""
    truths = [each.term for each in grown.truths]
    return truths + [each.term for each in grown.wholes if each.known.meaning[place]]


@pytest.mark.parametrize("size", SIZES)
def test_columns_agree_with_the_definition(grown: Grown, size: int) -> None:
    roots = grown.roots
    cases = list(grown.cases)[:size]
    found = Columns(dict.fromkeys(roots, ())).run(chunk(cases, roots))
    assert found.keys() == set(roots)
    columns = {term: plain(term, column, size) for term, column in found.items()}
    for place, case in enumerate(meant(roots, cases)):
        for term in of_known(grown, place):
            assert columns[term][place] == case[term], (term, cases[place])


def test_the_graphs_have_every_kind_of_term() -> None:
    seen: set[Op] = set()
    for seed in SEEDS:
        random = Random(f"columns {seed}")
        made = Grown(random, random_cases(random, max(SIZES)), days=True)
        made.grow(60)
        seen |= {each.op for each in below(made.roots)}
    assert seen == set(Op)


def test_guards_change_nothing_where_they_hold(grown: Grown) -> None:
    random = Random("guards")
    truths = [each.term for each in grown.truths if each.term.op is not Op.CONSTANT]
    guards = random.sample(truths, 3)
    asked = {each: tuple(random.sample(guards, random.randint(0, 3))) for each in truths[-40:]}
    asked |= dict.fromkeys(guards, ())
    cases = list(grown.cases)
    facts = chunk(cases, [*asked, *guards])
    guarded = Columns(asked, guards).run(facts)
    free = Columns(dict.fromkeys((*asked, *guards), ())).run(facts)
    held = {each: plain(each, free[each], len(cases)) for each in guards}
    compared = 0
    for term, under in asked.items():
        one, other = (plain(term, found[term], len(cases)) for found in (guarded, free))
        for place in range(len(cases)):
            if all(held[guard][place] for guard in under):
                assert one[place] == other[place], (term, under, cases[place])
                compared += 1
    assert compared > len(cases)


def test_a_block_is_left_out_where_its_guard_never_holds() -> None:
    graph = Graph()
    guard, other = graph.holds("/guard"), graph.holds("/other")
    asked = graph.any(other, graph.holds("/another"))
    cases = [Case({"/other": True, "/guard": False}), Case({})]
    columns = Columns({asked: (guard,), guard: ()}, [guard])
    facts = chunk(cases, [asked, guard])
    assert plain(asked, columns.run(facts)[asked], 2) == [False, False]
    assert plain(asked, Columns({asked: ()}).run(facts)[asked], 2) == [True, False]


# Past what fits in 32 bits, and at the ends of what does.
@pytest.mark.parametrize("number", [2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 10**15])
def test_large_numbers_are_exact(number: int) -> None:
    graph = Graph()
    value = graph.value("/n", min(number, 0), max(number, 0))
    one_more, twice = graph.add(value, graph.number(1)), graph.times(value, 2)
    difference = graph.add(graph.times(value, 3), graph.times(value, -1))
    less = graph.less(value, one_more)
    asked = [one_more, twice, difference, less]
    cases = [Case({"/n": number})] * 3
    found = Columns(dict.fromkeys(asked, ())).run(chunk(cases, asked))
    assert [plain(each, found[each], 3)[0] for each in asked] == [
        number + 1,
        number * 2,
        number * 2,
        True,
    ]


def test_a_sum_of_small_numbers_may_be_large() -> None:
    graph = Graph()
    terms = [graph.value(f"/{name}", 0, 2**31 - 1) for name in "abc"]
    total = graph.add(graph.add(terms[0], terms[1]), terms[2])
    cases = [Case({f"/{name}": 2**31 - 1 for name in "abc"})]
    found = Columns({total: ()}).run(chunk(cases, [total]))
    assert plain(total, found[total], 1) == [3 * (2**31 - 1)]
