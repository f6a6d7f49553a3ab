"""Graphs that are grown from a seed, each term with what it means in every case.

The meaning is worked out beside the making, so it does not rest on what the graph simplifies. As in
a plan, a number comes with the condition under which it is known, and a comparison is made under
the conditions of both sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from random import Random
from typing import Any

from policycheck.terms import Graph, Term
from policycheck.terms.calendar import CALENDAR
from terms.naive import Case

FIRST = date(2019, 1, 1).toordinal()
LAST = date(2024, 12, 31).toordinal()
TEXTS = ("x", "y")
# The numbers that a case may have, by pointer: bounds, both inclusive.
NUMBERS = {"/n": (0, 3), "/o/m": (-2, 1), "/day": (FIRST, LAST)}
TRUTHS = ("/a", "/o/b")
TEXT = "/o/t"
OBJECT = "/o"

Meaning = tuple[Any, ...]


@dataclass(frozen=True)
class Truth:
    """A term, and where it holds."""

    term: Term
    meaning: Meaning


@dataclass(frozen=True)
class Whole:
    """A number, where it is known, and what it is there."""

    term: Term
    known: Truth
    meaning: Meaning


def every_case() -> list[Case]:
    """Every case in which the day is not known, and the other numbers are within their bounds."""
    n = [None, *range(NUMBERS["/n"][0], NUMBERS["/n"][1] + 1)]
    m = [None, *range(NUMBERS["/o/m"][0], NUMBERS["/o/m"][1] + 1)]
    within = [(None, b, t, m_) for b, t, m_ in product((None, True, False), (None, "x", "z"), m)]
    objects = [{}, *({OBJECT: None, **_there(*each)} for each in within)]
    return [
        Case({**_given("/a", a), **_given("/n", n_), **each}, _fill(Random(0)))
        for a, n_, each in product((None, True, False), n, objects)
    ]


def _given(pointer: str, value: Any) -> dict[str, Any]:
    return {} if value is None else {pointer: value}


def _there(_: None, b: bool | None, t: str | None, m: int | None) -> dict[str, Any]:
    return {**_given("/o/b", b), **_given(TEXT, t), **_given("/o/m", m)}


def _fill(random: Random) -> dict[str, int]:
    return {pointer: random.randint(*bounds) for pointer, bounds in NUMBERS.items()}


def random_cases(random: Random, count: int) -> list[Case]:
    """Cases with some facts known, and any number within its bounds where one is not."""
    return [_random_case(random) for _ in range(count)]


def _random_case(random: Random) -> Case:
    facts: dict[str, Any] = {}
    for pointer, (low, high) in NUMBERS.items():
        if random.random() < 0.7:
            facts[pointer] = random.randint(low, high)
    for pointer in TRUTHS:
        if random.random() < 0.7:
            facts[pointer] = random.random() < 0.5
    if random.random() < 0.7:
        facts[TEXT] = random.choice((*TEXTS, "z"))
    if random.random() < 0.8:
        facts[OBJECT] = None
    else:
        facts = {pointer: value for pointer, value in facts.items() if pointer[:3] != "/o/"}
    return Case(facts, _fill(random))


class Grown:
    """Makes terms over one graph."""

    def __init__(self, random: Random, cases: Sequence[Case], *, days: bool) -> None:
        self.graph = Graph()
        self.cases = cases
        self._random = random
        self.truths: list[Truth] = self._leaves()
        self.wholes: list[Whole] = [self._number(n) for n in (-1, 0, 1, 2)]
        for pointer, bounds in NUMBERS.items():
            if days or pointer != "/day":
                self.wholes.append(self._value(pointer, *bounds))

    def grow(self, steps: int) -> None:
        """Make so many terms more."""
        for _ in range(steps):
            make = self._random.choice(_MAKERS)
            made = make(self)
            if isinstance(made, Truth):
                self.truths.append(made)
            else:
                self.wholes.append(made)

    @property
    def roots(self) -> list[Term]:
        """Every term that was made, conditions under which numbers are known included."""
        truths = (each.term for each in self.truths)
        numbers = (each.term for each in self.wholes)
        return [*truths, *numbers, *(each.known.term for each in self.wholes)]

    # ## What there is to begin with

    def _truth(self, term: Term, holds: Any) -> Truth:
        return Truth(term, tuple(holds(case.facts) for case in self.cases))

    def _leaves(self) -> list[Truth]:
        graph = self.graph
        pointers = (*TRUTHS, *NUMBERS, TEXT, OBJECT)
        found = [self._truth(graph.known(p), lambda facts, p=p: p in facts) for p in pointers]
        for pointer in TRUTHS:
            found.append(
                self._truth(graph.holds(pointer), lambda facts, p=pointer: facts.get(p) is True)
            )
        for text in TEXTS:
            found.append(
                self._truth(graph.says(TEXT, text), lambda facts, t=text: facts.get(TEXT) == t)
            )
        return [*found, self._always(True), self._always(False)]

    def _always(self, value: bool) -> Truth:
        return Truth(self.graph.constant(value), (value,) * len(self.cases))

    def _number(self, value: int) -> Whole:
        return Whole(self.graph.number(value), self._always(True), (value,) * len(self.cases))

    def _value(self, pointer: str, low: int, high: int) -> Whole:
        known = self._truth(self.graph.known(pointer), lambda facts: pointer in facts)
        meaning = tuple(case.number(pointer) for case in self.cases)
        return Whole(self.graph.value(pointer, low, high), known, meaning)

    # ## What is made of it

    def _some(self, least: int = 1, most: int = 4) -> list[Truth]:
        count = self._random.randint(least, most)
        # Mostly of the leaves and of what is new, so that a lot comes together in one term.
        return [self._one() for _ in range(count)]

    def _one(self) -> Truth:
        return self._random.choice(
            self.truths[-12:] if self._random.random() < 0.5 else self.truths
        )

    def _small(self) -> Whole:
        return self._random.choice([each for each in self.wholes if each.term.high < FIRST - 9999])

    def _joined(self, made: Term, parts: Sequence[Truth], join: Any) -> Truth:
        return Truth(
            made, tuple(join(each) for each in zip(*(p.meaning for p in parts), strict=True))
        )

    def negated(self) -> Truth:
        one = self._one()
        return Truth(self.graph.negated(one.term), tuple(not each for each in one.meaning))

    def all(self) -> Truth:
        parts = self._some(2)
        return self._joined(self.graph.all(*(p.term for p in parts)), parts, all)

    def any(self) -> Truth:
        parts = self._some(2)
        return self._joined(self.graph.any(*(p.term for p in parts)), parts, any)

    def named(self) -> Truth:
        one, other = self._one(), self._one()
        both = self._joined(self.graph.all(one.term, other.term), (one, other), all)
        implied = self._random.choice(((), (one.term,), (one.term, other.term)))
        return Truth(self.graph.named(both.term, *implied), both.meaning)

    def at_least(self) -> Truth:
        parts, least = self._some(2, 5), self._random.randint(0, 5)
        made = self.graph.at_least(least, [p.term for p in parts])
        return self._joined(made, parts, lambda held: sum(held) >= least)

    def count(self) -> Whole:
        parts = self._some(1, 4)
        meaning = self._joined(self.graph.true, parts, sum).meaning
        return Whole(self.graph.count([p.term for p in parts]), self._always(True), meaning)

    def compared(self) -> Truth:
        a, b = self._random.choice(self.wholes), self._random.choice(self.wholes)
        less, negated = self._random.random() < 0.5, self._random.random() < 0.4
        made = (self.graph.less if less else self.graph.equal)(a.term, b.term)
        made = self.graph.negated(made) if negated else made
        meaning = []
        for p, q, x, y in zip(a.known.meaning, b.known.meaning, a.meaning, b.meaning, strict=True):
            holds = x < y if less else x == y
            meaning.append(p and q and holds is not negated)
        return Truth(self.graph.all(a.known.term, b.known.term, made), tuple(meaning))

    def asked(self) -> Truth:
        """A fact that is compared without asking first whether it is known."""
        pointer, (low, high) = self._random.choice(list(NUMBERS.items())[:2])
        limit = self._random.randint(low + 1, high)
        value, number = self.graph.value(pointer, low, high), self.graph.number(limit)
        if self._random.random() < 0.5:
            return self._truth(
                self.graph.less(value, number), lambda f: pointer in f and f[pointer] < limit
            )
        return self._truth(
            self.graph.equal(number, value), lambda f: pointer in f and f[pointer] == limit
        )

    def added(self) -> Whole:
        return self._with(self._small(), self._small())

    def _with(self, a: Whole, b: Whole) -> Whole:
        known = self._joined(self.graph.all(a.known.term, b.known.term), (a.known, b.known), all)
        meaning = tuple(x + y for x, y in zip(a.meaning, b.meaning, strict=True))
        return Whole(self.graph.add(a.term, b.term), known, meaning)

    def times(self) -> Whole:
        one, factor = self._small(), self._random.choice((-2, 0, 1, 3))
        meaning = tuple(each * factor for each in one.meaning)
        return Whole(self.graph.times(one.term, factor), one.known, meaning)

    def chosen(self) -> Whole:
        condition = self._one()
        a, b = self._random.choice(self.wholes), self._random.choice(self.wholes)
        if (a.term.high > FIRST - 9999) is not (b.term.high > FIRST - 9999):
            b = a
        graph = self.graph
        term = graph.choose(condition.term, a.term, b.term)
        known = graph.any(
            graph.all(condition.term, a.known.term),
            graph.all(graph.negated(condition.term), b.known.term),
        )
        rows = list(zip(condition.meaning, a.known.meaning, b.known.meaning, strict=True))
        pairs = zip(condition.meaning, a.meaning, b.meaning, strict=True)
        return Whole(
            term,
            Truth(known, tuple(p if c else q for c, p, q in rows)),
            tuple(x if c else y for c, x, y in pairs),
        )

    def called(self) -> Whole:
        days = [each for each in self.wholes if each.term.low >= FIRST]
        if not days:
            return self.added()
        day = self._random.choice(days)
        name, *constants = self._random.choice(_CALLS)
        function = CALENDAR[str(name)]
        ends = [function(end, *constants) for end in (day.term.low, day.term.high)]
        term = self.graph.call(str(name), [day.term], tuple(constants), *ends)
        return Whole(term, day.known, tuple(function(each, *constants) for each in day.meaning))


_CALLS: list[tuple[Any, ...]] = [
    ("year",),
    ("years_before", 1),
    ("months_after", 1),
    ("working_days_after", 3, date(2021, 1, 1).toordinal(), date(2022, 12, 26).toordinal()),
]
_MAKERS: list[Any] = [
    *(Grown.negated, Grown.all, Grown.any, Grown.all, Grown.any, Grown.named, Grown.at_least),
    *(Grown.count, Grown.compared, Grown.compared, Grown.asked),
    *(Grown.added, Grown.times, Grown.chosen, Grown.called),
]
