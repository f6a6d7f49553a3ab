"""The same decision twice: everything that is told of it counts, and nothing else."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from policycheck.evaluation import compare
from policycheck.model import Outcome, Status
from report.samples import DECISION


def test_a_decision_does_not_differ_from_itself() -> None:
    comparison = compare(DECISION, replace(DECISION, known_at=date(2024, 1, 1)))
    assert (comparison.differs, comparison.conditions) == (False, ())


@pytest.mark.parametrize(
    "change",
    [{"outcome": Outcome.MET}, {"leaning": Outcome.MET}, {"result": {"form": "digital"}}],
)
def test_the_answer_differs(change: dict[str, Any]) -> None:
    comparison = compare(DECISION, replace(DECISION, **change))
    assert (comparison.differs, comparison.conditions) == (True, ())


@pytest.mark.parametrize(
    "change",
    [
        {"status": Status.MET},
        {"due": date(2023, 9, 30)},
        {"withdrawn_by": DECISION.question},
        {"exempted_by": (DECISION.question,)},
    ],
)
def test_a_condition_differs(change: dict[str, Any]) -> None:
    before = DECISION.conditions["in-time"]
    after = replace(before, **change)
    other = replace(DECISION, conditions={**DECISION.conditions, "in-time": after})
    comparison = compare(DECISION, other)
    assert (comparison.differs, comparison.conditions) == (True, ((before, after),))
