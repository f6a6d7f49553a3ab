"""The ways in which the same decision can be made, each as a function that decides many cases.

An engine is added here: a function that gets a :class:`Task` and returns what decides all of its
cases, or says why it cannot.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

import policycheck
from generators.portfolio import Portfolio, as_columns, spread
from policycheck.batch.answers import Answers
from policycheck.batch.days import days
from policycheck.batch.deciders import lifted_questions, make_decider
from policycheck.batch.questions import Questions
from policycheck.compiled.decision import DecisionColumns
from policycheck.compiled.extraction import extract, wanted
from policycheck.tabular import case_at

TODAY = date(2024, 6, 10)

_AT_ONCE = 16_384  # cases in memory that are decided at once; `batch` takes fewer, to need less

Outcomes = list[str | None]
Decide = Callable[[], Outcomes]
"""Decides all cases of a task, and returns the outcomes of the first ones."""


class CannotRunError(Exception):
    """Why an engine is not measured."""


@dataclass(frozen=True)
class Task:
    """One decision, and the cases that it is made about.

    Attributes:
        policy: The policy.
        decision: The decision.
        rows: So many cases for engines that decide columns.
        singles: So many for those that decide one after the other.
        readings: Readings that are chosen.
        longest: As for :class:`Portfolio`.
        different: So many of the cases are drawn; the others repeat them.
    """

    policy: str
    decision: str
    rows: int
    singles: int
    readings: Mapping[str, str] = field(default_factory=dict)
    longest: int | None = None
    different: int = 2_000

    @cached_property
    def policies(self) -> policycheck.Policies:
        return policycheck.load(policies=[self.policy])

    @cached_property
    def drawn(self) -> pa.RecordBatch:
        """Different cases."""
        portfolio = Portfolio(self.policies, self.policy, self.decision, longest=self.longest)
        return as_columns(list(portfolio.files(min(self.different, self.rows))))

    @cached_property
    def cases(self) -> pa.RecordBatch:
        """All cases; the first are those that are decided one by one."""
        first = self.drawn.slice(0, self.singles)
        more = spread(self.drawn, self.rows - first.num_rows, "bench")
        return pa.concat_batches([first, more])

    @cached_property
    def documents(self) -> list[dict[str, Any]]:
        """What rules see as ``input``."""
        return [
            self.policies.input_document(
                self.policy, case_at(self.drawn, place), readings=self.readings
            )
            for place in range(self.singles)
        ]

    @property
    def questions(self) -> Questions:
        return Questions(
            ((self.policy, self.decision),), TODAY, readings={self.policy: self.readings}
        )

    @property
    def entrypoint(self) -> str:
        return self.policies.rules(self.policy).entrypoints[self.decision]


def terms(task: Task) -> Decide:
    """Statuses, facts that are missing, outcome and leaning of all readings, as numpy has them."""
    (question,) = lifted_questions(task.questions)
    columns = DecisionColumns(question.lifted, Answers.MEMBERS)
    answers = Answers(question.policy.decisions[task.decision], columns)
    asked = wanted(columns.terms, answers.pointers, question.lifted.slots)
    cases = task.cases

    def decide() -> Outcomes:
        for start in range(0, cases.num_rows, _AT_ONCE):
            chunk = cases.slice(start, _AT_ONCE)
            columns.run(extract(chunk, asked, *days(chunk, task.questions)).facts)
        return []

    return decide


def columns(task: Task) -> Decide:
    """The same as rows of output, in Arrow."""
    decider, cases = make_decider(task.questions), task.cases
    if decider.reference:
        raise CannotRunError("the decision cannot be lifted")
    numbers = np.arange(1, cases.num_rows + 1)

    def decide() -> Outcomes:
        first: pa.RecordBatch | None = None
        for start in range(0, cases.num_rows, _AT_ONCE):
            stop = start + _AT_ONCE
            made = decider.decide(cases.slice(start, _AT_ONCE), numbers[start:stop])
            first = first or made
        assert first is not None
        outcomes: Outcomes = first.column("outcome").slice(0, task.singles).to_pylist()
        return outcomes

    return decide


def scalar(task: Task) -> Decide:
    """One case at a time, as Python that was made for the decision."""
    return _queries(task, policycheck.load(policies=[task.policy], engine="compiled"))


def regopy(task: Task) -> Decide:
    """One case at a time, in regopy."""
    return _queries(task, policycheck.load(policies=[task.policy], engine="regopy"))


def _queries(task: Task, policies: policycheck.Policies) -> Decide:
    program = policies._compiled[task.policy].program
    entrypoint, documents = task.entrypoint, task.documents
    return lambda: [program.query(entrypoint, each).get("outcome") for each in documents]


def opa(task: Task) -> Decide:
    """One case at a time, in the real OPA; to JSON and back, as its bindings do."""
    try:
        from opa_bindings import OpaEngine
    except ImportError:
        raise CannotRunError("not installed: see requirements-opa.txt") from None
    rules = task.policies.rules(task.policy)
    engine = OpaEngine()
    for name, source in rules.modules.items():
        engine.add_policy(name, source)
    engine.add_data(rules.data)
    path, documents = task.entrypoint.replace("/", "."), task.documents
    return lambda: [engine.eval_document(path, each).get("outcome") for each in documents]


def regorus(task: Task) -> Decide:
    """One case at a time, in Regorus; to JSON and back.

    It takes ``x.default`` for the keyword, and so gets ``x["default"]``, which means the same.
    """
    try:
        import regorus as library
    except ImportError:
        raise CannotRunError("not installed: pip install celine-regorus") from None
    rules = task.policies.rules(task.policy)
    engine = library.Engine()
    path = "data." + task.entrypoint.replace("/", ".")

    def one(document: Mapping[str, Any]) -> str | None:
        engine.set_input_json(json.dumps(document))
        outcome: str | None = json.loads(engine.eval_rule_as_json(path)).get("outcome")
        return outcome

    try:
        for name, source in rules.modules.items():
            engine.add_policy(name, source.replace(".default", '["default"]'))
        engine.add_data_json(json.dumps(rules.data))
        one(task.documents[0])
    except Exception as error:  # noqa: BLE001  # it has one kind of error
        said = [line for line in str(error).splitlines() if line.startswith(("error", "-->"))]
        raise CannotRunError(f"it refuses the rules: {' '.join(said) or error}") from None
    documents = task.documents
    return lambda: [one(each) for each in documents]


ENGINES: Mapping[str, Callable[[Task], Decide]] = {
    "columns": terms,
    "columns, rows of output too": columns,
    "scalar": scalar,
    "regopy": regopy,
    "OPA": opa,
    "celine-regorus": regorus,
}
IN_COLUMNS = ("columns", "columns, rows of output too")
