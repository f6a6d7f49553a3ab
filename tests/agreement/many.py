"""One decision about many cases, by every engine, and where they differ."""

import itertools
import json
import shlex
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa

from agreement.engines import Engines
from agreement.in_columns import BEYOND, AnswersInColumns
from agreement.seen import Seen
from generators.recombined import DRAWN, Made, Recombined
from policycheck.batch.columnar import Columnar, LiftedQuestion
from policycheck.batch.columns import decided_schema
from policycheck.batch.one_by_one import decided_row
from policycheck.batch.questions import Questions
from policycheck.compiled.lifter import Lifter
from policycheck.evaluation.explain import explain
from policycheck.lifting import Lifted
from policycheck.model import Receipt
from policycheck.policies import RuleSet

Json = dict[str, Any]
Planted = Callable[[Lifted], Lifted]

TODAY = date(2024, 6, 10)
FEW = 4  # combinations of readings: up to so many all are chosen, else so many of them
_AT_ONCE = 5_000
_TOLD = 3
_NO_RECEIPT = Receipt("", "", "", "", "")


@dataclass(frozen=True)
class Amounts:
    """How much is compared of each decision.

    Attributes:
        cases: In columns, and one by one as Python made of the plan.
        opa: Of these, with the real OPA.
        regopy: Of these, with regopy.
        share: One in so many of each, for every choice of readings.
        drawn: How many cases are drawn one by one, to recombine.
    """

    cases: int = 100_000
    opa: int = 5_000
    regopy: int = 300
    share: int = 10
    drawn: int = DRAWN


@dataclass
class Comparison:
    """Compares one decision.

    Attributes:
        engines: Of its policy; ``opa`` may be ``None``.
        decision: Its id.
        amounts: How much.
        seed: Of the cases, of the sample, and of the readings.
        planted: Changes what is lifted for columns, to see that it is noticed.
    """

    engines: Engines
    decision: str
    amounts: Amounts
    seed: str = "1"
    planted: Planted | None = None

    def run(self) -> Seen:
        """Compare all of it."""
        start = time.perf_counter()
        seen = Seen(self.name)
        cases = Recombined(
            self.engines.policies,
            self.engines.policy,
            self.decision,
            self.seed,
            self.amounts.cases,
            self.amounts.drawn,
        )
        ways = [{}, *self._readings(seen)]
        deciding = [_Ways(self, readings) for readings in ways]
        for number, made in enumerate(cases.chunks(_AT_ONCE)):
            first = number * _AT_ONCE
            for way in deciding:
                way.compare(made, first, seen)
        seen.distinct = cases.distinct
        seen.seconds = time.perf_counter() - start
        return seen

    @property
    def name(self) -> str:
        return f"{self.engines.policy}.{self.decision}"

    def _readings(self, seen: Seen) -> list[Mapping[str, str]]:
        """The readings that are chosen: all combinations of those that matter, or some of them."""
        manifest = self.engines.policies.manifests[self.engines.policy]
        rule = manifest.decisions[self.decision]
        asked = AnswersInColumns(self.lifted({}), self.questions({})).readings
        matter = {id: manifest.readings[id].defensible for id in sorted(asked)}
        every = [
            dict(zip(matter, each, strict=True)) for each in itertools.product(*matter.values())
        ]
        seen.possible = len(every)
        if not matter:
            return []
        random = Random(f"{rule.policy}.{rule.id} {self.seed} readings")
        chosen = every if len(every) <= FEW else random.sample(every, FEW)
        seen.readings = len(chosen)
        return list(chosen)

    def lifted(self, readings: Mapping[str, str]) -> Lifted:
        """What the columns are made of."""
        rules, schemas = self.rules, self.engines.policies.schemas
        self.engines.compiled.prepare(self.entrypoint, readings)
        found = Lifter(rules, schemas).lifted(self.entrypoint, readings)
        return self.planted(found) if self.planted else found

    def questions(self, readings: Mapping[str, str]) -> Questions:
        """The decision, as a run asks for it."""
        policy = self.engines.policy
        return Questions(((policy, self.decision),), TODAY, readings={policy: readings})

    @property
    def entrypoint(self) -> str:
        return self.rules.entrypoints[self.decision]

    @cached_property
    def rules(self) -> RuleSet:
        """The rules of the policy."""
        return self.engines.policies.rules(self.engines.policy)


def _text(answer: Any) -> str:
    return json.dumps(answer, sort_keys=True)


class _Nobody:
    """Decides no case: those out of bounds are compared elsewhere."""

    reference = False
    one_by_one = 0
    asked: Mapping[str, int] = {}

    def decide(self, cases: pa.RecordBatch, numbers: Any) -> pa.RecordBatch:
        raise AssertionError(f"rows {numbers} are out of bounds, or rules are in conflict")


