"""What regopy 1.5.2 gets wrong, row by row, and that the adapter does not.

The numbers are the rows of the list that the engine was first measured with. Each test pins
regopy's behaviour, so that an upgrade shows what changed; where the adapter guards against
it, the same test or its neighbour shows that too. Rows 15 and up about the style of rules
are in ``test_rows_style``.

Rows without a test: 18 and 19 (how long compiling and calling take) and 27 (for which
platforms there are wheels), because they say nothing about results.
"""

import importlib.util
import json
import sys
import time
from typing import Any

import pytest
import regopy

from policycheck.engine import compile_rules
from policycheck.errors import EngineError

from .conftest import Opa
from .support import (
    ENTRYPOINT,
    FILE,
    HEADER,
    RAW_CHILD,
    aborted,
    compiled,
    decide,
    in_child,
    raw,
    result,
)


def error_of(body: str, *arguments: Any, trusted: bool = True) -> EngineError:
    with pytest.raises(EngineError) as caught:
        decide(body, *arguments, trusted=trusted)
    return caught.value


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


@pytest.mark.parametrize("expression", ["1 / 0", 'to_number("x")'])
def test_row_03_builtin_errors_are_undefined_unless_strict(expression: str) -> None:
    assert raw(f"p := {expression}", strict=False) == "undefined"
    assert raw(f"p if not {expression} == 1", strict=False) == result(True)
    assert raw(f"p := {expression}") == "<error>"
    assert error_of(f"p := {expression}").code == "eval_builtin_error"


def test_row_04_strings_are_compared_by_their_json_spelling(opa: Opa) -> None:
    body = 'p := input.x == "é"'
    assert raw(body, r'{"x": "\u00e9"}') == result(False)
    assert raw(body, '{"x": "é"}') == result(True)
    assert raw('p := data.x == "é"', data=json.dumps({"x": "é"})) == result(False)
    assert opa.value(body, {"x": "é"}) is True
    assert decide(body, {"x": "é"}) is True
    assert decide('p := data.x == "é"', {}, {"x": "é"}) is True
    assert decide("p := input.x == data.x", {"x": 'é "\n\\/'}, {"x": 'é "\n\\/'}) is True


def test_row_04_an_escape_in_a_rule_stays_a_different_string(opa: Opa) -> None:
    # Nothing that the adapter does to the input can help here.
    body = r'p := input.x == "\u00e9"'
    assert decide(body, {"x": "é"}) is False
    assert opa.value(body, {"x": "é"}) is True


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("a\0b", result("a")),
        (2**63, result(-(2**63))),
        (2**64 + 5, result(5)),
        (0.1234567891, '{"expressions":[0.123457]}'),
        ("a\\b", r'{"expressions":["a\b"]}'),
    ],
)
def test_row_05_set_input_changes_values(value: Any, answer: str) -> None:
    assert naive_input({"x": value}) == answer
    assert decide("p := input.x", {"x": value}) == value


@pytest.mark.parametrize("value", ['a"b', "a\nb"])
def test_row_05_set_input_breaks_on_quotes_and_newlines(value: str) -> None:
    with pytest.raises(json.JSONDecodeError):
        naive_input({"x": value})
    assert decide("p := input.x", {"x": value}) == value


def naive_input(document: dict[str, Any]) -> str:
    interpreter = regopy.Interpreter()
    interpreter.add_module("example.rego", HEADER + "p := input.x")
    bundle = interpreter.build(None, [ENTRYPOINT])
    interpreter.set_input(document)
    return str(interpreter.query_bundle_entrypoint(bundle, ENTRYPOINT))


