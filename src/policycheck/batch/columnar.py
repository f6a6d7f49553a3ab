"""Cases decided in columns, through the lifted plan; those out of bounds one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from policycheck.batch.answers import Answers, Days
from policycheck.batch.columns import decided_schema
from policycheck.batch.days import days
from policycheck.batch.interfaces import Decider
from policycheck.batch.questions import Questions
from policycheck.batch.slow import SlowConditions
from policycheck.compiled.columns import unpacked
from policycheck.compiled.decision import DecisionColumns
from policycheck.compiled.extraction import Wanted, extract, wanted
from policycheck.lifting import Lifted
from policycheck.policies import RuleSet
from policycheck.policies.manifest import PolicyManifest
from policycheck.tabular.rows import Numbers


@dataclass(frozen=True)
class LiftedQuestion:
    """One decision to make, lifted.

    Attributes:
        policy: The manifest of the policy.
        decision: The id of the decision.
        lifted: What its rules say in every case.
        rules: What the engine is asked where a condition is not lifted.
        trusted: Whether they are known to compile, as the shipped ones are.
    """

    policy: PolicyManifest
    decision: str
    lifted: Lifted
    rules: RuleSet
    trusted: bool = False


class Columnar:
    """Decides whole columns of cases.

    Args:
        questions: What is asked of every row; without a document for each.
        lifted: Each of the decisions, in their order.
        single: What decides the cases with lists that are too long to follow, and those in which
            two rules give different values, for the error that it raises.
    """

    reference = False

    def __init__(
        self, questions: Questions, lifted: Sequence[LiftedQuestion], single: Decider
    ) -> None:
        self._questions = questions
        self._single = single
        self._schema = decided_schema(full=False)
        self._decisions = [
            _Ready(each, questions.readings.get(each.policy.id, {})) for each in lifted
        ]

    @property
    def one_by_one(self) -> int:
        """How many cases were decided one by one so far."""
        return self._single.one_by_one

    @property
    def asked(self) -> dict[str, int]:
        """How often the engine was asked about a condition so far."""
        return {
            f"{ready.name} {condition}": times
            for ready in self._decisions
            if ready.slow
            for condition, times in ready.slow.asked.items()
        }

    @property
    def slow(self) -> tuple[SlowConditions, ...]:
        """What works out the conditions that cannot be lifted."""
        return tuple(each.slow for each in self._decisions if each.slow)

    def decide(self, cases: pa.RecordBatch, numbers: Numbers) -> pa.RecordBatch:
        """Decide every case.

        Raises:
            EngineError: A rule failed; with the number of the row.
        """
        as_of, known_at = days(cases, self._questions)
        beyond = np.zeros(cases.num_rows, np.bool_)
        tables = []
        for ready in self._decisions:
            found = extract(cases, ready.asked, as_of, known_at)
            facts = found.facts
            if ready.slow:
                facts, failed = ready.slow.add(facts, cases, as_of, known_at)
                beyond |= failed
            chunk = ready.columns.run(facts)
            beyond |= unpacked(found.beyond, cases.num_rows).view(np.bool_)
            beyond |= chunk.mask(ready.columns.conflict)
            asked = Days(as_of, known_at, facts.values["/as_of"])
            tables.append(ready.answers.table(chunk, facts, asked, numbers, self._schema))
        return self._together(tables, cases, numbers, beyond)

    def _together(
        self,
        tables: list[pa.RecordBatch],
        cases: pa.RecordBatch,
        numbers: Numbers,
        beyond: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
    ) -> pa.RecordBatch:
        """The rows of the decisions by case, those out of bounds decided one by one."""
        count, times = len(numbers), len(tables)
        singles = np.flatnonzero(beyond)
        if not len(singles) and times == 1:
            return tables[0]
        places = (np.arange(count)[:, None] + np.arange(times)[None, :] * count).reshape(-1)
        parts = [*tables]
        if len(singles):
            again = self._single.decide(cases.take(pa.array(singles)), numbers[singles])
            parts.append(again)
            rows = (singles[:, None] * times + np.arange(times)[None, :]).reshape(-1)
            places[rows] = count * times + np.arange(len(rows))
        return pa.concat_batches(parts).take(pa.array(places))


class _Ready:
    """One decision ready to be made."""

    asked: Wanted

    def __init__(self, question: LiftedQuestion, readings: Mapping[str, str]) -> None:
        self.name = f"{question.policy.id}.{question.decision}"
        rule = question.policy.decisions[question.decision]
        self.columns = DecisionColumns(question.lifted, Answers.MEMBERS)
        self.answers = Answers(rule, self.columns)
        self.asked = wanted(self.columns.terms, self.answers.pointers, question.lifted.slots)
        slow = tuple(question.lifted.slow.values())
        self.slow = (
            SlowConditions(question.rules, slow, readings, trusted=question.trusted)
            if slow
            else None
        )
