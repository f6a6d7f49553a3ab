"""Rows about compiling, where regopy 1.5.2 says too little or aborts (see ``test_rows_values``)."""

import importlib.util
import json
import sys
from typing import Any

import pytest

from policycheck.engine import compile_rules
from policycheck.errors import EngineError

from .conftest import Opa
from .support import (
    ENTRYPOINT,
    FILE,
    HEADER,
    RAW_CHILD,
    aborted,
    decide,
    error_of,
    in_child,
    raw,
    result,
)


def test_row_01_an_unsafe_variable_compiles_and_not_over_it_is_true(opa: Opa) -> None:
    # The adapter lets it pass; the checks of rules look for it.
    assert raw("p if mistyped == 1") == "undefined"
    assert raw("p if not mistyped == 1") == result(True)
    assert "rego_unsafe_var_error" in opa.error("p if not mistyped == 1")


def test_row_02_an_unknown_function_compiles(opa: Opa) -> None:
    with pytest.raises(json.JSONDecodeError):
        raw("p := unknown(1)")
    # With an undefined argument it is undefined, and `not` over it is true.
    assert raw("p if not unknown(input.missing)") == result(True)
    assert "undefined function unknown" in opa.error("p := unknown(1)")


def test_row_02_the_adapter_refuses_unknown_functions_of_foreign_rules() -> None:
    error = error_of('p if { "é" == "é"; not unknown(input.missing) }', trusted=False)
    assert (error.code, error.file, error.row, error.column) == ("unknown_function", FILE, 5, 24)
    assert "unknown" in error.message


def test_row_02_the_adapter_names_an_unknown_function_that_runs() -> None:
    error = error_of("p := unknown(1)")
    assert (error.code, error.message) == ("unknown_function", "Function not found: unknown")


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ({"a": {"b": {"p": 5}}}, result(5)),
        ({"a": {"b": 5}}, "undefined"),
        ({"a": {"b": {"other": 5}}}, result(1)),
        ({"a": {"b": {}}}, result(1)),
        ({"a": 5}, "undefined"),
    ],
)
def test_row_07_data_overrides_a_rule_of_the_same_path(data: dict[str, Any], answer: str) -> None:
    assert raw("p := 1", data=json.dumps(data)) == answer
    error = error_of("p := 1", {}, data)
    assert (error.code, error.file) == ("data_overlaps_package", FILE)


def test_row_07_data_beside_a_package_is_accepted() -> None:
    assert decide("p := data.a.parameters", {}, {"a": {"parameters": 1}, "ab": {}}) == 1


WITH_INPUT_ABORTS = [
    'q if input.x >= 1\n\np if q with input as {"x": 1}',
    'q["k"] := input.x == false\n\np if q["k"] with input as {"x": false}',
    'given := {"x": 1}\n\nq if input.x == 1\n\np if q with input as given',
    # A local variable does not help, as soon as the rule compares with more than `==`.
    'q if input.x >= 1\n\np if {\n\tgiven := {"x": 1}\n\tq with input as given\n}',
]


@pytest.mark.parametrize("body", WITH_INPUT_ABORTS)
def test_row_20_with_input_aborts_the_process(body: str) -> None:
    assert aborted(in_child(RAW_CHILD, body))


@pytest.mark.parametrize("body", WITH_INPUT_ABORTS)
def test_row_20_the_adapter_names_the_file(body: str) -> None:
    modules = {"one.rego": "package one\n\nx := 1", "two.rego": HEADER + body}
    with pytest.raises(EngineError) as caught:
        compile_rules(modules, {}, [ENTRYPOINT])
    assert (caught.value.code, caught.value.file) == ("engine_crash", "two.rego")


def test_row_20_with_a_group_as_a_rule_is_undefined(opa: Opa) -> None:
    body = 'given := {"x": 1}\n\nq if input.group.x == 1\n\np if q with input.group as given'
    assert raw(body) == "undefined"
    assert opa.value(body) is True


@pytest.mark.parametrize(
    "body",
    [
        'q if input.group.x >= 1\n\np if q with input.group as {"x": 1}',
        'q if input.g.x >= 1\n\np if {\n\tgiven := {"x": 1}\n\tq with input.g as given\n}',
        'q if input.g.x >= 1\n\nn := 1\n\np if q with input.g as {"x": n}',
        'q if input.g.x >= 1\n\nf(v) := {"x": v}\n\np if q with input.g as f(1)',
        'q if input.g.x >= 1\n\np if {\n\tsome m in [{"x": 1}]\n\tq with input.g as m\n}',
    ],
)
def test_row_20_with_forms_that_work(body: str, opa: Opa) -> None:
    assert decide(body, trusted=False) is True
    assert opa.value(body) is True


def test_row_22_a_package_as_a_value_contains_itself(opa: Opa) -> None:
    with pytest.raises(json.JSONDecodeError):
        raw("p := data.a.b")
    assert error_of("p := data.a.b").code == "recursion"
    assert "rego_recursion_error" in opa.error("p := data.a.b")


SAVE = f"""
import sys, tempfile
if sys.argv[1] == "numpy":
    import numpy
import regopy
interpreter = regopy.Interpreter()
interpreter.add_module("0.rego", {HEADER!r} + "p := input.x")
bundle = interpreter.build(None, ["{ENTRYPOINT}"])
with tempfile.TemporaryDirectory() as directory:
    interpreter.save_bundle(directory + "/x", bundle, regopy.BundleFormat[sys.argv[2]])
"""
needs_numpy = pytest.mark.skipif(
    importlib.util.find_spec("numpy") is None, reason="numpy is not installed"
)


@needs_numpy
def test_row_25_saving_a_plan_aborts_if_numpy_was_loaded_first() -> None:
    assert aborted(in_child(SAVE, "numpy", "JSON"))
    assert in_child(SAVE, "numpy", "Binary").returncode == 0


def test_row_25_saving_a_plan_works_where_regopy_is_alone() -> None:
    assert in_child(SAVE, "alone", "JSON").returncode == 0


@needs_numpy
def test_row_25_the_adapter_compiles_in_a_process_that_has_numpy() -> None:
    done = in_child(f"""
import sys
sys.path[:] = {sys.path!r}
import numpy
from policycheck.engine import compile_rules
program = compile_rules({{"m.rego": {HEADER!r} + "p := input.x"}}, {{}}, ["{ENTRYPOINT}"])
assert program.query("{ENTRYPOINT}", {{"x": 1}}) == 1
""")
    assert done.returncode == 0, done.stderr
