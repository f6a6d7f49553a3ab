"""How rules must be written, because regopy 1.5.2 and OPA disagree about the rest.

The adapter cannot help here: it sees compiled rules. Each test pins what both engines make
of a form, so that the checks of rules know what to refuse. The numbers are the rows of the
list that the engine was first measured with.
"""

from typing import Any

import pytest
import regopy

from .conftest import Opa
from .support import raw, result


def test_row_15_an_infix_expression_cannot_head_a_comprehension(opa: Opa) -> None:
    body = "p := [x * 2 | some x in input.xs]"
    with pytest.raises(regopy.RegoError, match="Invalid collection"):
        raw(body, '{"xs": [1, 2]}')
    body = "p := [y | some x in input.xs; y := x * 2]"
    assert raw(body, '{"xs": [1, 2]}') == result([2, 4])
    assert opa.value(body, {"xs": [1, 2]}) == [2, 4]


def test_row_15_every_cannot_be_the_body_on_one_line(opa: Opa) -> None:
    body = "p if every x in [1] { x == 1 }"
    with pytest.raises(regopy.RegoError, match="Invalid rule head"):
        raw(body)
    assert opa.value(body) is True
    body = "p if {\n\tevery x in [1] {\n\t\tx == 1\n\t}\n}"
    assert raw(body) == result(True)
    assert opa.value(body) is True


def test_row_15_a_body_without_if_is_accepted(opa: Opa) -> None:
    assert raw("p := 1 { true }") == result(1)
    assert "`if` keyword is required" in opa.error("p := 1 { true }")


def test_row_16_a_single_equals_sign_does_not_compare(opa: Opa) -> None:
    body = "p := [x | some x in [1, 2, 3]; x = 1]"
    assert raw(body) == result([1, 2, 3])
    assert opa.value(body) == [1]
    assert raw(body.replace("= 1]", "== 1]")) == result([1])


def test_row_17_some_with_a_key_in_a_set_comprehension_is_refused(opa: Opa) -> None:
    given = {"yes": True, "no": False}
    term = '{"yes": true, "no": false}'
    body = "p := {id | some id, v in input; v == true}"
    with pytest.raises(regopy.RegoError, match="Invalid collection"):
        raw(body, term)
    assert opa.value(body, given) == ["yes"]
    body = "p := {id | input[id] == true}"
    assert raw(body, term) == result(["yes"])
    assert opa.value(body, given) == ["yes"]


@pytest.mark.parametrize(
    ("comparison", "here", "there"),
    [
        ("null >= 5", True, False),
        ('"a" >= 5', False, True),
        ('true > "a"', True, False),
        ("{1} > {}", False, True),
        ('"b" > "a"', True, True),
        ("1.5 > 1", True, True),
    ],
)
def test_row_21_types_are_ordered_differently(
    comparison: str, here: bool, there: bool, opa: Opa
) -> None:
    assert raw(f"p := {comparison}") == result(here)
    assert opa.value(f"p := {comparison}") is there


@pytest.mark.parametrize(
    ("date", "years", "months", "answer"),
    [("2024-02-29", -5, 0, "2019-03-01"), ("2024-01-31", 0, 1, "2024-03-02")],
)
def test_row_23_date_arithmetic_overflows_in_both(
    date: str, years: int, months: int, answer: str, opa: Opa
) -> None:
    sum_of = f'time.add_date(time.parse_ns("2006-01-02", "{date}"), {years}, {months}, 0)'
    body = f'p := time.format([{sum_of}, "UTC", "2006-01-02"])'
    assert raw(body) == result(answer)
    assert opa.value(body) == answer


@pytest.mark.parametrize(("bounds", "there"), [([1, 2], True), ([1, 5], None), ([4, 5], None)])
def test_row_26_nested_every_loses_the_outer_variable(
    bounds: list[int], there: Any, opa: Opa
) -> None:
    body = f"p if {{\n\tevery x in {bounds} {{\n\t\tevery y in [3] {{ y > x }}\n\t}}\n}}"
    assert raw(body) == "undefined"
    assert opa.value(body) is there


def test_row_26_every_without_the_outer_variable_works(opa: Opa) -> None:
    body = "p if {\n\tevery x in [1, 2] {\n\t\tx > 0\n\t\tevery y in [3] { y > 2 }\n\t}\n}"
    assert raw(body) == result(True)
    assert opa.value(body) is True


def test_a_comprehension_within_every_loses_its_variable_too(opa: Opa) -> None:
    body = "p if {\n\tevery x in [1] {\n\t\tcount([y | some y in [3]; y > x]) == 1\n\t}\n}"
    assert raw(body) == "undefined"
    assert opa.value(body) is True


def test_what_an_inner_every_goes_over_may_use_the_variable(opa: Opa) -> None:
    body = "p if {\n\tevery x in [[1]] {\n\t\tevery y in x { y > 0 }\n\t}\n}"
    assert raw(body) == result(True)
    assert opa.value(body) is True