def test_row_06_a_second_document_with_the_same_top_key_is_ignored() -> None:
    interpreter = regopy.Interpreter()
    interpreter.add_data_json('{"x": {"one": 1}}')
    interpreter.add_data_json('{"x": {"two": 2}, "y": 3}')
    interpreter.add_module("example.rego", HEADER + "p := [data.x, data.y]")
    bundle = interpreter.build(None, [ENTRYPOINT])
    output = interpreter.query_bundle_entrypoint(bundle, ENTRYPOINT)
    assert output.results[0].expressions == [[{"one": 1}, 3]]
    assert decide("p := data.x", {}, {"x": {"one": 1, "two": 2}}) == {"one": 1, "two": 2}


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


def test_row_08_errors_have_no_text_no_results_or_a_decode_error() -> None:
    conflict = "p := 1 if input.x == 1\n\np := 2 if input.x == 1"
    assert raw(conflict, '{"x": 1}') == "<error>"
    with pytest.raises(json.JSONDecodeError):
        raw("p := q\n\nq := p")
    with pytest.raises(regopy.RegoError, match="rego-errorseq"):
        raw("p := {")
    error = error_of(conflict, {"x": 1})
    assert error.code == "eval_conflict_error"
    assert error.message == "complete rules must not produce multiple outputs"


def test_row_09_a_node_outlives_its_memory() -> None:
    done = in_child("""
import gc, regopy
interpreter = regopy.Interpreter()
interpreter.add_module("m", "package a\\np := [\\"x\\", {\\"y\\": [1, 2, 3]}]")
bundle = interpreter.build(None, ["a/p"])
output = interpreter.query_bundle_entrypoint(bundle, "a/p")
node = output.node()
del output
gc.collect()
for number in range(50):
    interpreter.set_input_term('{"k%d": [1, 2]}' % number)
    interpreter.query_bundle_entrypoint(bundle, "a/p")
print(node.json())
print(node.at(0).at(0).json())
""")
    assert done.returncode != 0 or b'"x"' not in done.stdout


def test_row_09_the_adapter_gives_values_that_outlive_everything() -> None:
    program = compiled('p := [input, {"x"}, null, 1.5]')
    answer = program.query(ENTRYPOINT, {"y": [1, "é"]})
    for number in range(50):
        program.query(ENTRYPOINT, {f"k{number}": [1, 2]})
    del program
    assert answer == [{"y": [1, "é"]}, ["x"], None, 1.5]


def test_row_10_threads_on_one_interpreter_get_each_others_input() -> None:
    # That one interpreter per thread helps is shown in test_program.
    done = in_child("""
import regopy, sys, threading, time
interpreter = regopy.Interpreter()
interpreter.add_module("m", "package a\\np := input.x")
bundle = interpreter.build(None, ["a/p"])
stop = time.monotonic() + 20
mixed = []
def work(number):
    while time.monotonic() < stop and not mixed:
        interpreter.set_input_term('{"x": %d}' % number)
        output = interpreter.query_bundle_entrypoint(bundle, "a/p")
        if str(output) != '{"expressions":[%d]}' % number:
            mixed.append(str(output))
threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
sys.exit(bool(mixed))
""")
    assert done.returncode != 0


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


@pytest.mark.parametrize("depth", [10_000, 20_000])
def test_row_24_deep_json_crashes_the_process(depth: int) -> None:
    code = RAW_CHILD.replace("sys.argv[2]", '"[" * int(sys.argv[2]) + "]" * int(sys.argv[2])')
    assert aborted(in_child(code, "p := input", str(depth)))


def test_row_24_less_deep_json_exhausts_python() -> None:
    with pytest.raises(RecursionError):
        raw("p := input", "[" * 2000 + "]" * 2000)


def test_row_24_deep_rules_crash_the_process_and_the_adapter_names_the_file() -> None:
    deep = HEADER + "p := " + "[" * 20_000 + "]" * 20_000
    with pytest.raises(EngineError) as caught:
        compile_rules({"x.rego": "package x", "deep.rego": deep}, {}, [ENTRYPOINT])
    assert (caught.value.code, caught.value.file) == ("engine_crash", "deep.rego")


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
