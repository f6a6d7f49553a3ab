"""Rows that were read, decided: admitted or refused, and a sample of them decided twice."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from policycheck.batch.admission import Admission
from policycheck.batch.columns import decided_schema
from policycheck.batch.deciders import make_decider, make_doubter, make_reference
from policycheck.batch.interfaces import Decider, MakeDecider, MakeDoubter
from policycheck.batch.questions import Questions
from policycheck.batch.sampling import SampleDiffers, difference, sampled
from policycheck.errors import PolicycheckError
from policycheck.policies import load_manifests
from policycheck.tabular.rows import Numbers, Reject, Rows


@dataclass(frozen=True)
class Decided:
    """What came of rows.

    Attributes:
        numbers: Of the rows that were decided.
        cases: Their cases.
        rows: A row for each of them and each decision, as a decider returns them.
        rejects: The other rows, by number.
        again: The numbers of the rows that were decided a second time, with the same answer.
    """

    numbers: Numbers
    cases: pa.RecordBatch
    rows: pa.RecordBatch
    rejects: Sequence[Reject]
    again: Numbers


class Deciding:
    """Decides rows that were read; made once, used for many blocks of them.

    Args:
        questions: What is asked.
        share: Of the rows that are decided a second time.
        make_decider: Makes the decider.
        make_reference: Makes what decides the sample.
        make_doubter: Makes what says which rows may be invalid.

    Raises:
        RulesError: A manifest is not valid.
        EngineError: The Rego does not compile.
    """

    def __init__(
        self,
        questions: Questions,
        share: float,
        make_decider: MakeDecider = make_decider,
        make_reference: MakeDecider = make_reference,
        make_doubter: MakeDoubter = make_doubter,
    ) -> None:
        self._questions = questions
        self._share = share
        self._decider = make_decider(questions)
        self._make_reference = make_reference
        self._reference: Decider | None = None
        manifests = load_manifests(questions.rules, questions.policies)
        self._admission = Admission(questions, manifests, make_doubter())

    @property
    def one_by_one(self) -> int:
        """How many cases were decided one by one so far."""
        return self._decider.one_by_one

    @property
    def asked(self) -> Counter[str]:
        """How often the engine was asked about a condition so far."""
        return Counter(self._decider.asked)

    def decided(self, rows: Rows) -> Decided:
        """Decide rows.

        Raises:
            SampleDiffers: A row of the sample was decided otherwise one by one.
            EngineError: A rule failed.
            PolicycheckError: The decider lost rows.
        """
        admitted = self._admission.admit(rows)
        numbers, cases = admitted.numbers, admitted.cases
        if not len(numbers):
            none = pa.RecordBatch.from_pylist([], decided_schema(self._questions.full))
            return Decided(numbers, cases, none, admitted.rejects, numbers)
        decided = self._decider.decide(cases, numbers)
        expected = np.repeat(numbers, len(self._questions.decisions))
        if not np.array_equal(decided.column("row").to_numpy(), expected):
            raise PolicycheckError(
                f"rows {numbers[0]} to {numbers[-1]}: the decisions are not those of the rows;"
                " please report it"
            )
        again = self._compare(cases, numbers, decided)
        return Decided(numbers, cases, decided, admitted.rejects, again)

    def _compare(self, cases: pa.RecordBatch, numbers: Numbers, decided: pa.RecordBatch) -> Numbers:
        """The rows that were decided a second time, all with the same answer."""
        if self._decider.reference:
            return numbers[:0]
        mask = sampled(numbers, self._share)
        if mask.any():
            self._reference = self._reference or self._make_reference(self._questions)
            if differing := difference(self._reference, cases, numbers, decided, mask):
                raise SampleDiffers(differing)
        return numbers[mask]
