"""Python for one case says what the definition of each term says, before and after it was kept."""

import json
from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

import pytest

from policycheck.compiled.kept import kept, lifted_from
from policycheck.compiled.scalar.runtime import Answer, Undecided, function_of
from policycheck.compiled.scalar.source import code_of, source_of
from policycheck.compiled.scalar.terms import TermWriter, Written
from policycheck.lifting import Lifted, Unliftable
from policycheck.lifting.values import (
    UNDEFINED,
    Array,
    Atom,
    Bool,
    Code,
    Const,
    Data,
    Day,
    Facts,
    Number,
    Object,
    Place,
    Set,
    Text,
    Value,
)
from policycheck.plan import Position
from policycheck.terms import Graph, Op, Term, below
from terms.grown import Grown, random_cases
from terms.naive import Case

SEEDS = range(8)
SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "n": {"type": "integer", "minimum": 0, "maximum": 3},
        "a": {"type": "boolean"},
        "day": {"type": "string", "x-type": "date"},
        "o": {
            "type": "object",
            "properties": {
                "b": {"type": "boolean"},
                "m": {"type": "integer", "minimum": -2, "maximum": 1},
                "t": {"type": "string"},
            },
        },
        "code": {"type": "string", "enum": ["none", "some", "all"]},
        "other": {"type": "string", "enum": ["none", "some", "all"]},
        "amount": {"type": "number", "x-type": "amount", "format": "amount"},
        "list": {"type": "array", "maxItems": 9, "items": {"type": "integer"}},
        "records": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"inner": {"type": "array", "items": {"type": "boolean"}}},
            },
        },
    },
}


def function(lifted: Lifted) -> Answer:
    return function_of(code_of(source_of(lifted, SCHEMA), "test"))


def of(atom: Atom, where: Term) -> Value:
    return Value(((where, atom),), where)


def lifted_of(graph: Graph, answer: Value, guards: tuple[Term, ...] = ()) -> Lifted:
    return Lifted(answer, graph.false, guards, {})


def again(lifted: Lifted) -> Lifted:
    """The same, kept as JSON and read back."""
    return lifted_from(json.loads(json.dumps(kept(lifted))))


def document(case: Case) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for pointer, value in sorted(case.facts.items()):
        _, *above, key = pointer.split("/")
        place = found
        for each in above:
            place = place.setdefault(each, {})
        if pointer == "/o":
            found.setdefault("o", {})
        else:
            place[key] = date.fromordinal(value).isoformat() if pointer == "/day" else value
    return found


def grown(seed: object) -> Grown:
    random = Random(f"scalar {seed}")
    made = Grown(random, random_cases(random, 150), days=True)
    made.grow(60)
    return made


def everything(made: Grown) -> Value:
    """An object of every term that was made: numbers where they are known."""
    graph = made.graph
    truths = {f"t{n}": of(Bool(each.term), graph.true) for n, each in enumerate(made.truths)}
    numbers = {
        f"n{n}": of(Number(each.term), each.known.term) for n, each in enumerate(made.wholes)
    }
    return of(Object({**truths, **numbers}), graph.true)


def meant(made: Grown, place: int) -> dict[str, Any]:
    truths = {f"t{n}": bool(each.meaning[place]) for n, each in enumerate(made.truths)}
    numbers = {
        f"n{n}": each.meaning[place]
        for n, each in enumerate(made.wholes)
        if each.known.meaning[place]
    }
    return dict(sorted({**truths, **numbers}.items()))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_term_is_what_it_means(seed: int) -> None:
    made = grown(seed)
    lifted = lifted_of(made.graph, everything(made))
    straight, kept_first = function(lifted), function(again(lifted))
    for place, case in enumerate(made.cases):
        # As text: true is not 1, and the keys are in order.
        expected = json.dumps(meant(made, place))
        assert json.dumps(straight(document(case))) == expected, case
        assert json.dumps(kept_first(document(case))) == expected, case


def test_the_graphs_have_every_kind_of_term() -> None:
    seen: set[Op] = set()
    for seed in SEEDS:
        seen |= {each.op for each in below(grown(seed).roots)}
    assert seen == set(Op)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_asked_under_guards_is_right_where_they_hold(seed: int) -> None:
    made = grown(f"guards {seed}")
    graph, random = made.graph, Random(seed)
    candidates = [each for each in made.truths if each.term.op is Op.NAMED]
    chosen = random.sample(candidates, min(3, len(candidates)))
    if not chosen:
        return
    truths = random.sample(made.truths, 12)
    items = []
    for count in range(1, len(chosen) + 1):
        under = graph.all(*(each.term for each in chosen[:count]))
        members = {f"t{n}": of(Bool(each.term), graph.true) for n, each in enumerate(truths)}
        items.append((under, of(Object(members), graph.true)))
    lifted = lifted_of(
        graph, of(Array(tuple(items)), graph.true), tuple(each.term for each in chosen)
    )
    for answer in (function(lifted), function(again(lifted))):
        for place, case in enumerate(made.cases):
            one = {f"t{n}": bool(each.meaning[place]) for n, each in enumerate(truths)}
            expected = dict(sorted(one.items()))
            holding = range(1, len(chosen) + 1)
            there = [n for n in holding if all(each.meaning[place] for each in chosen[:n])]
            assert answer(document(case)) == [expected for _ in there], case


