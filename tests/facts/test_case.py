"""Normalising, and events that have not happened yet."""

import json
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from facts.support import write
from policycheck.facts import case_from_mapping, events_after, read_case


def test_nulls_and_the_objects_that_they_empty_are_left_out() -> None:
    case = case_from_mapping(
        {
            "as_of": None,
            "provider": {"name": None, "practice": {"prevention": None}, "safety": {}},
            "insurers": {
                "asr": {
                    "contract_years": [],
                    "findings": {"added_value": None},
                    "departures": {"no_claims_yet": None},
                }
            },
        }
    )
    assert case.value == {"insurers": {"asr": {"contract_years": []}}}


def test_an_empty_list_stays() -> None:
    value: dict[str, Any] = {"provider": {"serious_errors": [], "heightened_supervision": []}}
    assert case_from_mapping(value).value == value


def test_the_value_is_ready_for_json() -> None:
    case = case_from_mapping(
        {
            "contract_year": 2024.0,
            "insurers": {
                "asr": {
                    "turnover": {"2021": 1e3, "2022": 19.99},
                    "claims": {"count_for_contract_year": -0.0},
                }
            },
        }
    )
    assert json.dumps(case.value) == (
        '{"contract_year": 2024, "insurers": {"asr": {"turnover": {"2021": 1000, "2022": 19.99},'
        ' "claims": {"count_for_contract_year": 0}}}}'
    )


def test_a_case_cannot_be_assigned_to() -> None:
    case = case_from_mapping({})
    with pytest.raises(FrozenInstanceError):
        case.name = "other"  # type: ignore[misc]


def test_cases_are_equal_by_name_and_value(tmp_path: Path) -> None:
    one = read_case(write(tmp_path / "a.yaml", "contract_year: 2024"))
    assert one == read_case(write(tmp_path / "a.yaml", "# again\ncontract_year: 2024.0"))
    assert one != case_from_mapping({"contract_year": 2024})


def test_finds_values_in_yaml(tmp_path: Path) -> None:
    text = "provider:\n  serious_errors:\n  - on: 2020-02-29\n    integrity_in_doubt: true\n"
    case = read_case(write(tmp_path / "a.yaml", text))
    assert case.position("") == (1, 1)
    assert case.position("/provider") == (2, 3)
    assert case.position("/provider/serious_errors/0/integrity_in_doubt") == (4, 25)
    assert case.position("/provider/serious_errors/0/none") is None


EVENTS = {
    "as_of": "2030-01-01",
    "provider": {
        "started_on": "2023-08-15",
        "serious_errors": [
            {"on": "2023-08-14", "integrity_in_doubt": True},
            {"on": "2023-08-16", "integrity_in_doubt": True},
        ],
    },
    "insurers": {
        "asr": {
            "contract_request": {"received_on": "2024-01-01", "requested_start_on": "2025-01-01"},
            "departures": {"no_claims_yet": {"by": "x", "on": "2023-08-15", "reason": "y"}},
        }
    },
}


def test_events_may_not_lie_after_the_day_of_the_case() -> None:
    value = case_from_mapping(EVENTS).value
    assert events_after(value, date(2023, 8, 15)) == [
        ("/provider/serious_errors/1/on", date(2023, 8, 16)),
        ("/insurers/asr/contract_request/received_on", date(2024, 1, 1)),
    ]
    assert events_after(value, date(2024, 1, 1)) == []
    assert len(events_after(value, date(2023, 8, 13))) == 5


def test_no_facts_no_events() -> None:
    assert events_after({}, date(1700, 1, 1)) == []
    assert events_after({"provider": {"serious_errors": []}}, date(1700, 1, 1)) == []
