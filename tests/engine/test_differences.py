"""What else regopy 1.5.2 does that OPA, or a reader of its documentation, would not expect.

As in ``test_rows_values``, but found while the adapter was built.
"""

import json
from pathlib import Path

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
    compiled,
    decide,
    error_of,
    in_child,
    raw,
    result,
)


def test_a_module_ends_at_a_nul_character() -> None:
    body = "p := 1\0\nthis is no Rego"
    assert raw(body) == result(1)
    error = error_of(body)
    assert (error.code, error.file, error.row, error.column) == ("rego_parse_error", FILE, 5, 7)


def test_a_float_with_exponent_crashes_in_data_and_not_in_input() -> None:
    code = RAW_CHILD.replace("bundle =", "interpreter.add_data_json('{\"x\": 1e-07}')\nbundle =")
    assert aborted(in_child(code, "p := data.x"))
    assert error_of("p := data.x", {}, {"x": 1e-7}).code == "data_invalid"
    assert error_of("p := data.x", {}, {"x": [1e22]}).code == "data_invalid"
    assert decide("p := data.x", {}, {"x": 1.5e22}) == 1.5e22
    assert decide("p := input.x", {"x": 1e-7}) == 1e-7


def test_numbers_have_15_digits(opa: Opa) -> None:
    body = "p := input.x == 0.3"
    assert raw(body, '{"x": 0.30000000000000004}') == result(True)
    assert opa.value(body, {"x": 0.1 + 0.2}) is False


def test_a_whole_float_becomes_an_integer() -> None:
    assert isinstance(decide("p := input.x", {"x": 1.0}), int)


@pytest.mark.parametrize(("text", "here"), [('a"b', 4), ("a\nb", 4), ("a\0b", 8), ("aéb", 3)])
def test_strings_are_counted_in_their_json_spelling(text: str, here: int, opa: Opa) -> None:
    # Comparing with < and >, substring and the like go wrong in the same way.
    assert decide("p := count(input.x)", {"x": text}) == here
    assert opa.value("p := count(input.x)", {"x": text}) == 3


def test_keys_that_are_spelled_differently_are_both_kept() -> None:
    body = r'p := {key: 1 | some key in ["é", "\u00e9"]}'
    assert json.loads(raw(body))["expressions"] == [{"é": 1}]  # Python lost one of the two
    assert error_of(body).code == "result_invalid"


def test_a_number_that_no_float_can_hold_is_no_result() -> None:
    assert json.loads(raw("p := 1e400"))["expressions"] == [float("inf")]
    assert error_of("p := 1e400").code == "result_invalid"


def test_an_entrypoint_that_does_not_exist_is_undefined() -> None:
    assert raw("q := 1") == "undefined"
    assert error_of("q := 1").code == "unknown_entrypoint"


def test_a_function_as_entrypoint_spoils_the_bundle() -> None:
    with pytest.raises(json.JSONDecodeError):
        raw("p(x) := x")
    assert error_of("p(x) := x").code == "wrong_arguments"


def test_a_variable_can_be_assigned_twice(opa: Opa) -> None:
    body = "p if {\n\tx := 1\n\tx := 2\n}"
    assert raw(body) == result(True)
    assert "assigned above" in opa.error(body)


def test_surplus_arguments_are_dropped(opa: Opa) -> None:
    body = "f(x) := x\n\np := f(1, 2)"
    assert raw(body) == result(1)
    assert "has arity 1" in opa.error(body)


def test_a_rule_hides_a_package_of_the_same_path() -> None:
    modules = {"rule.rego": HEADER + "p := 1", "package.rego": "package a.b.p\n\nq := 1"}
    assert compile_rules(modules, {}, [ENTRYPOINT], trusted=True).query(ENTRYPOINT, {}) == 1


def test_saving_a_plan_writes_a_file_of_the_modules_name(tmp_path: Path) -> None:
    # Which is why the engine gets to know a module by its index.
    target = tmp_path / "rules.rego"
    done = in_child(
        "import regopy, sys\n"
        "interpreter = regopy.Interpreter()\n"
        "interpreter.add_module(sys.argv[1], 'package a\\np := 1')\n"
        "bundle = interpreter.build(None, ['a/p'])\n"
        "interpreter.save_bundle(sys.argv[2], bundle)\n",
        str(target),
        str(tmp_path / "bundle"),
    )
    assert done.returncode == 0
    assert target.read_text() == "package a\np := 1"
    target.unlink()
    compile_rules({str(target): HEADER + "p := 1"}, {}, [ENTRYPOINT])
    assert not target.exists()


def test_print_writes_whatever_the_log_level() -> None:
    assert in_child(RAW_CHILD, 'p if print("said")').stdout.startswith(b"said\n")
    for trusted in (True, False):
        assert error_of('p if print("said")', trusted=trusted).code == "forbidden_builtin"


