"""A case that goes to columns and back is the same case."""

from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.generators import cases
from policycheck.facts import case_from_mapping
from policycheck.tabular import case_at
from tabular.support import CASE_TYPE, all_cases, as_rows


def test_every_case_of_the_fixtures_and_scenarios() -> None:
    found = as_rows(all_cases())
    assert found.schema == pa.schema(list(CASE_TYPE))
    found.validate(full=True)
    assert len(all_cases()) > 1000
    for index, case in enumerate(all_cases()):
        assert case_at(found, index) == case


@given(st.lists(cases(), min_size=1, max_size=5))
@settings(max_examples=100)
def test_generated_cases(drawn: list[dict[str, Any]]) -> None:
    expected = [dict(case_from_mapping(value).value) for value in drawn]
    found = as_rows(expected)
    found.validate(full=True)
    assert [case_at(found, index) for index in range(len(drawn))] == expected


def test_numbers_are_whole_where_they_can_be_and_exact_elsewhere() -> None:
    turnover = {"2021": 333333.33, "2022": 1000000000000, "2023": 0}
    case = {"insurers": {"asr": {"turnover": turnover}}}
    back = case_at(as_rows([case]), 0)
    assert back == case
    numbers = back["insurers"]["asr"]["turnover"].values()
    assert [type(number) for number in numbers] == [float, int, int]


def test_an_empty_list_is_not_an_unknown_one_and_an_empty_object_is() -> None:
    case: dict[str, Any] = {"provider": {"sectors": [], "quality_statute": {}}}
    assert case_at(as_rows([case, {}]), 0) == {"provider": {"sectors": []}}
    assert case_at(as_rows([case, {}]), 1) == {}
