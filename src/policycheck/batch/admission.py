"""Which rows can be decided, and what is wrong with the others."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from policycheck.batch.days import days, days_of, without_a_day
from policycheck.batch.interfaces import Doubter, Mask
from policycheck.batch.questions import Questions
from policycheck.errors import Problem, UsageError
from policycheck.evaluation.dates import as_of_day, known_at_day
from policycheck.policies.manifest import PolicyManifest
from policycheck.tabular.plain import case_at
from policycheck.tabular.rows import Numbers, Reject, Rows, cut
from policycheck.tabular.validation import reasons


@dataclass(frozen=True)
class Admitted:
    """The rows that can be decided by every decision that is asked, and all others."""

    numbers: Numbers
    cases: pa.RecordBatch
    rejects: list[Reject]


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
        invalid = self._doubter.invalid(cases, as_of)
        doubted = invalid
        for manifest in self._manifests:
            doubted = doubted | without_a_day(cases, self._questions, manifest)
        if not doubted.any():
            return Admitted(rows.numbers, cases, list(rows.rejects))
        refused = list(self._refused(rows, np.flatnonzero(doubted), invalid))
        good = ~np.isin(rows.numbers, [reject.row for reject in refused])
        rejects = sorted([*rows.rejects, *refused], key=lambda reject: reject.row)
        return Admitted(rows.numbers[good], cases.filter(pa.array(good)), rejects)

    def _refused(self, rows: Rows, places: Numbers, invalid: Mask) -> Iterator[Reject]:
        for place in places.tolist():
            facts = case_at(rows.cases, place)
            problems = self._problems(facts, bool(invalid[place]))
            if problems:
                text = json.dumps(facts, ensure_ascii=False)
                yield Reject(int(rows.numbers[place]), problems, cut(text))

    def _problems(self, facts: Mapping[str, Any], invalid: bool) -> tuple[Problem, ...]:
        asked = self._questions
        if invalid:
            return reasons(facts, days_of(facts, asked)[0])
        problems = []
        for manifest in self._manifests:
            try:
                day = as_of_day(manifest, facts, asked.as_of, asked.today)
                known_at_day(manifest, facts, asked.known_at, day)
            except UsageError as error:
                problems.append(Problem("day-needed", str(error), asked.name))
        return tuple(problems)