def test_an_interpreter_survives_an_error() -> None:
    program = compiled("p := 1 / input.x")
    for _ in range(3):
        with pytest.raises(EngineError):
            program.query(ENTRYPOINT, {"x": 0})
        assert program.query(ENTRYPOINT, {"x": 1}) == 1


def test_a_sorted_set_is_no_array(opa: Opa) -> None:
    body = 'p := {name: place | some place, name in sort({"b", "a"})}'
    assert decide(body) == {"a": "a", "b": "b"}
    assert opa.value(body) == {"a": 0, "b": 1}
    over_array = 'p := {name: place | some place, name in sort([x | some x in {"b", "a"}])}'
    assert decide(over_array) == opa.value(over_array) == {"a": 0, "b": 1}


def test_an_array_of_places_and_names_is_no_collection(opa: Opa) -> None:
    body = 'p := [place | some place, _ in ["b", "a"]]'
    assert error_of(body, {}).message == "Invalid collection"
    assert opa.value(body) == [0, 1]


def test_the_keys_of_an_object_come_in_the_order_of_its_text(opa: Opa) -> None:
    body = 'p := [key | some key in object.keys({"b": 1, "a": 2})]'
    assert decide(body) == ["b", "a"]
    assert opa.value(body) == ["a", "b"]


def test_a_union_of_objects_does_not_go_deep(opa: Opa) -> None:
    body = 'p := object.union({"a": {"b": 1}}, {"a": {"c": 2}})'
    assert decide(body) == {"a": {"c": 2}}
    assert opa.value(body) == {"a": {"b": 1, "c": 2}}


def test_a_dotted_head_that_ends_in_the_name_of_a_rule_is_taken_for_recursion(opa: Opa) -> None:
    body = 'form := "x"\n\nresult.form := form\n\np := result'
    assert error_of(body, {}).code == "recursion"
    assert opa.value(body) == {"form": "x"}
    assert decide('form := "x"\n\nresult["form"] := form\n\np := result') == {"form": "x"}


def test_the_head_of_a_comprehension_reads_a_parameter_before_it_has_a_value(opa: Opa) -> None:
    asked = '\n\np := f({"k": 1}, {"k": 2})'
    in_the_head = "f(a, b) := [a[k] | some k in object.keys(b)]" + asked
    assert decide(in_the_head) == []
    assert opa.value(in_the_head) == [1]
    in_the_body = "f(a, b) := [x | some k in object.keys(b); x := a[k]]" + asked
    assert decide(in_the_body) == opa.value(in_the_body) == [1]
    # No parameter, but a rule or a local that has its value.
    no_function = 'a := {"k": 1}\n\np := [a[k] | some k in ["k"]]'
    assert decide(no_function) == opa.value(no_function) == [1]


@pytest.mark.parametrize("name", ["max", "min"])
def test_the_largest_of_numbers_is_that_of_their_texts(name: str, opa: Opa) -> None:
    body = f"p := {name}([9, 10.5, 100])"
    assert decide(body) == {"max": 9, "min": 10.5}[name]
    assert opa.value(body) == {"max": 100, "min": 9}[name]
    days = f'p := {name}(["2023-02-28", "2023-10-01"])'
    assert decide(days) == opa.value(days)


def test_numbers_are_sorted_as_texts(opa: Opa) -> None:
    body = "p := sort([100, 19.99, 3])"
    assert decide(body) == [100, 19.99, 3]
    assert opa.value(body) == [3, 19.99, 100]


def test_decimals_are_reckoned_in_binary(opa: Opa) -> None:
    body = "p := [0.1 * 0.7, 0.57 * 100 == 57, round(0.57 * 100) == 57]"
    assert decide(body) == [0.06999999999999999, False, True]
    assert opa.value(body) == [0.07, True, True]


def test_functions_of_one_name_need_as_many_arguments_in_every_package() -> None:
    modules = {
        "one.rego": "package one\n\nimport rego.v1\n\nf(x) := x\n\np := f(input.form)\n",
        "two.rego": (
            "package two\n\nimport rego.v1\n\nf(a, b) := a if {\n\ta > b\n} else := b\n\n"
            "p := f(input.number, input.limit)\n"
        ),
    }
    for name, source in modules.items():
        compile_rules({name: source}, {}, [f"{name.removesuffix('.rego')}/p"])
    with pytest.raises(EngineError) as caught:
        compile_rules(modules, {}, ["one/p", "two/p"])
    assert caught.value.code in ("wellformed_error", "engine_crash")


def test_a_package_hides_the_builtin_of_its_name(opa: Opa) -> None:
    source = "package a.{}\n\nimport rego.v1\n\np := union({{{{1}}, {{2}}}})\n"
    with pytest.raises(EngineError, match=r"there is no function data\.a\.union") as caught:
        compile_rules({"a.rego": source.format("union")}, {}, ["a/union/p"])
    assert caught.value.code == "unknown_function"
    other = compile_rules({"a.rego": source.format("other")}, {}, ["a/other/p"])
    assert other.query("a/other/p", {}) == opa.value("p := union({{1}, {2}})") == [1, 2]
