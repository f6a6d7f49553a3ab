"""A slip in the interpreter or in a back end is noticed: the agreement above would fail.

Each mutant is one planted change; a few small rules are lifted with it, and at least one of them
then says something else than regopy, or cannot be worked out any more.
"""

import dataclasses
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

import numpy as np
import pytest

from lifting.agreeing import Json, Made, by_columns, by_engine, by_scalar, by_terms, made
from lifting.constructs import CONSTRUCTS
from lifting.schema import case_of
from policycheck.compiled import calendar, columns
from policycheck.compiled.scalar import terms as scalar
from policycheck.lifting import interpreter, statements
from policycheck.lifting.arithmetic import Arithmetic
from policycheck.lifting.collections import Collections
from policycheck.lifting.comparing import Comparer
from policycheck.lifting.facts import CaseFacts
from policycheck.lifting.frames import Locals
from policycheck.lifting.making import Maker
from policycheck.lifting.statements import Statements
from policycheck.terms import Graph, Op, Term

Patch = pytest.MonkeyPatch
NAMES = (
    "a comparison as a value",
    "amounts compared",
    "conditions",
    "count of what is left",
    "days compared",
    "default",
    "else",
    "every",
    "a conflict",
    "a code",
    "months after",
    "years before",
    "fte and amounts",
    "not",
    "records with members missing",
    "some",
    "sum",
    "a function with several clauses",
    "a function that returns early",
    "count compared",
    "a local of a truth value",
)
CASES = 40


@pytest.fixture(scope="module")
def rules() -> dict[str, Made]:
    return made({name: CONSTRUCTS[name] for name in NAMES})


@pytest.fixture(scope="module")
def asked() -> list[Json]:
    random = Random("mutants")
    return [case_of(random) for _ in range(CASES)]


@pytest.fixture(scope="module")
def expected(rules: dict[str, Made], asked: list[Json]) -> dict[str, list[Any]]:
    return {name: [by_engine(rule, each) for each in asked] for name, rule in rules.items()}


def unnoticed(
    rules: Mapping[str, Made],
    asked: list[Json],
    expected: Mapping[str, list[Any]],
    back_end: Callable[..., list[Any]] = by_terms,
) -> bool:
    """Whether every rule still says what the engine says."""
    for name, rule in rules.items():
        try:
            if back_end(rule.lifted(), asked) != expected[name]:
                return False
        except Exception:  # noqa: BLE001 - whatever breaks is noticed
            return False
    return True


def replaced(owner: Any, name: str, make: Callable[[Any], Any]) -> Callable[[Patch], None]:
    """Put something else in the place of a member, made of what was there."""

    def patch(monkeypatch: Patch) -> None:
        monkeypatch.setattr(owner, name, make(getattr(owner, name)))

    return patch


LIFTING: dict[str, Callable[[Patch], None]] = {
    "a local is set whether or not the statement was reached": replaced(
        Locals,
        "put",
        lambda put: lambda self, f, local, value, _: put(self, f, local, value, self.graph.true),
    ),
    "a value is read whether or not the statement was reached": replaced(
        Locals, "read", lambda read: lambda self, each, f, _: read(self, each, f, self.graph.true)
    ),
    "what a local held before is lost": replaced(
        interpreter, "scoped_locals", lambda _: lambda function: frozenset(range(10_000))
    ),
    "a conflict is not noted": replaced(
        Locals, "conflict", lambda _: lambda self, frame, condition: None
    ),
    "a value that is already there stays": replaced(
        Statements,
        "_assign_var_once",
        lambda _: lambda self, s, f, reached: self._assign_var(s, f, reached),
    ),
    "not is left out": replaced(
        Statements,
        "_not",
        lambda _: lambda self, s, f, reached: self.block(s.block, f, reached),
    ),
    "not equal is equal": replaced(
        Statements, "_not_equal", lambda _: lambda self, s, f, reached: self._equal(s, f, reached)
    ),
    "undefined is defined": replaced(
        Statements,
        "_is_undefined",
        lambda _: lambda self, s, f, reached: self._is_defined(s, f, reached),
    ),
    "an item is always there": replaced(
        Maker,
        "items",
        lambda items: lambda self, atom: [(self.graph.true, k, v) for _, k, v in items(self, atom)],
    ),
    "a fact is always known": replaced(
        CaseFacts,
        "_at",
        lambda _: lambda self, pointer, schema: self._maker.sure(self._atom(pointer, schema)),
    ),
    "< is <=": replaced(
        Comparer,
        "before",
        lambda before: lambda self, a, b: self._graph.negated(before(self, b, a)),
    ),
    "< is >": replaced(Comparer, "before", lambda before: lambda self, a, b: before(self, b, a)),
    "cents are euros": replaced(Comparer, "aligned", lambda _: lambda self, a, b: (a.term, b.term)),
    "a sum counts what is not there": replaced(
        Arithmetic,
        "sum",
        lambda _: (
            lambda self, atom: self._maker.sure(self._number(atom.items[0][1].alternatives[0][1]))
        ),
    ),
    "what is not there is counted": replaced(
        Collections,
        "count",
        lambda _: (
            lambda self, atom: self._maker.constant(
                len(getattr(atom, "items", ()) or getattr(atom, "members", ()))
            )
        ),
    ),
    "any for all": replaced(Graph, "all", lambda _: lambda self, *terms: self.any(*terms)),
    "all for any": replaced(Graph, "any", lambda _: lambda self, *terms: self.all(*terms)),
    "the first merged value counts": replaced(
        Maker, "merged", lambda _: lambda self, *values: next(filter(None, values), values[0])
    ),
    "a set is a scan of nothing": replaced(statements, "_COLLECTIONS", lambda _: (dict,)),
}


