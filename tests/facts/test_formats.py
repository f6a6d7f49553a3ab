"""Dates, times, amounts and identifiers as they are written."""

from datetime import date
from typing import Any

import pytest

from facts.support import mapping_problem
from policycheck.facts import case_from_mapping
from policycheck.facts.formats import local_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-02-29", "2024-02-29"),
        ("1700-01-01", "1700-01-01"),
        ("2199-12-31", "2199-12-31"),
        ("2023-08-31T22:30:00Z", "2023-09-01"),
        ("2023-08-31T21:59:59.999999999Z", "2023-08-31"),
        ("2023-08-31t22:00:00z", "2023-09-01"),
        ("2023-09-01T00:30:00+02:00", "2023-09-01"),
        ("2023-09-01T00:30:00+03:00", "2023-08-31"),
        ("2023-08-31T18:30:00-04:00", "2023-09-01"),
        ("2023-08-31T23:59:59-00:00", "2023-09-01"),
        ("2023-01-01T00:00:00+23:59", "2022-12-31"),
        # A leap second belongs to the day that it ends.
        ("2016-12-31T22:59:60Z", "2016-12-31"),
        ("2016-12-31T23:59:60Z", "2017-01-01"),
        # In winter Amsterdam is one hour ahead of UTC, in summer two.
        ("2024-03-30T22:59:59Z", "2024-03-30"),
        ("2024-03-30T23:00:00Z", "2024-03-31"),
        ("2024-03-31T21:59:59Z", "2024-03-31"),
        ("2024-03-31T22:00:00Z", "2024-04-01"),
        ("2023-10-28T21:59:59Z", "2023-10-28"),
        ("2023-10-28T22:00:00Z", "2023-10-29"),
        ("2023-10-29T22:59:59Z", "2023-10-29"),
        ("2023-10-29T23:00:00Z", "2023-10-30"),
        # Clocks stood 19 minutes and 32 seconds ahead until 1937.
        ("1930-01-01T23:45:00Z", "1930-01-02"),
    ],
)
def test_a_date_or_a_time_is_a_day_in_amsterdam(text: str, day: str) -> None:
    assert local_date(text) == date.fromisoformat(day)
    assert case_from_mapping({"as_of": text}).value == {"as_of": day}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2023-02-29", "2023-02-29 does not exist"),
        ("1900-02-29", "1900-02-29 does not exist"),
        ("2023-13-01", "2023-13-01 does not exist"),
        ("2023-00-10", "2023-00-10 does not exist"),
        ("0000-01-01", "0000-01-01 does not exist"),
        ("2023-02-30T10:00:00Z", "2023-02-30 does not exist"),
        ("1699-12-31", "a year from 1700 to 2199"),
        ("2200-01-01", "a year from 1700 to 2199"),
        ("2199-12-31T23:30:00Z", "a year from 1700 to 2199"),
        ("9999-12-31T23:59:59Z", "a year from 1700 to 2199"),
        ("2023-08-15T10:00:00", "a time with its offset"),
        ("2023-08-15 10:00", "a time with its offset"),
        ("1/9/2023", "did you mean 2023-09-01?"),
        ("2023-8-15", "such as 2023-08-15"),
        ("20230815", "such as 2023-08-15"),
        ("2023-W33-2", "such as 2023-08-15"),
        ("2023-08-15\n", "such as 2023-08-15"),
        (" 2023-08-15", "such as 2023-08-15"),
        ("２０２３-08-15", "such as 2023-08-15"),  # noqa: RUF001
        ("2023-08-15T24:00:00Z", "a time with its offset"),
        ("2023-08-15T10:00:61Z", "a time with its offset"),
        ("2023-08-15T10:00:00+24:00", "a time with its offset"),
        ("2023-08-15T10:00:00Z\n", "such as 2023-08-15"),
        ("", "such as 2023-08-15"),
        ("today", "such as 2023-08-15"),
    ],
)
def test_refuses_other_dates_and_says_why(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason.replace("?", r"\?")):
        local_date(text)
    problem = mapping_problem({"as_of": text})
    assert problem.code == "invalid-date"
    assert reason in problem.message


@pytest.mark.parametrize("amount", [0, 1, 0.01, 19.99, 0.1, 1e12, 999_999_999_999.99, 123456.7])
def test_amounts_come_back_as_written(amount: float) -> None:
    value = case_from_mapping({"insurers": {"asr": {"turnover": {"2021": amount}}}}).value
    kept = value["insurers"]["asr"]["turnover"]["2021"]
    assert kept == amount
    assert isinstance(kept, int) is float(amount).is_integer()


@pytest.mark.parametrize("amount", [0.001, 1e-7, 1_000_000_000_000.01, -0.01])
def test_refuses_other_amounts(amount: float) -> None:
    problem = mapping_problem({"insurers": {"asr": {"turnover": {"2021": amount}}}})
    assert problem.code in ("too-many-decimals", "out-of-range")


@pytest.mark.parametrize("code", ["00000000", "06290123", "99999999"])
def test_identifiers_keep_their_zeros(code: str) -> None:
    value: dict[str, Any] = {"provider": {"agb": code, "kvk": code}}
    assert case_from_mapping(value).value == value


@pytest.mark.parametrize("code", ["", "0629012", "062901234", "0629012a", "06 290123", "０6290123"])  # noqa: RUF001
def test_refuses_other_identifiers(code: str) -> None:
    assert mapping_problem({"provider": {"agb": code}}).code == "invalid-identifier"
