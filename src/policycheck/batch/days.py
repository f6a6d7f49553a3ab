"""The two days of every row: as chosen for the run, else as the row says, else the run's today."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from policycheck.batch.interfaces import Mask
from policycheck.batch.questions import Questions
from policycheck.policies.manifest import PolicyManifest


def days_of(facts: Mapping[str, Any], questions: Questions) -> tuple[date, date]:
    """The day that is judged and the day whose text applies, for one case."""
    as_of = questions.as_of or _own(facts, "as_of") or questions.today
    return as_of, questions.known_at or _own(facts, "known_at") or as_of


def days(cases: pa.RecordBatch, questions: Questions) -> tuple[pa.Array, pa.Array]:
    """The same for every case."""
    as_of = _column(cases, "as_of", questions.as_of, questions.today)
    return as_of, _column(cases, "known_at", questions.known_at, as_of)


def without_a_day(cases: pa.RecordBatch, questions: Questions, policy: PolicyManifest) -> Mask:
    """The cases that the policy cannot judge for want of another day.

    :mod:`policycheck.evaluation.dates` says of each what is wrong.
    """
    _, known_at = days(cases, questions)
    bad = np.zeros(cases.num_rows, dtype=np.bool_)
    if questions.as_of is None and questions.today > policy.period[1]:
        bad |= pc.is_null(cases.column("as_of")).to_numpy(zero_copy_only=False)
    if policy.published is not None:
        early = pc.less(known_at, pa.scalar(policy.published, pa.date32()))
        bad |= early.to_numpy(zero_copy_only=False)
    return bad


def _own(facts: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(facts[name]) if name in facts else None


def _column(
    cases: pa.RecordBatch, name: str, chosen: date | None, otherwise: date | pa.Array
) -> pa.Array:
    if chosen is not None:
        return pa.repeat(pa.scalar(chosen, pa.date32()), cases.num_rows)
    if isinstance(otherwise, date):
        otherwise = pa.scalar(otherwise, pa.date32())
    return pc.coalesce(cases.column(name), otherwise)
