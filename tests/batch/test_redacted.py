"""What a run writes without the content of sensitive facts."""

from datetime import date

import pyarrow as pa
import pytest

from policycheck.batch.columns import DEADLINE
from policycheck.batch.questions import Questions
from policycheck.batch.redacted import Redacted
from policycheck.errors import Problem
from policycheck.facts import load_schemas
from policycheck.redacting import Redaction
from policycheck.tabular.rows import Reject

DECISION = ("asr.ggz_2024", "application")
TODAY = date(2023, 8, 15)


@pytest.fixture
def redacted() -> Redacted:
    return Redacted(Questions((DECISION,), TODAY))


def test_a_rejected_row_is_not_repeated(redacted: Redacted) -> None:
    problem = Problem("wrong-type", "MARKER", "a", pointer="/provider/ubo_sanctioned")
    shown = redacted.reject(Reject(3, (problem,), "the row with MARKER"))
    assert (shown.row, [each.code for each in shown.problems]) == (3, ["wrong-type"])
    assert "MARKER" not in repr(shown)


def test_a_deadline_that_may_follow_from_a_sensitive_day_is_left_out(
    redacted: Redacted, monkeypatch: pytest.MonkeyPatch
) -> None:
    deadlines = [
        {"condition": id, "by": TODAY, "who": "provider", "state": "done"} for id in ("a", "b")
    ]
    made = pa.table(
        {
            "policy": [DECISION[0]] * 2,
            "decision": [DECISION[1], "another"],
            "deadlines": pa.array([deadlines, deadlines], pa.list_(DEADLINE)),
        }
    )
    assert redacted.rows(made) is made  # no shipped rule has one
    monkeypatch.setattr(redacted, "_untold", {DECISION: frozenset({"a"})})
    shown = redacted.rows(made)
    assert shown.schema == made.schema
    assert [[each["condition"] for each in row] for row in shown["deadlines"].to_pylist()] == [
        ["b"],
        ["a", "b"],
    ]


@pytest.mark.parametrize(
    ("pointers", "dated"),
    [
        (("/provider/serious_errors",), True),
        (("/provider/serious_errors/*/on",), True),
        (("/provider",), True),
        (("/provider/ubo_sanctioned", "/provider/started_on"), False),
        ((), False),
    ],
)
def test_which_facts_have_sensitive_days(pointers: tuple[str, ...], dated: bool) -> None:
    assert Redaction(load_schemas().dictionary).dated(pointers) is dated
