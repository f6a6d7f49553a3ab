"""Tests as they run."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from policycheck.errors import EngineError
from policycheck.testing import Kind, Result, State, run_suite
from policycheck.testing.results import Difference
from testing.demo import IN_TIME, POLICY, Demo

LATE = """\
  - name: A request in October is met
    as_of: 2023-10-05
    change:
      /insurers/asr/contract_request/received_on: 2023-10-02
    expect:
      outcome: met
      statuses: {request-in-time: met, channel-of-now: met}
      deadlines: {request-in-time: 2023-09-01, channel-of-now: 2023-09-02}
      missing: []
"""


def test_a_scenario_that_fails_says_what_differs_and_what_was_read(demo: Demo) -> None:
    demo.scenarios(IN_TIME + LATE)
    passed, failed = demo.run()
    assert (passed.state, passed.differences) == (State.PASSED, ())
    assert passed.seconds > 0
    assert failed.state is State.FAILED
    assert failed.differences == (
        Difference("outcome", "met", "not_met"),
        Difference("statuses/request-in-time", "met", "not_met"),
        Difference("deadlines/request-in-time", "2023-09-01", "2023-10-01"),
        Difference("deadlines/channel-of-now", "2023-09-02", None),
    )
    (condition,) = failed.conditions
    assert condition.id == "request-in-time"
    assert [(fact.path, fact.value) for fact in condition.facts] == [
        ("/insurers/asr/contract_request/received_on", "2023-10-02")
    ]


def test_an_outcome_that_differs_shows_the_conditions_in_its_way(demo: Demo) -> None:
    demo.scenarios(
        LATE.replace("statuses: {request-in-time: met, channel-of-now: met}", "").rstrip()
    )
    (failed,) = demo.run()
    assert [each.id for each in failed.conditions] == ["request-in-time"]


def test_rego_tests(demo: Demo) -> None:
    demo.rego(
        "test_true if 1 == 1\n\n"
        "test_undefined if 1 == 2\n\n"
        "test_false := 1 == 2\n\n"
        'test_text := "true"\n\n'
        "todo_test_later if 1 == 2\n\n"
        "test_divided if 1 / 0 == 1\n"
    )
    results = demo.run()
    assert {each.item.name: str(each.state) for each in results} == {
        "test_true": "passed",
        "test_undefined": "failed",
        "test_false": "failed",
        "test_text": "failed",
        "todo_test_later": "pending",
        "test_divided": "error",
    }
    found = {each.item.name: each.differences for each in results}
    assert found["test_undefined"] == (Difference("test_undefined", True, None),)
    assert found["test_false"] == (Difference("test_false", True, False),)
    assert found["test_text"] == (Difference("test_text", True, "true"),)
    assert "divi" in results[-1].message
    assert {each.item.kind for each in results} == {Kind.REGO}


@pytest.mark.parametrize(
    ("head", "end"),
    [
        ("test_days[name] if", ""),
        ("test_days contains name if", ""),
        ("test_days[name] := x if", "x := "),
    ],
)
def test_cases_fail_by_themselves(demo: Demo, head: str, end: str) -> None:
    demo.rego(
        f'{head} {{\n\tsome name, case in {{\n\t\t"one": {{"in": 1, "out": true}},\n'
        '\t\t"two": {"in": 2, "out": true},\n\t\t"three": {"in": 3, "out": false},\n\t}\n'
        f'\tresult := case["in"] == 1\n\t{end}result == case.out\n}}\n'
    )
    states = {each.item.id.rpartition(": ")[2]: str(each.state) for each in demo.run()}
    assert states == {"one": "passed", "two": "failed", "three": "passed"}


def test_a_pattern_chooses_and_fail_fast_stops(demo: Demo) -> None:
    demo.scenarios(IN_TIME + LATE + IN_TIME.replace("August", "summer"))
    demo.rego("test_one if true\n")
    assert len(demo.run()) == 4
    assert [each.item.name for each in demo.run(pattern=r"_test\.")] == ["test_one"]
    assert [each.item.name for each in demo.run(pattern=r"in (August|summer)")] == [
        "A request in August is in time",
        "A request in summer is in time",
    ]
    assert demo.run(pattern="nothing") == ()
    stopped = demo.run(fail_fast=True)
    assert [str(each.state) for each in stopped] == ["passed", "failed"]


def test_every_result_is_told(demo: Demo) -> None:
    demo.scenarios(IN_TIME)
    demo.rego("test_one if true\n")
    told: list[Result] = []
    assert list(demo.run(told=told.append)) == told


def test_rules_that_do_not_compile(demo: Demo) -> None:
    demo.rego("test_one if {\n")
    with pytest.raises(EngineError) as error:
        demo.run()
    assert error.value.file == "acme/demo_2024/application_test.rego"


def test_a_test_that_aborts_the_engine_names_its_file(demo: Demo) -> None:
    whole = 'with input as {"contract_year": 2024}'
    demo.rego(f'test_whole if application.conditions["contract-year"] {whole}\n')
    with pytest.raises(EngineError) as error:
        demo.run()
    assert (error.value.code, error.value.file) == (
        "engine_crash",
        "acme/demo_2024/application_test.rego",
    )


def test_a_suite_runs_on_other_rules(demo: Demo) -> None:
    demo.scenarios(IN_TIME)
    (suite,) = demo.read()
    name = "acme/demo_2024/application.rego"
    mutant = suite.rules.modules[name].replace("== 2024", "== 2023")
    assert [str(each.state) for each in run_suite(suite, trusted=True)] == ["passed"]
    other = suite.with_module(name, mutant)
    assert [str(each.state) for each in run_suite(other, trusted=True)] == ["failed"]
    assert suite.rules.modules[name] != mutant


def test_ids_are_unique_and_hold_the_policy(demo: Demo) -> None:
    demo.scenarios(IN_TIME)
    demo.rego("test_one if true\n")
    ids = [each.item.id for each in demo.run()]
    assert len(ids) == len(set(ids))
    assert all(re.match(re.escape(POLICY), id) for id in ids)


def test_the_tests_of_a_library_of_their_own(demo: Demo) -> None:
    library = demo.rules / "policycheck"
    library.mkdir()
    for name in ("outcome", "text"):
        (library / f"{name}.rego").write_text(
            f"package policycheck.{name}\n\nimport rego.v1\n\none := 1\n"
        )
    (library / "text_test.rego").write_text(
        "package policycheck.text_test\n\nimport data.policycheck.text\nimport rego.v1\n\n"
        "test_one if text.one == 1\n"
    )
    suites = [each for each in demo.read() if each.name == "policycheck"]
    (result,) = run_suite(replace(suites[0], schemas=suites[0].schemas))
    assert (result.item.id, result.state) == ("policycheck.text_test.test_one", State.PASSED)


def test_what_passed_is_kept_until_something_changes(
    demo: Demo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("POLICYCHECK_CACHE", str(tmp_path / "cache"))
    demo.scenarios(IN_TIME)
    demo.rego("test_one if true\n\ntodo_test_two if false\n")

    def kept(**options: object) -> list[tuple[str, bool]]:
        return [(str(each.state), each.kept) for each in demo.run(keep=True, **options)]

    ran = [("passed", False), ("passed", False), ("pending", False)]
    again = [("passed", True), ("passed", True), ("pending", True)]
    assert kept() == ran
    assert kept() == again
    assert [each.item for each in demo.run(keep=True)] == [each.item for each in demo.run()]
    assert [each.kept for each in demo.run()] == [False, False, False]
    assert kept(pattern="_test") == again[1:]
    for file, text in (
        (demo.module, "# another comment\n"),
        (demo.rules / "acme/demo_2024/parameters.yaml", "# another comment\n"),
        (demo.fixtures / "scenarios" / POLICY / "application.yaml", "# another comment\n"),
        (demo.fixtures / "cases/new.yaml", "contract_year: 2024\n"),
    ):
        file.parent.mkdir(exist_ok=True)
        before = file.read_text(encoding="utf-8") if file.is_file() else ""
        file.write_text(before + text, encoding="utf-8")
        assert kept() == ran, file
        assert kept() == again, file
    for file in (tmp_path / "cache").glob("tests-*.json"):
        file.write_text("{", encoding="utf-8")
    assert kept() == ran


def test_what_failed_is_run_again(
    demo: Demo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("POLICYCHECK_CACHE", str(tmp_path / "cache"))
    demo.scenarios(LATE + IN_TIME)
    for _ in range(2):
        assert [(str(e.state), e.kept) for e in demo.run(keep=True)] == [
            ("failed", False),
            ("passed", False),
        ]
