"""The formulas of the solver say of a case what the columns say of it."""

import calendar
from collections.abc import Iterator, Mapping
from datetime import date
from random import Random
from typing import Any

import pytest
import z3

import policycheck
from agreement.in_columns import BEYOND, CONFLICT, AnswersInColumns
from generators.cases import Cases
from generators.portfolio import as_columns
from generators.subjects import NAMES, SUBJECTS
from policycheck import Policies
from policycheck.batch.questions import Questions
from policycheck.compiled.columns import Columns
from policycheck.compiled.lifter import Lifter
from policycheck.facts import Case as FactCase
from policycheck.facts import case_from_mapping
from policycheck.lifting.facts import FIRST_DAY, LAST_DAY
from policycheck.proving.formulas import Formulas, Variables
from policycheck.proving.room import View
from policycheck.proving.subject import subject_of
from policycheck.terms import Graph, Op, Term, below
from policycheck.terms.calendar import CALENDAR
from terms.chunks import chunk, plain
from terms.grown import TEXT, TRUTHS, Grown, random_cases
from terms.naive import Case

from .assigned import evaluated, model_of, pairs_of

SEEDS = range(8)
SIZE = 40
CASES = 12
TODAY = date(2024, 6, 10)


@pytest.fixture(scope="module")
def policies() -> Policies:
    return policycheck.load()


# ## Terms


def graph_of(seed: int) -> Grown:
    random = Random(f"formulas {seed}")
    made = Grown(random, random_cases(random, SIZE), days=True)
    made.grow(60)
    return made


def model(case: Case, variables: Variables) -> z3.ModelRef:
    """What a case of the grown graphs says; numbers that are not known have a value as well."""
    pairs: list[tuple[Any, Any]] = []
    for pointer in variables.pointers:
        pairs.append((variables.known(pointer), z3.BoolVal(pointer in case.facts)))
        value = case.facts.get(pointer)
        if pointer in TRUTHS:
            pairs.append((variables.holds(pointer), z3.BoolVal(value is True)))
        elif pointer == TEXT:
            texts = variables.texts.get(pointer, [])
            number = texts.index(value) + 1 if value in texts else 0
            pairs.append((variables.value(pointer), z3.IntVal(number)))
        elif pointer in case.fill:
            pairs.append((variables.value(pointer), z3.IntVal(case.number(pointer))))
    return model_of(pairs)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_formula_says_what_the_column_says(seed: int) -> None:
    grown = graph_of(seed)
    roots, cases = grown.roots, list(grown.cases)
    variables = Variables()
    formulas = Formulas(variables)
    made = {root: formulas.of(root) for root in roots}
    found = Columns(dict.fromkeys(roots, ())).run(chunk(cases, roots))
    columns = {root: plain(root, found[root], SIZE) for root in roots}
    for place, case in enumerate(cases):
        those = model(case, variables)
        known = [each.term for each in grown.wholes if each.known.meaning[place]]
        for term in (*(each.term for each in grown.truths), *known):
            message = f"graph_of({seed}), case {place}: {case.facts}: {term}"
            assert evaluated(those, made[term]) == columns[term][place], message


def test_the_graphs_have_every_kind_of_term() -> None:
    seen = {each.op for seed in SEEDS for each in below(graph_of(seed).roots)}
    assert seen == set(Op)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_solver_finds_nothing_else(seed: int) -> None:
    """With the case as constraints, as a question has it: no term can come to anything else."""
    grown = graph_of(seed)
    case = grown.cases[seed]
    variables = Variables()
    formulas = Formulas(variables)
    truths = [(formulas.of(each.term), each.meaning[seed]) for each in grown.truths]
    those = model(case, variables)
    solver = z3.Solver()
    for declaration in those.decls():
        solver.add(declaration() == those[declaration])
    solver.add(z3.Or(*(z3.Xor(formula, z3.BoolVal(value)) for formula, value in truths)))
    assert solver.check() == z3.unsat


# ## The calendar

# A leap year, the years around it, a century that is none and one that is.
YEARS = (1900, 2000, 2023, 2024, 2100)
HOLIDAYS = tuple(
    date.fromisoformat(each).toordinal()
    for each in (
        *("2022-12-25", "2022-12-26", "2023-01-01", "2023-04-07", "2023-04-09", "2023-04-10"),
        *("2023-04-27", "2023-05-18", "2023-05-29", "2023-12-25", "2023-12-26", "2024-01-01"),
    )
)
CALLS: tuple[tuple[Any, ...], ...] = (
    ("year",),
    *(("years_before", each) for each in (0, 1, 3, 4, 5, 18)),
    *(("months_after", each) for each in (0, 1, 2, 6, 11, 12, 13, 48)),
    *(("working_days_after", each, *HOLIDAYS) for each in (1, 2, 5)),
    ("working_days_after", 3),
)