def planted(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """One mistake in what writes the Python."""
    import policycheck.compiled.scalar.terms as module

    def turned(op: Op, old: str, new: str) -> None:
        write = module._WRITERS[op]

        def other(writer: TermWriter, term: Term, operands: Any) -> Written:
            found = write(writer, term, operands)
            return Written(found.text.replace(old, new), "", found.cost, 1, found.locals)

        monkeypatch.setattr(module, "_WRITERS", {**module._WRITERS, op: other})

    match name:
        case "less or equal":
            turned(Op.LESS, " < ", " <= ")
        case "any for all":
            turned(Op.ALL, " and ", " or ")
        case "all for any":
            turned(Op.ANY, " or ", " and ")
        case "one more":
            turned(Op.AT_LEAST, " >= ", " > ")
        case "the other choice":
            turned(Op.CHOOSE, " if ", " if not ")
        case "known or not":
            monkeypatch.setattr(module, "_facts_in", lambda _: set())
        case "not known":
            turned(Op.KNOWN, " is not ", " is ")
        case "false is true":
            turned(Op.HOLDS, " is True", " is not None")
        case "another text":
            turned(Op.SAYS, " == ", " != ")


MISTAKES = (
    "less or equal",
    "any for all",
    "all for any",
    "one more",
    "the other choice",
    "known or not",
    "not known",
    "false is true",
    "another text",
)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_planted_mistake_is_caught(mistake: str, monkeypatch: pytest.MonkeyPatch) -> None:
    planted(monkeypatch, mistake)
    for seed in SEEDS:
        made = grown(seed)
        answer = function(lifted_of(made.graph, everything(made)))
        for place, case in enumerate(made.cases):
            if answer(document(case)) != meant(made, place):
                return
    pytest.fail(f"nobody noticed: {mistake}")


# ## Values


G = Graph()
KNOWN, TRUE = G.known("/n"), G.true
AMOUNT = G.value("/amount", 0, 10**14)
DAY = G.value("/day", 600000, 800000)
CODE = G.value("/code", 0, 2)
VALUES: dict[str, tuple[Value, dict[str, Any], Any]] = {
    "a constant": (of(Const("é'\""), TRUE), {}, "é'\""),
    "null": (of(Const(None), TRUE), {}, None),
    "data": (of(Data({"b": [1, 2.5], "a": None}), TRUE), {}, {"a": None, "b": [1, 2.5]}),
    "a fact": (of(Number(G.value("/n", 0, 3)), KNOWN), {"n": 2}, 2),
    "an amount as it stands": (of(Number(AMOUNT, 2), G.known("/amount")), {"amount": 0.1}, 0.1),
    "an amount worked out": (of(Number(G.times(AMOUNT, 3), 2), TRUE), {"amount": 0.1}, 0.3),
    "a whole amount": (of(Number(G.times(AMOUNT, 2), 2), TRUE), {"amount": 0.5}, 1),
    "a day": (of(Day(DAY), TRUE), {"day": "2024-02-29"}, "2024-02-29"),
    "a day later": (of(Day(G.add(DAY, G.number(1))), TRUE), {"day": "2024-02-29"}, "2024-03-01"),
    "a code": (of(Code(CODE, ("none", "some", "all")), TRUE), {"code": "some"}, "some"),
    "a code chosen": (
        of(Code(G.choose(KNOWN, CODE, G.number(0)), ("none", "some", "all")), TRUE),
        {"code": "all", "n": 1},
        "all",
    ),
    "a text": (of(Text("/o/t"), TRUE), {"o": {"t": "x"}}, "x"),
    "an object of the case": (
        of(Facts("/o", {}), TRUE),
        {"o": {"t": "x", "b": True}},
        {"b": True, "t": "x"},
    ),
    "an array": (
        of(Array(((KNOWN, of(Const(1), TRUE)), (TRUE, of(Const(2), TRUE)))), TRUE),
        {},
        [2],
    ),
    "a set": (
        of(Set({"b": TRUE, ("number", 1): KNOWN, ("constant", True): TRUE}), TRUE),
        {"n": 0},
        [True, 1, "b"],
    ),
    "an object": (
        of(Object({"b": of(Const(1), TRUE), "a": of(Const(2), KNOWN), "c": UNDEFINED}), TRUE),
        {"n": 0},
        {"a": 2, "b": 1},
    ),
    "one of several": (
        Value(((KNOWN, Const("known")), (G.negated(KNOWN), Const("not"))), TRUE),
        {},
        "not",
    ),
}


@pytest.mark.parametrize("name", VALUES)
def test_values_are_as_the_engine_gives_them(name: str) -> None:
    value, case, expected = VALUES[name]
    lifted = lifted_of(G, value)
    for answer in (function(lifted), function(again(lifted))):
        found = answer(case)
        assert json.dumps(found) == json.dumps(expected)
        # Nothing of an answer is shared with the next one, nor with the case.
        if isinstance(found, dict | list):
            found.clear()
            assert answer(case) == expected


def test_what_comes_back_is_kept_the_same_way() -> None:
    for value, _, _ in VALUES.values():
        first = kept(again(lifted_of(G, value)))
        assert kept(lifted_from(first)) == first


def test_the_place_of_an_item_is_no_answer() -> None:
    with pytest.raises(Unliftable, match="place of an item"):
        source_of(lifted_of(G, of(Place(), TRUE)), SCHEMA)


def test_why_something_is_refused_is_kept() -> None:
    from policycheck.compiled.kept import refused

    for place in (None, Position("a.rego", 3, 1)):
        error = Unliftable("no", "a.p", place)
        with pytest.raises(Unliftable) as found:
            lifted_from(json.loads(json.dumps(refused(error))))
        assert str(found.value) == str(error)


@pytest.mark.parametrize("content", [{}, {"terms": [[1]]}, {"terms": [], "answer": [0, []]}])
def test_what_is_no_lifted_decision_is_an_error(content: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"no lifted decision|not enough values"):
        lifted_from(content)


def reason(answer: Answer, case: dict[str, Any]) -> str:
    with pytest.raises(Undecided) as found:
        answer(case)
    return found.value.reason


def test_a_conflict_and_an_undefined_rule_have_no_answer() -> None:
    both = G.all(KNOWN, G.holds("/a"))
    answer = function(Lifted(of(Const(1), KNOWN), both, (), {}))
    assert answer({"n": 1}) == 1
    assert reason(answer, {}) == "undefined"
    assert reason(answer, {"n": 1, "a": True}) == "conflict"
    assert reason(function(lifted_of(G, UNDEFINED)), {}) == "undefined"


def test_a_list_with_more_items_than_slots_is_out_of_bounds() -> None:
    lifted = Lifted(of(Const(1), TRUE), G.false, (), {"/list": 2, "/records": 3})
    answer = function(lifted)
    assert answer({"list": [1, 2], "records": []}) == 1
    assert answer({}) == 1
    assert reason(answer, {"list": [1, 2, 3]}) == "out_of_bounds"
    nested = Lifted(of(Const(1), TRUE), G.false, (), {"/records": 1, "/records/0/inner": 1})
    assert function(nested)({"records": [{"inner": [True]}]}) == 1
    assert reason(function(nested), {"records": [{"inner": [True, True]}]}) == "out_of_bounds"


def test_items_of_a_list_are_known_as_far_as_there_are_any() -> None:
    second = of(Number(G.value("/list/1", 0, 99)), G.known("/list/1"))
    answer = function(lifted_of(G, of(Object({"second": second}), TRUE)))
    assert answer({"list": [4, 5]}) == {"second": 5}
    assert answer({"list": [4]}) == answer({"list": []}) == answer({}) == {}
    # More than the schema allows.
    assert reason(answer, {"list": [0] * 10}) == "out_of_bounds"


def test_facts_are_compared_as_the_terms_are() -> None:
    """Amounts, days and codes are compared as they stand in the case where that says the same."""
    limit = G.number(29)
    terms = {
        "less": G.less(AMOUNT, limit),
        "more": G.less(limit, AMOUNT),
        "same": G.equal(AMOUNT, limit),
        "before": G.less(DAY, G.number(date(2024, 3, 1).toordinal())),
        "some": G.equal(CODE, G.number(1)),
        "not none": G.less(G.number(0), CODE),
        "alike": G.equal(CODE, G.value("/other", 0, 2)),
    }
    answer = function(
        lifted_of(G, of(Object({k: of(Bool(t), TRUE) for k, t in terms.items()}), TRUE))
    )

    def holding(**case: Any) -> set[str]:
        return {name for name, holds in answer(case).items() if holds}

    assert holding() == set()
    assert holding(amount=0.28) == {"less"}
    assert holding(amount=0.29) == {"same"}
    assert holding(amount=0.3) == {"more"}
    assert holding(day="2024-02-29") == {"before"}
    assert holding(day="2024-03-01") == set()
    assert holding(code="none", other="some") == set()
    assert holding(code="some", other="some") == {"some", "not none", "alike"}


def test_deep_terms_are_taken_apart() -> None:
    """Python allows some two hundred brackets within each other."""
    graph = Graph()
    term, expected = graph.holds("/a"), False
    for index in range(400):
        fact = graph.equal(graph.value("/n", 0, 3), graph.number(index % 4))
        term = graph.all(term, fact) if index % 2 else graph.any(term, fact)
        expected = (expected and index % 4 == 2) if index % 2 else (expected or index % 4 == 2)
    answer = function(lifted_of(graph, of(Bool(term), graph.true)))
    assert answer({"n": 2}) is expected
