"""The engine's errors, with the place that it gives."""

import sys
from collections.abc import Mapping

import pytest

from policycheck.engine import child, compile_rules, failures, isolation
from policycheck.engine.sources import Module, Sources
from policycheck.errors import EngineError

from .support import ENTRYPOINT, FILE, HEADER


def compile_error(modules: Mapping[str, str], *, trusted: bool = True) -> EngineError:
    with pytest.raises(EngineError) as caught:
        compile_rules(modules, {}, [ENTRYPOINT], trusted=trusted)
    return caught.value


def place(error: EngineError) -> tuple[str | None, int | None, int | None]:
    return error.file, error.row, error.column


@pytest.mark.parametrize("trusted", [True, False])
@pytest.mark.parametrize(
    ("body", "row", "column", "message"),
    [
        ("p := {", 5, 6, "this is unclosed"),
        ("p := 1 +", 5, 8, "Invalid arithmetic operator"),
        ('p if {\n\t"é" == [\n}', 6, 9, "this is unclosed"),
        ("import data.x\nimport data.y.x", 6, 1, "import must not shadow import data.x"),
        ("p := 1\r\nq := 2 +\r\n", 6, 8, "Invalid arithmetic operator"),
    ],
)
def test_a_parse_error_has_a_place(
    body: str, row: int, column: int, message: str, trusted: bool
) -> None:
    modules = {"first.rego": "package first\n\nx := 1\n", FILE: HEADER + body}
    error = compile_error(modules, trusted=trusted)
    assert (error.code, error.message) == ("rego_parse_error", message)
    assert place(error) == (FILE, row, column)
    assert str(error) == f"{FILE}:{row}:{column}: {message} [rego_parse_error]"


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ("p contains 1\n\np := 2", "wellformed_error", "Invalid rule body for set rule"),
        ("default p := 1\n\ndefault p := 2", "wellformed_error", "Multiple default rules"),
    ],
)
def test_an_error_that_the_engine_finds_later_has_no_place(
    body: str, code: str, message: str
) -> None:
    error = compile_error({FILE: HEADER + body})
    assert (error.code, error.message, *place(error)) == (code, message, None, None, None)


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ("p := input.x / 0", "eval_builtin_error", "divide by zero"),
        ("p := to_number(input.y)", "eval_builtin_error", "invalid syntax"),
        ("p := count(input.x, 2)", "wellformed_error", "wrong number of arguments"),
        ("p := count(input.x)", "eval_type_error", "operand 1 must be one of "),
        (
            "p := f(2)\n\nf(x) := 1 if x > 0\n\nf(x) := 2 if x > 1",
            "eval_conflict_error",
            "functions",
        ),
        ("p[x] := y if some [x, y] in [[1, 1], [1, 2]]", "eval_conflict_error", "object keys"),
        ("p := f(1)\n\nf(x) := f(x)", "recursion", "Recursion detected in rule body: data.a.b.p"),
    ],
)
def test_a_rule_that_fails_gives_the_engines_code(body: str, code: str, message: str) -> None:
    program = compile_rules({FILE: HEADER + body}, {}, [ENTRYPOINT], trusted=True)
    with pytest.raises(EngineError) as caught:
        program.query(ENTRYPOINT, {"x": 1, "y": "one"})
    assert caught.value.code == code
    assert caught.value.message.startswith(message)


def test_a_message_is_read_to_its_length_in_bytes() -> None:
    tree = (
        "(rego-errorseq\n  (error 6:1.rego|4|2\n    (errormsg 10:a) (b)|1é)\n  (error 6:0.rego|0|1"
    )
    error = failures.read_error(tree, "code", [Module("zero", ""), Module("one", "é\nab")])
    assert (error.code, error.message, *place(error)) == ("code", "a) (b)|1é", "one", 2, 2)


@pytest.mark.parametrize("text", ["", "what is this", "(error", "(errormsg 5:)"])
def test_an_error_that_cannot_be_read_is_still_an_error(text: str) -> None:
    assert failures.read_error(text, "some_code").code == "some_code"


CRASH = 'q if input.x >= 1\n\np if q with input as {"x": 1}'


@pytest.mark.parametrize("position", [0, 3, 6])
def test_the_file_that_crashes_is_found_among_many(position: int) -> None:
    modules = {f"m{number}.rego": f"package m{number}\n\nx := 1" for number in range(7)}
    modules[f"m{position}.rego"] = HEADER + CRASH
    error = compile_error(modules, trusted=False)
    assert (error.code, error.file) == ("engine_crash", f"m{position}.rego")
    assert "rego-localref" in error.message


def test_files_that_crash_only_together_are_both_named() -> None:
    modules = {
        "use.rego": HEADER + 'import data.lib\n\np if lib.q with input as {"x": 1}',
        "other.rego": "package other\n\nx := 1",
        "lib.rego": "package lib\n\nimport rego.v1\n\nq if input.x >= 1",
    }
    error = compile_error(modules, trusted=False)
    assert error.code == "engine_crash"
    assert "use.rego" in str(error)
    assert "lib.rego" in str(error)
    assert "other.rego" not in str(error)


def test_a_child_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "SECONDS", 0.01)
    error = compile_error({FILE: HEADER + "p := 1"}, trusted=False)
    assert error.code == "engine_timeout"
    assert "0.01 seconds" in error.message


def test_the_file_that_takes_too_long_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = (
        "import sys, time; time.sleep(60 * ('slow' in sys.stdin.read()));"
        """ print('{"error": null, "plan": null}')"""
    )
    monkeypatch.setattr(isolation, "_COMMAND", ("-c", slow))
    monkeypatch.setattr(isolation, "SECONDS", 1.0)
    error = compile_error({"x.rego": "package x", FILE: "package slow"}, trusted=False)
    assert (error.code, error.file) == ("engine_timeout", FILE)


def test_a_child_that_cannot_run_says_nothing_about_the_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(isolation, "_COMMAND", ("-c", "raise RuntimeError('no engine here')"))
    error = compile_error({FILE: HEADER + "p := 1"}, trusted=False)
    assert (error.code, error.file) == ("engine_child", None)
    assert "no engine here" in error.message


@pytest.mark.parametrize("executable", ["/nowhere/python", "", None])
def test_an_interpreter_that_is_not_there_is_an_error(
    executable: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    assert compile_error({FILE: HEADER + "p := 1"}, trusted=False).code == "engine_child"


def test_an_error_crosses_the_process_unchanged() -> None:
    sources = Sources((Module("é|1.rego", HEADER + "p := 'é"),), "{}", (ENTRYPOINT,))
    assert b"1.rego" in child.request(sources, False)
    fields = b'{"code": "c", "message": "m", "file": "f", "row": 1, "column": 2}'
    error = child.reply(b'{"error": ' + fields + b', "plan": null}')
    assert isinstance(error, EngineError)
    assert (error.code, error.message, *place(error)) == ("c", "m", "f", 1, 2)
    assert child.reply(b'{"error": null, "plan": null}') is None
    assert child.reply(b'{"error": null, "plan": {"static": {}}}') == {"static": {}}
