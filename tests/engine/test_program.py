"""Programs: many threads, any order of destruction, nothing on the process's streams."""

import os
import sys
import threading
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

import policycheck.engine
from policycheck.engine import Program, compile_rules
from policycheck.errors import EngineError

from .support import ENTRYPOINT, FILE, HEADER, compiled, decide, in_child

PRELUDE = f"""
import sys
sys.path[:] = {sys.path!r}
from policycheck.engine import compile_rules
from policycheck.errors import EngineError
def compiled(body, trusted=True):
    modules = {{"m.rego": {HEADER!r} + body}}
    return compile_rules(modules, {{"x": {{"y": [1, "é"]}}}}, ["{ENTRYPOINT}"], trusted=trusted)
"""


def run(code: str) -> None:
    """Run code against the adapter in a child: it ends well, and its streams stay empty."""
    done = in_child(PRELUDE + code)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_engine_names_itself_and_its_version() -> None:
    assert policycheck.engine.ENGINE == "regopy 1.5.2"
    with pytest.raises(AttributeError, match="no attribute 'NOTHING'"):
        _ = policycheck.engine.NOTHING


def test_importing_the_package_does_not_load_the_engine() -> None:
    run("assert 'regopy' not in sys.modules, 'loaded'")


def test_a_query_answers_in_plain_python() -> None:
    answer = decide('p := {"set": {2, 1}, "input": input, "none": null}', {"x": [1.5, "é", True]})
    assert answer == {"set": [1, 2], "input": {"x": [1.5, "é", True]}, "none": None}


def test_a_package_can_be_queried() -> None:
    program = compiled("p := 1\n\nq := input.x", entrypoint="a/b")
    assert program.query("a/b", {"x": 2}) == {"p": 1, "q": 2}


def test_an_entry_of_a_rule_can_be_queried() -> None:
    entrypoint = "a/b/conditions/trade-register"
    program = compiled('conditions["trade-register"] := input.x', entrypoint=entrypoint)
    assert program.query(entrypoint, {"x": True}) is True


def test_an_odd_package_path_can_be_queried() -> None:
    source = '# A comment.\n\npackage a["b-c"].d\n\nimport rego.v1\n\np := data.x'
    program = compile_rules({"m.rego": source}, {"x": 1}, ["a/b-c/d/p"], trusted=True)
    assert program.query("a/b-c/d/p", {}) == 1


def test_modules_see_each_other_and_the_data() -> None:
    modules = {
        "one.rego": HEADER + "import data.lib\n\np := lib.double(data.x)",
        "two.rego": "package lib\n\nimport rego.v1\n\ndouble(n) := n * 2",
    }
    assert compile_rules(modules, {"x": 21}, [ENTRYPOINT]).query(ENTRYPOINT, {}) == 42


def test_any_mapping_is_an_input() -> None:
    document = MappingProxyType({"x": MappingProxyType({"y": (1, 2)})})
    assert decide("p := input.x", document) == {"y": [1, 2]}


def test_an_undefined_result_is_an_error() -> None:
    with pytest.raises(EngineError) as caught:
        decide("p := input.x", {})
    assert caught.value.code == "undefined"
    assert "data.a.b.p" in str(caught.value)


def test_an_entrypoint_that_was_not_compiled_is_an_error() -> None:
    with pytest.raises(EngineError) as caught:
        compiled("p := 1").query("a/b/q", {})
    assert caught.value.code == "unknown_entrypoint"


def test_a_program_needs_an_entrypoint() -> None:
    with pytest.raises(EngineError) as caught:
        compile_rules({FILE: HEADER + "p := 1"}, {}, [], trusted=True)
    assert caught.value.code == "unknown_entrypoint"


def test_many_threads_get_their_own_input() -> None:
    program = compiled('p := {"id": input.id, "data": data.x, "all": [x | some x in input.xs]}', X)
    start = threading.Barrier(16)
    wrong: list[Any] = []

    def work(number: int) -> None:
        start.wait()
        for count in range(60):
            identity = f"{number}-{count}"
            answer = program.query(ENTRYPOINT, {"id": identity, "xs": [number, count]})
            if answer != {"id": identity, "data": X["x"], "all": [number, count]}:
                wrong.append(answer)

    in_threads(16, work)
    assert wrong == []