def test_nothing_is_noticed_without_a_slip(
    rules: dict[str, Made], asked: list[Json], expected: dict[str, list[Any]]
) -> None:
    for back_end in (by_terms, by_columns, by_scalar):
        assert unnoticed(rules, asked, expected, back_end)


@pytest.mark.parametrize("slip", LIFTING)
def test_a_slip_in_lifting_is_noticed(
    slip: str,
    rules: dict[str, Made],
    asked: list[Json],
    expected: dict[str, list[Any]],
    monkeypatch: Patch,
) -> None:
    LIFTING[slip](monkeypatch)
    assert not unnoticed(rules, asked, expected)


def _step(op: Op, change: Callable[..., Any]) -> Callable[[Patch], None]:
    def patch(monkeypatch: Patch) -> None:
        before = columns._STEPS[op]
        monkeypatch.setitem(columns._STEPS, op, lambda step, work: change(before, step, work))

    return patch


def _unmasked(compare: Callable[..., Any]) -> Callable[..., Any]:
    def work_out(_: Any, step: Any, work: Any) -> Any:
        a, b = (work.found[each] for each in step.operands)
        return columns.packed(np.broadcast_to(compare(a, b), work.facts.count))

    return work_out


def _written(op: Op, change: Callable[..., Any]) -> Callable[[Patch], None]:
    def patch(monkeypatch: Patch) -> None:
        before = scalar._WRITERS[op]
        monkeypatch.setitem(
            scalar._WRITERS, op, lambda self, term, x: change(before, self, term, x)
        )

    return patch


COLUMNS: dict[str, Callable[[Patch], None]] = {
    "< is <=": _step(Op.LESS, lambda _, step, work: columns._comparison(np.less_equal)(step, work)),
    "= is >=": _step(
        Op.EQUAL, lambda _, step, work: columns._comparison(np.greater_equal)(step, work)
    ),
    "what is not known is compared": _step(Op.LESS, _unmasked(np.less)),
    "what is not known is the same": _step(Op.EQUAL, _unmasked(np.equal)),
    "what is not known is known": replaced(columns, "compared_facts", lambda _: lambda needs: ()),
    "or for and": _step(Op.ALL, lambda _, step, work: columns._junction(np.bitwise_or)(step, work)),
    "and for or": _step(
        Op.ANY, lambda _, step, work: columns._junction(np.bitwise_and)(step, work)
    ),
    "not is left out": _step(Op.NOT, lambda _, step, work: work.found[step.operands[0]]),
    "known is always": _step(Op.KNOWN, lambda _, step, work: ~work.none),
    "one fewer is enough": _step(Op.AT_LEAST, lambda _, step, work: work.found[step.operands[0]]),
    "the other is chosen": _step(
        Op.CHOOSE,
        lambda _, step, work: np.where(
            columns.unpacked(work.found[step.operands[0]], work.facts.count).view(np.bool_),
            work.found[step.operands[2]],
            work.found[step.operands[1]],
        ),
    ),
    "a count has one more": _step(Op.COUNT, lambda before, step, work: before(step, work) + 1),
    "the bits come from the other end": replaced(
        columns,
        "unpacked",
        lambda _: lambda bits, count: np.unpackbits(bits, count=count, bitorder="big"),
    ),
}


@pytest.mark.parametrize("slip", COLUMNS)
def test_a_slip_in_columns_is_noticed(
    slip: str,
    rules: dict[str, Made],
    asked: list[Json],
    expected: dict[str, list[Any]],
    monkeypatch: Patch,
) -> None:
    COLUMNS[slip](monkeypatch)
    assert not unnoticed(rules, asked, expected, by_columns)


def test_a_year_of_365_days_is_noticed(
    rules: dict[str, Made],
    asked: list[Json],
    expected: dict[str, list[Any]],
    monkeypatch: Patch,
) -> None:
    vectors = {**calendar.VECTORS, "years_before": lambda days, years: days - 365 * years}
    monkeypatch.setattr(columns, "VECTORS", vectors)
    assert not unnoticed(rules, asked, expected, by_columns)


WRITTEN: dict[str, Callable[[Patch], None]] = {
    "all is any": _written(Op.ALL, lambda before, self, term, x: before(self, _of(Op.ANY), x)),
    "any is all": _written(Op.ANY, lambda before, self, term, x: before(self, _of(Op.ALL), x)),
    "not is left out": _written(Op.NOT, lambda _, self, term, x: x[0]),
    "what is known is true": _written(Op.HOLDS, lambda _, self, term, x: self._known(term, x)),
    "what is true is known": _written(Op.KNOWN, lambda _, self, term, x: self._holds(term, x)),
    "< is >": _written(
        Op.LESS,
        lambda before, self, term, x: before(
            self, dataclasses.replace(term, operands=term.operands[::-1]), x[::-1]
        ),
    ),
    "the other is chosen": _written(
        Op.CHOOSE, lambda before, self, term, x: before(self, term, (x[0], x[2], x[1]))
    ),
}


def _of(op: Op) -> Term:
    """Any term of a kind."""
    graph = Graph()
    both = (graph.holds("/yes"), graph.holds("/no"))
    return graph.all(*both) if op is Op.ALL else graph.any(*both)


@pytest.mark.parametrize("slip", WRITTEN)
def test_a_slip_in_python_for_one_case_is_noticed(
    slip: str,
    rules: dict[str, Made],
    asked: list[Json],
    expected: dict[str, list[Any]],
    monkeypatch: Patch,
) -> None:
    WRITTEN[slip](monkeypatch)
    assert not unnoticed(rules, asked, expected, by_scalar)
