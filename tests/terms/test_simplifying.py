"""What is made simpler says the same; what a term is said to need, it needs."""

from random import Random
from typing import Any

import pytest

from policycheck.terms import Graph, Op, TooLarge, below, facts_of
from terms.grown import Grown, every_case, random_cases
from terms.naive import Case, evaluate, evaluated

EVERY = every_case()
SEEDS = range(12)
STEPS = 60


@pytest.fixture(scope="module", params=SEEDS)
def grown(request: pytest.FixtureRequest) -> Grown:
    random = Random(f"terms {request.param}")
    few = request.param % 2 == 0
    made = Grown(random, EVERY if few else random_cases(random, 300), days=not few)
    made.grow(STEPS)
    return made


def test_a_term_means_what_it_was_made_to_mean(grown: Grown) -> None:
    for place, case in enumerate(grown.cases):
        found = evaluated(grown.roots, case)
        for truth in grown.truths:
            assert found[truth.term] is truth.meaning[place], (truth.term, case)
        for whole in grown.wholes:
            assert found[whole.known.term] is whole.known.meaning[place], (whole, case)
            if whole.known.meaning[place]:
                assert found[whole.term] == whole.meaning[place], (whole.term, case)


def test_what_a_term_needs_holds_wherever_it_does(grown: Grown) -> None:
    terms = below(grown.roots)
    by_label = {each.label: each for each in terms if each.label}
    checked = 0
    for case in grown.cases:
        found = evaluated(grown.roots, case)
        for term in terms:
            if term.is_number or not found[term]:
                continue
            for need in term.needs:
                name = need.removeprefix("!")
                if name.startswith("/"):
                    holds = name in case.facts
                elif name in by_label:
                    holds = found[by_label[name]]
                else:
                    continue
                assert holds is not need.startswith("!"), (term, need, case)
                checked += 1
    assert checked > len(grown.cases)


def test_a_number_stays_within_its_bounds(grown: Grown) -> None:
    numbers = [each for each in below(grown.roots) if each.is_number]
    for case in grown.cases:
        found = evaluated(numbers, case)
        for term in numbers:
            assert term.low <= found[term] <= term.high, (term, case)


def test_the_graphs_have_every_kind_of_term() -> None:
    seen: set[Op] = set()
    for seed in SEEDS:
        made = Grown(Random(f"terms {seed}"), EVERY[:3], days=True)
        made.grow(STEPS)
        seen |= {each.op for each in below(made.roots)}
    assert seen == set(Op)


def test_simplifying_makes_graphs_smaller() -> None:
    """Else everything above would hold of a graph that simplifies nothing."""
    made = Grown(Random("smaller"), EVERY[:3], days=False)
    made.grow(400)
    constant = [each for each in made.truths if each.term.op is Op.CONSTANT]
    assert len(constant) > 20


class Laws:
    """A graph with a few facts."""

    def __init__(self) -> None:
        self.graph = Graph()
        self.a, self.b, self.c = (self.graph.holds(f"/{name}") for name in "abc")
        self.known = self.graph.known("/a")
        self.n = self.graph.value("/n", 0, 9)
        self.m = self.graph.value("/m", 5, 14)
        self.two, self.seven = self.graph.number(2), self.graph.number(7)


def same(left: Any, right: Any) -> Any:
    return lambda laws: (left(laws), right(laws))


