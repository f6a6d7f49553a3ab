"""Cases of Python values."""

from collections import OrderedDict
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import pytest

from facts.support import mapping_problem, problems_of, where
from policycheck.facts import case_from_mapping
from policycheck.facts.documents import MOST_BYTES, MOST_VALUES


class Sector(StrEnum):
    GGZ = "ggz"


def turnover(amount: Any) -> dict[str, Any]:
    return {"insurers": {"asr": {"turnover": {"2021": amount}}}}


def test_accepts_what_python_has_beside_json() -> None:
    case = case_from_mapping(
        MappingProxyType(
            {
                "as_of": date(2023, 9, 1),
                "known_at": datetime(2023, 8, 31, 22, 30, tzinfo=UTC),
                "contract_year": Decimal("2024.0"),
                "provider": OrderedDict(sectors=[Sector.GGZ], serious_errors=()),
                "insurers": {"asr": {"turnover": {"2021": Decimal("19.99"), "2022": 0.1}}},
            }
        )
    )
    assert case.name == "<mapping>"
    assert case.value == {
        "as_of": "2023-09-01",
        "known_at": "2023-09-01",
        "contract_year": 2024,
        "provider": {"sectors": ["ggz"], "serious_errors": []},
        "insurers": {"asr": {"turnover": {"2021": 19.99, "2022": 0.1}}},
    }
    assert type(case.value["provider"]["sectors"][0]) is str
    assert case.position("/contract_year") is None


def test_a_case_does_not_change_with_the_mapping() -> None:
    years = [2022]
    value = {"insurers": {"asr": {"contract_years": years}}}
    case = case_from_mapping(value)
    years.append(2023)
    value.clear()
    assert case.value == {"insurers": {"asr": {"contract_years": [2022]}}}


@pytest.mark.parametrize("amount", [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Inf")])
def test_refuses_what_is_no_number(amount: Any) -> None:
    assert where(mapping_problem(turnover(amount))) == (
        "not-a-number",
        None,
        None,
        "/insurers/asr/turnover/2021",
    )


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (0.1 + 0.2, "too-many-decimals"),
        (Decimal("19.990"), "too-many-decimals"),
        (-1, "out-of-range"),
        pytest.param(10**5000, "out-of-range", id="huge"),
        pytest.param(-(10**5000), "out-of-range", id="minus huge"),
        (True, "wrong-type"),
        ("19.99", "wrong-type"),
        (b"19.99", "unknown-type"),
        ({1}, "unknown-type"),
        (1j, "unknown-type"),
    ],
)
def test_refuses_other_amounts(amount: Any, code: str) -> None:
    assert mapping_problem(turnover(amount)).code == code


def test_a_time_needs_its_zone() -> None:
    problem = mapping_problem({"as_of": datetime(2023, 8, 31, 22, 30)})
    assert where(problem) == ("time-without-zone", None, None, "/as_of")


def test_a_time_at_the_end_of_the_calendar() -> None:
    behind = timezone(timedelta(hours=-12))
    assert mapping_problem({"as_of": datetime.max.replace(tzinfo=behind)}).code == "invalid-date"


@pytest.mark.parametrize("key", [2021, None, True, ("a",), b"a", pytest.param(10**5000, id="huge")])
def test_keys_are_text(key: Any) -> None:
    problem = mapping_problem({"insurers": {"asr": {"turnover": {key: 1}}}})
    assert where(problem) == ("key-not-text", None, None, "/insurers/asr/turnover")


@pytest.mark.parametrize("value", [None, [], "x", 1, [("a", 1)]])
def test_a_case_is_a_mapping(value: Any) -> None:
    assert mapping_problem(value).code == "not-a-mapping"


def test_refuses_a_mapping_that_holds_itself() -> None:
    value: dict[str, Any] = {}
    value["provider"] = value
    assert mapping_problem(value).code == "too-deep"


def test_reads_64_levels_and_refuses_65() -> None:
    def nested(levels: int) -> dict[str, Any]:
        inner: Any = []
        for _ in range(levels - 2):
            inner = [inner]
        return {"provider": inner}

    assert mapping_problem(nested(64)).code == "wrong-type"
    assert mapping_problem(nested(65)).code == "too-deep"


def test_refuses_laughs_that_share_their_parts() -> None:
    laugh: list[Any] = ["lol"]
    for _ in range(50):
        laugh = [laugh] * 9
    assert mapping_problem({"provider": laugh}).code == "too-many-values"


def test_refuses_what_no_file_could_hold() -> None:
    assert mapping_problem({"x": [0] * (MOST_VALUES + 1)}).code == "too-many-values"
    assert mapping_problem({"description": "x" * MOST_BYTES, "y": 1}).code == "too-large"


def test_problems_keep_the_order_of_the_mapping() -> None:
    value = {"x": 1, "provider": {"kvk": 1, "agb": 2}, "contract_year": "a", "as_of": "b"}
    found = problems_of(lambda: case_from_mapping(value, name="row 7"))
    assert [problem.pointer for problem in found] == [
        "/x",
        "/provider/kvk",
        "/provider/agb",
        "/contract_year",
        "/as_of",
    ]
    assert {problem.file for problem in found} == {"row 7"}
    assert str(found[1]).startswith("row 7: /provider/kvk: found the number 1; expected a KvK")
