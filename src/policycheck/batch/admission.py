"""Which rows can be decided, and what is wrong with the others."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from policycheck.batch.canonical import mappings
from policycheck.batch.days import days, days_of, without_a_day
from policycheck.batch.interfaces import Doubter, Mask, Numbers, Reject, Rejected, Rows
from policycheck.batch.questions import Questions
from policycheck.errors import InvalidCase, Problem, UsageError
from policycheck.evaluation.contradictions import refuse_contradictions
from policycheck.evaluation.dates import as_of_day, known_at_day
from policycheck.facts import case_from_mapping
from policycheck.policies.manifest import PolicyManifest

MOST_TEXT = 1000
"""So many characters of a rejected row are kept."""


class DoubtAll:
    """Every case is looked at: correct, and slow."""

    def invalid(self, cases: pa.RecordBatch, as_of: pa.Array) -> Mask:
        """All of them."""
        return np.ones(cases.num_rows, dtype=np.bool_)


@dataclass(frozen=True)
class Admitted:
    """The rows that can be decided by every decision that is asked, and all others."""

    numbers: Numbers
    cases: pa.RecordBatch
    rejects: list[Rejected]


class Admission:
    """Tells them apart.

    A row is rejected as a whole if its facts are invalid or contradict each other, or if one of the
    policies needs another day. The columns only say which rows to doubt; what is wrong is said, and
    decided, by what reads a single case.
    """

    def __init__(
        self, questions: Questions, manifests: Mapping[str, PolicyManifest], doubter: Doubter
    ) -> None:
        self._questions = questions
        self._manifests = [manifests[policy] for policy in questions.policies]
        self._doubter = doubter

    def admit(self, rows: Rows) -> Admitted:
        """Tell the rows of a block apart."""
        cases = rows.cases
        as_of, _ = days(cases, self._questions)
        doubted = self._doubter.invalid(cases, as_of)
        for manifest in self._manifests:
            doubted = doubted | without_a_day(cases, self._questions, manifest)
        if not doubted.any():
            return Admitted(rows.numbers, cases, list(rows.rejects))
        refused = list(self._refused(rows, np.flatnonzero(doubted)))
        good = ~np.isin(rows.numbers, [reject.row for reject in refused])
        rejects = sorted([*rows.rejects, *refused], key=lambda reject: reject.row)
        return Admitted(rows.numbers[good], cases.filter(pa.array(good)), rejects)

    def _refused(self, rows: Rows, places: Numbers) -> Iterator[Reject]:
        doubted = rows.cases.take(pa.array(places))
        for number, facts in zip(rows.numbers[places].tolist(), mappings(doubted), strict=True):
            problems = self._problems(f"{self._questions.name}:{number}", facts)
            if problems:
                yield Reject(number, problems, _text(facts))

    def _problems(self, name: str, facts: Mapping[str, Any]) -> tuple[Problem, ...]:
        try:
            case = case_from_mapping(facts, name=name)
            refuse_contradictions(case, days_of(case, self._questions)[0])
        except InvalidCase as error:
            return error.problems
        problems = []
        for manifest in self._manifests:
            try:
                asked = self._questions
                day = as_of_day(manifest, case.value, asked.as_of, asked.today)
                known_at_day(manifest, case.value, asked.known_at, day)
            except UsageError as error:
                problems.append(Problem("day-needed", str(error), name))
        return tuple(problems)


def _text(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, default=_plain)[:MOST_TEXT]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    assert isinstance(value, Decimal)
    return int(value) if value == value.to_integral_value() else float(value)