def days_of_calls() -> Iterator[int]:
    """The first and the last day, ends of months, the days around 29 February, and holidays."""
    yield from (FIRST_DAY, FIRST_DAY + 1, LAST_DAY - 1, LAST_DAY)
    for year in YEARS:
        for month in range(1, 13):
            last = calendar.monthrange(year, month)[1]
            yield from (date(year, month, day).toordinal() for day in {1, 2, 15, 27, 28, last})
            yield date(year, month, last - 1).toordinal()
    for holiday in HOLIDAYS:
        yield from range(holiday - 4, holiday + 4)


DAYS = sorted(set(days_of_calls()))


def test_every_function_of_the_calendar_is_called() -> None:
    assert {name for name, *_ in CALLS} == set(CALENDAR)


@pytest.mark.parametrize("bounds", [(FIRST_DAY, LAST_DAY), (DAYS[9], DAYS[40])])
@pytest.mark.parametrize("call", CALLS, ids=lambda call: " ".join(map(str, call[:2])))
def test_the_calendar(call: tuple[Any, ...], bounds: tuple[int, int]) -> None:
    name, *constants = call
    low, high = bounds
    graph = Graph()
    ends = [CALENDAR[name](end, *constants) for end in bounds]
    value = graph.value("/day", low, high)
    term = graph.call(name, [value], tuple(constants), *ends)
    days = [each for each in DAYS if low <= each <= high]
    cases = [Case({"/day": day}) for day in days]
    expected = plain(term, Columns({term: ()}).run(chunk(cases, [term]))[term], len(days))
    variables = Variables()
    formula = Formulas(variables).of(term)
    variable = variables.value("/day")
    for day, number in zip(days, expected, strict=True):
        found = evaluated(model_of([(variable, z3.IntVal(day))]), formula)
        assert found == number, (call, date.fromordinal(day))


# ## The decisions that are shipped


@pytest.mark.parametrize(("policy", "decision"), SUBJECTS, ids=NAMES)
def test_a_decision_about_one_case(policies: Policies, policy: str, decision: str) -> None:
    seed = "formulas"
    view = View(subject_of(policies, policy, decision))
    decided, schema = view.decided, policies.schemas.schema
    pointers = [each for each in view.variables.pointers if each.startswith("/")]
    rules = policies.rules(policy)
    lifted = Lifter(rules, policies.schemas).lifted(rules.entrypoints[decision])
    columns = AnswersInColumns(lifted, Questions(((policy, decision),), TODAY))
    drawn = list(Cases(policies, policy, decision).seeded(CASES, seed))
    seen = set()
    for place, (made, answer) in enumerate(
        zip(drawn, columns.answers(as_columns(drawn)), strict=True)
    ):
        assert answer not in (BEYOND, CONFLICT)
        case = canonical(made, policies)
        those = model_of(pairs_of(view.variables, pointers, case, schema))
        name = f"Cases(policies, {policy!r}, {decision!r}).seeded({CASES}, {seed!r})[{place}]"
        assert not evaluated(those, decided.conflict), name
        statuses = {id: holding(those, each) for id, each in decided.statuses.items()}
        assert statuses == {id: [each] for id, each in answer["statuses"].items()}, name
        outcome = holding(those, decided.outcomes)
        assert outcome == ([answer["outcome"]] if "outcome" in answer else []), name
        by_rego = policies.decide(policy, decision, made)
        assert statuses == {id: [each.status] for id, each in by_rego.conditions.items()}, name
        assert outcome == ([by_rego.outcome] if by_rego.outcome else []), name
        for member, choices in decided.results.items():
            if found := holding(those, choices):
                assert found == [by_rego.result.get(member)], (name, member)
        seen |= {each for (each,) in statuses.values()}
    assert len(seen) > 1


def canonical(case: Mapping[str, Any], policies: Policies) -> dict[str, Any]:
    """The case as the rules see it, with both of its days."""
    found: FactCase = case_from_mapping(case, schemas=policies.schemas)
    days = {"as_of": case["as_of"], "known_at": case.get("known_at", case["as_of"])}
    return {**found.value, **days}


def holding(those: z3.ModelRef, choices: Mapping[Any, z3.BoolRef]) -> list[Any]:
    """Which of several formulas hold."""
    return [each for each, formula in choices.items() if evaluated(those, formula)]


def test_a_term_is_a_formula_once() -> None:
    graph = Graph()
    one = graph.holds("/a")
    formulas = Formulas()
    first: Term = graph.negated(one)
    assert formulas.of(first) is formulas.of(first)
