"""Rows about builtin functions of regopy 1.5.2 (see ``test_rows_values``)."""

import json
import time
from typing import Any

import pytest
import regopy

from .conftest import Opa
from .support import (
    FILE,
    decide,
    error_of,
    raw,
    result,
)


def test_row_11_rules_can_read_the_environment_and_the_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("POLICYCHECK_SECRET", "secret")
    assert raw("p := opa.runtime().env.POLICYCHECK_SECRET") == result("secret")
    before = time.time_ns()
    now = json.loads(raw("p := time.now_ns()"))["expressions"][0]
    assert before <= now <= time.time_ns()


def test_row_11_random_numbers_differ_from_opa(opa: Opa) -> None:
    numbers = 'rand.intn(sprintf("%d", [i]), 999999)'
    body = f"p := [number | some i in numbers.range(1, 9); number := {numbers}]"
    assert raw(body) != result(opa.value(body))
    assert raw('p := uuid.rfc4122("x")') != result(opa.value('p := uuid.rfc4122("x")'))


IMPURE = [
    "opa.runtime()",
    "time.now_ns()",
    'rand.intn("x", 9)',
    'uuid.rfc4122("x")',
    'http.send({"method": "get", "url": "http://localhost:1"})',
    'io.jwt.decode("x")',
    'net.lookup_ip_addr("localhost")',
]


@pytest.mark.parametrize("call", IMPURE)
def test_row_11_the_adapter_refuses_impure_builtins(call: str) -> None:
    error = error_of(f"p := {call}", trusted=False)
    assert (error.code, error.file, error.row) == ("forbidden_builtin", FILE, 5)
    assert call.split("(")[0] in error.message


@pytest.mark.parametrize("call", IMPURE)
def test_row_11_shipped_rules_are_refused_too(call: str) -> None:
    assert error_of(f"unused := {call}\n\np := 1").code == "forbidden_builtin"


@pytest.mark.parametrize(
    "body",
    [
        "q := abs(1)\n\np if q == 1 with abs as opa.runtime",
        "f(x) := opa.runtime()\n\np := 1",
        "p := [x | x := time.now_ns()]",
    ],
)
def test_row_11_impure_builtins_are_found_wherever_they_hide(body: str) -> None:
    assert error_of(body, trusted=False).code == "forbidden_builtin"


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ("net := input.x\n\np := net.amount", 3),
        ('p := "opa.runtime() # print(1)"', "opa.runtime() # print(1)"),
        ("# http.send(1)\np := 1", 1),
    ],
)
def test_row_11_names_that_only_look_like_impure_builtins(body: str, answer: Any) -> None:
    assert decide(body, {"x": {"amount": 3}}, trusted=False) == answer


def test_row_12_a_time_with_suffix_z_is_refused(opa: Opa) -> None:
    body = 'p := time.parse_rfc3339_ns("2024-01-31T00:00:00Z")'
    assert raw(body) == "<error>"
    assert opa.value(body) == 1706659200000000000


@pytest.mark.parametrize(
    "expression",
    [
        'time.parse_ns("2006-01-02", "2024-02-29")',
        'time.add_date(time.parse_ns("2006-01-02", "2024-02-29"), 1, 2, 3)',
        'time.format([1706743800000000000, "UTC", "2006-01-02"])',
        'time.parse_rfc3339_ns("2024-01-31T00:00:00+01:00")',
    ],
)
def test_row_12_dates_in_utc_agree_with_opa(expression: str, opa: Opa) -> None:
    # Other zones come from the host's files, so that results depend on the machine.
    assert raw(f"p := {expression}") == result(opa.value(f"p := {expression}"))


def test_row_12_a_time_without_layout_is_formatted_differently(opa: Opa) -> None:
    body = "p := time.format(1706743800000000000)"
    assert raw(body) == result("2024-01-31T23:30:00.000000000Z")
    assert opa.value(body) == "2024-01-31T23:30:00Z"


def test_row_13_regular_expressions_backtrack() -> None:
    def seconds(length: int) -> float:
        term = json.dumps({"x": "a" * length + "b"})
        start = time.perf_counter()
        assert raw('p := regex.match("^(a+)+$", input.x)', term) == result(False)
        return time.perf_counter() - start

    # Six more characters: 64 times the work. A linear engine would need as long as before.
    assert seconds(22) > 4 * seconds(16)


@pytest.mark.parametrize(
    "call", ["rego.metadata.rule()", "json.match_schema(input, {})", "http.send({})"]
)
def test_row_14_builtins_that_are_not_there(call: str) -> None:
    assert not regopy.Interpreter().is_builtin(call.split("(")[0])
    assert raw(f"p := {call}") == "<error>"
    assert error_of(f"p := {call}", trusted=False).code in {"unknown_function", "forbidden_builtin"}


@pytest.mark.parametrize("facility", ["coverage", "trace", "timeout"])
def test_row_14_facilities_that_are_not_there(facility: str) -> None:
    assert not [name for name in dir(regopy.Interpreter) if facility in name]
