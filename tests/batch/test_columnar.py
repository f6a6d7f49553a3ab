"""Columns decide every case as one case by itself is decided."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import ClassVar

import numpy as np
import pyarrow as pa
import pytest

from policycheck import Policies, load
from policycheck.batch.answers import Answers
from policycheck.batch.columnar import Columnar
from policycheck.batch.columns import decided_schema
from policycheck.batch.days import without_a_day
from policycheck.batch.deciders import lifted_questions
from policycheck.batch.one_by_one import OneByOne
from policycheck.batch.questions import Questions
from policycheck.compiled import columns, extraction
from policycheck.tabular.rows import Numbers
from policycheck.terms import Op
from tabular.support import all_cases, as_rows

TODAY = date(2024, 2, 1)
POLICIES = (
    "asr.geboortezorg_2023",
    "asr.ggz_2022",
    "asr.ggz_2024",
    "caresq.categoraal_2024",
    "vgz.msz_2024",
)


def asked(policy: str, *decisions: str, policies: Policies | None = None) -> Questions:
    names = decisions or tuple((policies or load()).manifests[policy].decisions)
    return Questions(tuple((policy, each) for each in names), today=TODAY)


class Never:
    """No case is out of bounds."""

    reference = False
    one_by_one = 0
    asked: ClassVar[dict[str, int]] = {}

    def decide(self, cases: pa.RecordBatch, numbers: Numbers) -> pa.RecordBatch:
        raise AssertionError(f"rows {numbers} were to be decided one by one")


@pytest.fixture(scope="module")
def policies() -> Policies:
    return load(engine="compiled")


@pytest.fixture(scope="module")
def cases() -> pa.RecordBatch:
    """All cases that come with policycheck, those without a day judged on the same one."""
    return as_rows([{"as_of": TODAY.isoformat(), **each} for each in all_cases()])


def differences(found: pa.RecordBatch, wanted: pa.RecordBatch) -> list[object]:
    """The columns that differ, with the first row that does."""
    assert found.schema == wanted.schema
    return [
        next(
            (name, row, a, b)
            for row, (a, b) in enumerate(
                zip(found.column(name).to_pylist(), wanted.column(name).to_pylist(), strict=True)
            )
            if a != b
        )
        for name in wanted.schema.names
        if not found.column(name).equals(wanted.column(name))
    ]


@pytest.mark.parametrize("policy", POLICIES)
def test_every_case_that_comes_with_policycheck(
    policies: Policies, cases: pa.RecordBatch, policy: str
) -> None:
    questions = asked(policy, policies=policies)
    early = without_a_day(cases, questions, policies.manifests[policy])
    cases = cases.filter(pa.array(~early))
    numbers = np.arange(1, cases.num_rows + 1)
    found = Columnar(questions, lifted_questions(questions), Never()).decide(cases, numbers)
    assert found.schema == decided_schema(full=False)
    single = OneByOne(questions, policies, reference=False)
    assert differences(found, single.decide(cases, numbers)) == []


def test_the_rows_do_not_depend_on_how_many_come_at_once(cases: pa.RecordBatch) -> None:
    questions = asked("vgz.msz_2024", "eligibility", "application")
    decider = Columnar(questions, lifted_questions(questions), Never())
    numbers = np.arange(1, cases.num_rows + 1)
    whole = decider.decide(cases, numbers)
    for size in (1, 7, 500):
        parts = [
            decider.decide(cases.slice(start, size), numbers[start : start + size])
            for start in range(0, min(cases.num_rows, size * 12), size)
        ]
        joined = pa.concat_batches(parts)
        assert joined.equals(whole.slice(0, joined.num_rows))


def test_a_list_that_is_too_long_to_follow_is_decided_by_itself(
    policies: Policies,
) -> None:
    questions = asked("vgz.msz_2024", "eligibility")
    specialist = {"relation": "employment", "fte": 0.7}
    rows = as_rows(
        [
            {
                "as_of": "2024-02-01",
                "contract_year": 2024,
                "provider": {"medical_specialist": {"specialists": [specialist] * count}},
            }
            for count in range(6)
        ]
    )
    numbers = np.arange(1, 7)
    (lifted,) = lifted_questions(questions)
    pointer = "/provider/medical_specialist/specialists"
    bounded = replace(lifted, lifted=replace(lifted.lifted, slots={pointer: 2}))
    single = OneByOne(questions, policies, reference=False)
    decider = Columnar(questions, [bounded], single)
    found = decider.decide(rows, numbers)
    assert decider.one_by_one == 3
    assert found.equals(OneByOne(questions, policies).decide(rows, numbers))


SLIPS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "less is less or equal": lambda patch: patch.setitem(
        columns._STEPS, Op.LESS, columns._comparison(np.less_equal)
    ),
    "a disjunction for a conjunction": lambda patch: patch.setitem(
        columns._STEPS, Op.ALL, columns._junction(np.bitwise_or)
    ),
    "what is not known is compared": lambda patch: patch.setattr(
        columns, "compared_facts", lambda _: ()
    ),
    "a fact is known where it is not": lambda patch: patch.setattr(
        extraction._Extraction, "_valid", lambda self, _: self.every
    ),
    "missing facts are told of final decisions": lambda patch: patch.setattr(
        "policycheck.batch.answers.FINAL_OUTCOMES", frozenset()
    ),
    "a status is left out": lambda patch: patch.setattr(
        Answers, "_status", lambda self, chunk, id, status: None
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_seen(
    policies: Policies, cases: pa.RecordBatch, slip: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = asked("asr.ggz_2024", "claims", "application")
    numbers = np.arange(1, cases.num_rows + 1)
    wanted = OneByOne(questions, policies, reference=False).decide(cases, numbers)
    SLIPS[slip](monkeypatch)
    decider = Columnar(questions, lifted_questions(questions), Never())
    try:
        found = decider.decide(cases, numbers)
    except AssertionError:
        return  # rows in which no rules conflict are said to be in conflict
    assert differences(found, wanted)
