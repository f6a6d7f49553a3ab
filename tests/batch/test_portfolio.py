"""The files that long tests and benchmarks are made of are what they are said to be."""

from collections import Counter
from datetime import date

import numpy as np
import pytest

from generators.portfolio import FEWEST, Portfolio, as_columns, known, plain_columns, spread
from policycheck import Policies, load
from policycheck.facts import load_schemas
from policycheck.model import Status
from policycheck.tabular import case_at
from policycheck.tabular.heading import Naming
from policycheck.tabular.readers.columns import columns_heading, columns_rows
from policycheck.tabular.validation import column_validator

POLICY, DECISION = "vgz.msz_2024", "eligibility"
COUNT = 300


@pytest.fixture(scope="module")
def policies() -> Policies:
    return load(policies=[POLICY])


@pytest.fixture(scope="module")
def files(policies: Policies) -> list[dict[str, object]]:
    return list(Portfolio(policies, POLICY, DECISION).files(COUNT))


def test_they_follow_from_the_seed(policies: Policies, files: list[dict[str, object]]) -> None:
    assert list(Portfolio(policies, POLICY, DECISION).files(5)) == files[:5]
    assert list(Portfolio(policies, POLICY, DECISION, seed="2").files(5)) != files[:5]


def test_they_are_as_full_as_a_file_is(files: list[dict[str, object]]) -> None:
    counts = sorted(map(known, files))
    assert counts[0] >= FEWEST
    assert counts[COUNT // 2] in range(60, 80)
    assert counts[-1] < 150  # a list of objects counts as one fact and has many


def test_lists_are_up_to_their_bounds(files: list[dict[str, object]]) -> None:
    cases = as_columns(files)
    specialists = cases.column("provider").field("medical_specialist").field("specialists")
    lengths = {len(each) for each in specialists if each.is_valid}
    assert lengths >= {0, 1, 2, 3, 15, 16}


def test_every_status_is_seen_of_every_condition(
    policies: Policies, files: list[dict[str, object]]
) -> None:
    seen: dict[str, Counter[Status]] = {}
    for file in files:
        for id, each in policies.decide(POLICY, DECISION, file).conditions.items():
            seen.setdefault(id, Counter())[each.status] += 1
    wanted = (Status.MET, Status.NOT_MET, Status.UNKNOWN)
    assert {id: counts for id, counts in seen.items() if min(counts[s] for s in wanted) < 3} == {}


def test_they_are_spread_over_rows_that_are_valid(files: list[dict[str, object]]) -> None:
    many = spread(as_columns(files[:50]), 1000, "1")
    rows = [case_at(many, place) for place in range(1000)]
    assert len({row["provider"]["kvk"] for row in rows}) == 1000
    as_of = many.column("as_of").fill_null(date(2024, 1, 1))
    assert not column_validator(load_schemas()).invalid(many, as_of).any()


def test_the_columns_of_other_programs_hold_the_same(files: list[dict[str, object]]) -> None:
    cases = as_columns(files[:50])
    table = plain_columns(cases)
    head = columns_heading(table.schema, Naming(), "a table")
    (batch,) = table.to_batches()
    rows = columns_rows(batch, 1, head, "a table")
    assert rows.rejects == ()
    assert np.array_equal(rows.numbers, np.arange(1, 51))
    assert [case_at(rows.cases, n) for n in range(50)] == [case_at(cases, n) for n in range(50)]