class _Ways:
    """Decides cases in every way, with certain readings chosen."""

    def __init__(self, comparison: Comparison, readings: Mapping[str, str]) -> None:
        self._comparison = comparison
        self._engines = comparison.engines
        self._readings = dict(sorted(readings.items()))
        amounts = comparison.amounts
        share = amounts.share if readings else 1
        self._every = share
        random = Random(f"{comparison.name} {comparison.seed} {self._readings}")
        mine = range(0, amounts.cases, share)

        def sample(count: int) -> frozenset[int]:
            return frozenset(random.sample(mine, min(len(mine), count // share)))

        self._opa = sample(amounts.opa) if self._engines.opa else frozenset()
        self._regopy = sample(amounts.regopy)
        questions = comparison.questions(readings)
        lifted = comparison.lifted(readings)
        manifest = self._engines.policies.manifests[self._engines.policy]
        self._manifest, self._rule = manifest, manifest.decisions[comparison.decision]
        question = LiftedQuestion(
            manifest, comparison.decision, lifted, comparison.rules, trusted=True
        )
        self._answers = AnswersInColumns(lifted, questions)
        self._columnar = Columnar(questions, [question], _Nobody())

    def compare(self, made: Made, first: int, seen: Seen) -> None:
        """Compare the cases of a chunk.

        Args:
            made: The cases.
            first: The number of the first.
            seen: Where it is counted.
        """
        columns, documents = made.columns, made.documents
        if self._every > 1:
            start = -first % self._every
            places = np.arange(start, len(documents), self._every)
            columns = columns.take(pa.array(places))
            documents = [documents[place] for place in places.tolist()]
            numbers = [first + place for place in places.tolist()]
        else:
            numbers = list(range(first, first + len(documents)))
        documents = [{**each, "readings": self._readings} for each in documents]
        decision = self._comparison.decision
        by_scalar = [self._engines.by_compiled(decision, each) for each in documents]
        by_columns = self._answers.answers(columns)
        if not self._readings:
            seen.see(each for each in by_scalar if "error" not in each)
        differ = _Differences(self, seen)
        for number, document, one, other in zip(
            numbers, documents, by_columns, by_scalar, strict=True
        ):
            if one is BEYOND:
                seen.left += 1
                one = other
            else:
                differ.count("columns/scalar", number, document, one, other)
            if number in self._opa:
                opa = self._engines.by_opa(decision, document)
                differ.count("columns/OPA", number, document, one, opa)
                # In Python 1 is the same as 1.0 and True.
                differ.count("columns/scalar as text", number, document, _text(one), _text(other))
                self._same_input(differ, number, document)
            if number in self._regopy:
                regopy = self._engines.by_regopy(decision, document)
                differ.count("columns/regopy", number, document, one, regopy)
        followed = [place for place, each in enumerate(by_columns) if isinstance(each, dict)]
        self._rows(columns, documents, by_scalar, numbers, followed, differ)

    def _same_input(self, differ: "_Differences", number: int, document: Json) -> None:
        """That a case is valid, and normal: the checker of one case gives the same document."""
        facts = {key: value for key, value in document.items() if key != "readings"}
        again = self._engines.policies.input_document(
            self._engines.policy, facts, readings=self._readings
        )
        differ.count("generated/read", number, document, document, again)

    def _rows(
        self,
        columns: pa.RecordBatch,
        documents: Sequence[Json],
        answers: Sequence[Any],
        numbers: Sequence[int],
        followed: Sequence[int],
        differ: "_Differences",
    ) -> None:
        """Compare the rows of output: missing facts, deadlines, and what is listed."""
        good = [place for place in followed if "error" not in answers[place]]
        expected = pa.RecordBatch.from_pylist(
            [{"row": numbers[p], **self._row(documents[p], answers[p])} for p in good],
            schema=decided_schema(full=False),
        )
        if len(good) < len(documents):
            columns = columns.take(pa.array(good, pa.int64()))
        found = self._columnar.decide(columns, np.array([numbers[place] for place in good]))
        differ.rows(found, expected, [documents[place] for place in good])

    def _row(self, document: Json, answer: Mapping[str, Any]) -> Json:
        return decided_row(
            explain(self._manifest, self._rule, document, answer, _NO_RECEIPT, texts=())
        )

    def again(self, number: int) -> str:
        """How a difference is seen again."""
        policy, _, decision = self._comparison.name.rpartition(".")
        seed, cases = shlex.quote(self._comparison.seed), self._comparison.amounts.cases
        return (
            f"{self._comparison.name}, row {number}, readings {json.dumps(self._readings)}:"
            f" python3 dev.py agreement -p {policy} -d {decision} --seed {seed} --cases {cases}"
        )


class _Differences:
    """Counts them, and tells the first."""

    def __init__(self, ways: _Ways, seen: Seen) -> None:
        self._ways = ways
        self._seen = seen

    def count(self, what: str, number: int, document: Json, one: Any, other: Any) -> None:
        self._seen.compared[what] += 1
        if one != other:
            self._differ(what, number, document, one, other)

    def rows(
        self, found: pa.RecordBatch, expected: pa.RecordBatch, documents: Sequence[Json]
    ) -> None:
        self._seen.compared["rows"] += found.num_rows
        if found.equals(expected):
            return
        pairs = zip(found.to_pylist(), expected.to_pylist(), documents, strict=True)
        for one, other, document in pairs:
            if one != other:
                self._differ("rows", one["row"], document, one, other)

    def _differ(self, what: str, number: int, document: Json, one: Any, other: Any) -> None:
        self._seen.differences[what] += 1
        if len(self._seen.told) < _TOLD:
            texts = (json.dumps(each, sort_keys=True, default=str) for each in (one, other))
            case = json.dumps(document, ensure_ascii=False)
            told = zip(
                what.split("/") if "/" in what else ("columns", "one by one"), texts, strict=True
            )
            lines = [f"{name}: {text}" for name, text in told]
            self._seen.told.append("\n".join((self._ways.again(number), what, case, *lines)))