X = {"x": {"y": [1, 2, {"z": "é"}]}}


def in_threads(count: int, work: Any) -> None:
    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_many_threads_compile_and_fail_at_once() -> None:
    wrong: list[Any] = []

    def work(number: int) -> None:
        for _ in range(15):
            try:
                program: Program = compiled("p := data.n / input.n", {"n": number})
                if program.query(ENTRYPOINT, {"n": 1}) != number:
                    wrong.append(number)
                program.query(ENTRYPOINT, {"n": 0})
            except EngineError as error:
                if error.code != "eval_builtin_error":
                    wrong.append(error)
            try:
                compiled("p := {")
            except EngineError as error:
                if error.row != 5:
                    wrong.append(error)

    in_threads(8, work)
    assert wrong == []


def test_programs_die_in_any_order() -> None:
    run("""
import gc, random, threading
programs = []
for number in range(100):
    programs.append(compiled("p := [input.x, data.x]"))
    program = random.choice(programs)
    thread = threading.Thread(target=program.query, args=("a/b/p", {"x": number}))
    thread.start()
    assert program.query("a/b/p", {"x": number}) == [number, {"y": [1, "é"]}]
    if len(programs) > 4:
        del programs[random.randrange(5)]
    del program
    thread.join()
    if number % 50 == 0:
        gc.collect()
""")


@pytest.mark.parametrize(
    "code",
    [
        "program.itself = program",
        "import sys; sys.keep = program",
        "import atexit; atexit.register(lambda: program.query('a/b/p', {'x': 1}))",
        """
import threading, time
def work():
    while True:
        program.query("a/b/p", {"x": 1})
for _ in range(3):
    threading.Thread(target=work, daemon=True).start()
time.sleep(0.2)
""",
    ],
)
def test_a_program_that_lives_until_the_end_does_not_disturb_it(code: str) -> None:
    run("program = compiled('p := input.x')\nprogram.query('a/b/p', {'x': 1})\n" + code)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this platform")
def test_a_program_survives_a_fork() -> None:
    run("""
import os
program = compiled("p := input.x")
program.query("a/b/p", {"x": 1})
child = os.fork()
assert program.query("a/b/p", {"x": 2}) == 2
del program
if child:
    assert os.waitpid(child, 0)[1] == 0
""")


@pytest.mark.parametrize("trusted", [True, False])
@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("p := {", "rego_parse_error"),
        ("p contains 1\\n\\np := 2", "wellformed_error"),
        ("p := 1\\n\\np := 2", "eval_conflict_error"),
        ("p := 1 / 0", "eval_builtin_error"),
        ('p := json.unmarshal("{")', "eval_builtin_error"),
        ('p := yaml.unmarshal("a: [")', "eval_builtin_error"),
        ("p := q\\n\\nq := p", "recursion"),
        ('p if print("said")', "forbidden_builtin"),
        ("q := 1", "unknown_entrypoint"),
        ("p := input.x", "undefined"),
    ],
)
def test_nothing_reaches_the_streams(body: str, code: str, trusted: bool) -> None:
    run(f"""
try:
    compiled('''{body}''', trusted={trusted}).query("a/b/p", {{}})
except EngineError as error:
    assert error.code == "{code}", error
else:
    raise AssertionError
""")


def test_an_engine_that_aborts_in_the_child_does_not_reach_the_streams() -> None:
    run("""
try:
    compiled('q if input.x >= 1\\n\\np if q with input as {"x": 1}', trusted=False)
except EngineError as error:
    assert error.code == "engine_crash", error
""")


def test_foreign_files_in_the_working_directory_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("regopy.py", "json.py", "sitecustomize.py"):
        (tmp_path / name).write_text("raise SystemExit('ran')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    assert decide("p := 1", trusted=False) == 1