LAWS = {
    "a thing and its opposite": same(
        lambda x: x.graph.all(x.a, x.graph.negated(x.a)), lambda x: x.graph.false
    ),
    "a thing or its opposite": same(
        lambda x: x.graph.any(x.a, x.graph.negated(x.a)), lambda x: x.graph.true
    ),
    "twice not": same(lambda x: x.graph.negated(x.graph.negated(x.a)), lambda x: x.a),
    "absorbed": same(lambda x: x.graph.any(x.a, x.graph.all(x.a, x.b)), lambda x: x.a),
    "absorbed in all": same(lambda x: x.graph.all(x.a, x.graph.any(x.a, x.b)), lambda x: x.a),
    "or else": same(
        lambda x: x.graph.any(x.a, x.graph.all(x.graph.negated(x.a), x.b)),
        lambda x: x.graph.any(x.a, x.b),
    ),
    "de Morgan": same(
        lambda x: x.graph.negated(x.graph.all(x.a, x.b)),
        lambda x: x.graph.any(x.graph.negated(x.a), x.graph.negated(x.b)),
    ),
    "in any order": same(
        lambda x: x.graph.all(x.a, x.graph.all(x.b, x.c)),
        lambda x: x.graph.all(x.graph.all(x.c, x.a), x.b, x.a),
    ),
    "a case either way": same(
        lambda x: x.graph.any(x.graph.all(x.a, x.b), x.graph.all(x.a, x.graph.negated(x.b))),
        lambda x: x.a,
    ),
    "what is true is known": same(lambda x: x.graph.all(x.known, x.a), lambda x: x.a),
    "what is not known is not true": same(
        lambda x: x.graph.all(x.graph.negated(x.known), x.a), lambda x: x.graph.false
    ),
    "known or true": same(lambda x: x.graph.any(x.known, x.a), lambda x: x.known),
    "known with what it stands in": same(
        lambda x: x.graph.all(x.graph.known("/o"), x.graph.holds("/o/a")),
        lambda x: x.graph.holds("/o/a"),
    ),
    "one value": same(
        lambda x: x.graph.all(x.graph.equal(x.n, x.two), x.graph.equal(x.n, x.seven)),
        lambda x: x.graph.false,
    ),
    "no other value": same(
        lambda x: x.graph.all(
            x.graph.equal(x.n, x.two), x.graph.negated(x.graph.equal(x.seven, x.n))
        ),
        lambda x: x.graph.equal(x.two, x.n),
    ),
    "out of bounds": same(lambda x: x.graph.equal(x.m, x.two), lambda x: x.graph.false),
    "below its bounds": same(lambda x: x.graph.less(x.m, x.two), lambda x: x.graph.false),
    "a named thing": same(
        lambda x: x.graph.all(x.graph.named(x.graph.all(x.a, x.b)), x.a),
        lambda x: x.graph.all(x.a, x.graph.named(x.graph.all(x.b, x.a))),
    ),
    "what a name implies": same(
        lambda x: x.graph.all(x.graph.named(x.graph.all(x.a, x.b)), x.graph.negated(x.known)),
        lambda x: x.graph.false,
    ),
    "what a name denies": same(
        lambda x: x.graph.all(
            x.graph.named(x.graph.all(x.graph.negated(x.known), x.b)), x.graph.holds("/a/b")
        ),
        lambda x: x.graph.false,
    ),
    "a leaf needs no name": same(lambda x: x.graph.named(x.a), lambda x: x.a),
    "as many as there are": same(
        lambda x: x.graph.at_least(2, [x.a, x.b, x.graph.false]),
        lambda x: x.graph.all(x.a, x.b),
    ),
    "counted": same(
        lambda x: x.graph.less(x.graph.number(0), x.graph.count([x.a, x.b])),
        lambda x: x.graph.any(x.a, x.b),
    ),
    "exactly so many": same(
        lambda x: x.graph.equal(x.graph.count([x.a, x.b]), x.two),
        lambda x: x.graph.all(x.a, x.b),
    ),
    "the same either way": same(lambda x: x.graph.choose(x.a, x.n, x.n), lambda x: x.n),
    "chosen the other way": same(
        lambda x: x.graph.choose(x.graph.negated(x.a), x.n, x.m),
        lambda x: x.graph.choose(x.a, x.m, x.n),
    ),
}


@pytest.mark.parametrize("name", LAWS)
def test_two_ways_of_saying_one_thing_are_one_term(name: str) -> None:
    left, right = LAWS[name](Laws())
    assert left is right


def test_a_comparison_holds_only_where_both_sides_are_known() -> None:
    laws = Laws()
    graph = laws.graph
    for compared in (graph.less(laws.n, laws.m), graph.equal(laws.n, laws.m)):
        assert compared.needs == {"/n", "/m"}
        for known in ({}, {"/n": 6}, {"/m": 6}):
            assert evaluate(compared, Case(known, {"/n": 6, "/m": 6})) is False
            assert evaluate(graph.negated(compared), Case(known)) is True
    assert evaluate(graph.equal(laws.n, laws.m), Case({"/n": 6, "/m": 6})) is True
    assert evaluate(graph.less(laws.n, laws.m), Case({"/n": 6, "/m": 7})) is True


def test_what_stands_in_an_object_needs_the_object() -> None:
    graph = Graph()
    assert graph.known("/a/b/c").needs == {"/a", "/a/b"}
    assert graph.holds("/a/b").needs == {"/a", "/a/b"}
    assert graph.says("/a/t", "x").needs == {"/a", "/a/t"}
    assert graph.value("/n", 0, 1).needs == {"/n"}


def test_a_name_implies_what_it_is_told() -> None:
    graph = Graph()
    a, b, c = (graph.holds(f"/{name}") for name in "abc")
    either = graph.named(graph.any(a, b), c)
    assert either.needs == {"/c"}
    assert graph.named(graph.all(either, graph.holds("/d"))).needs == {either.label, "/c", "/d"}
    # Needed in either case, so needed.
    assert (
        graph.named(
            graph.any(graph.all(a, c, b), graph.less(graph.value("/a", 0, 9), graph.number(5)))
        ).needs
        == set()
    )


def test_a_number_that_does_not_fit_is_refused() -> None:
    graph = Graph()
    value = graph.value("/n", 0, 10**12)
    with pytest.raises(TooLarge, match=r"a number may come to 10{18,}"):
        graph.times(value, 10**7)


def test_the_facts_of_a_term_are_those_it_rests_on() -> None:
    laws = Laws()
    graph = laws.graph
    term = graph.all(laws.a, graph.less(laws.n, laws.two), graph.says("/t", "x"))
    assert facts_of([term]) == ("/a", "/n", "/t")
