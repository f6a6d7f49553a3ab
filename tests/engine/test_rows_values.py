"""Rows about values, errors and threads: what regopy 1.5.2 does, and what the adapter does.

The numbers are the rows of the list that the engine was first measured with. Each test pins
regopy's behaviour, so that an upgrade shows what changed; where the adapter guards against
it, the same test or its neighbour shows that too. The rows are divided among
``test_rows_values``, ``test_rows_compile``, ``test_rows_builtins`` and ``test_rows_style``.

Rows without a test: 18 and 19 (how long compiling and calling take) and 27 (for which
platforms there are wheels), because they say nothing about results.
"""

import json
import sys
from typing import Any

import pytest
import regopy

from policycheck.engine import compile_rules
from policycheck.errors import EngineError

from .conftest import Opa
from .support import (
    ENTRYPOINT,
    HEADER,
    RAW_CHILD,
    aborted,
    compiled,
    decide,
    error_of,
    in_child,
    raw,
    result,
)


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


@pytest.mark.parametrize("depth", [10_000, 20_000])
def test_row_24_deep_json_crashes_the_process(depth: int) -> None:
    code = RAW_CHILD.replace("sys.argv[2]", '"[" * int(sys.argv[2]) + "]" * int(sys.argv[2])')
    assert aborted(in_child(code, "p := input", str(depth)))


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="Python 3.12 and later go deeper")
def test_row_24_less_deep_json_exhausts_python() -> None:
    with pytest.raises(RecursionError):
        raw("p := input", "[" * 2000 + "]" * 2000)


def test_row_24_deep_rules_crash_the_process_and_the_adapter_names_the_file() -> None:
    deep = HEADER + "p := " + "[" * 20_000 + "]" * 20_000
    with pytest.raises(EngineError) as caught:
        compile_rules({"x.rego": "package x", "deep.rego": deep}, {}, [ENTRYPOINT])
    assert (caught.value.code, caught.value.file) == ("engine_crash", "deep.rego")
