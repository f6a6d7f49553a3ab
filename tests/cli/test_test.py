"""``policycheck test``."""

import json
import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from functools import partial
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from junitparser import JUnitXml

from made_up import replace
from testing.demo import IN_TIME, POLICY, Demo, made_up_demo

from .conftest import Run, Start, environment

LATE = """\
  - name: A late request is met, 100% & <sure>
    as_of: 2023-10-05
    change: {/insurers/asr/contract_request/received_on: 2023-10-02}
    expect:
      outcome: met
      statuses: {request-in-time: met}
"""
PENDING = "todo_test_later if false\n\ntest_false := false\n"


@pytest.fixture
def demo(tmp_path: Path) -> Demo:
    return made_up_demo(tmp_path)


@pytest.fixture
def failing(demo: Demo) -> Demo:
    demo.scenarios(IN_TIME + LATE)
    demo.rego(PENDING)
    return demo


def test_all_is_well(run: Run, demo: Demo) -> None:
    demo.scenarios(IN_TIME)
    result = run("test", "--rules", demo.rules)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[1].split()[:4] == [POLICY, "1", "scenario", "1"]
    assert result.stdout.endswith("─\n1 test: 1 passed\n")


def test_a_failure_in_full(run: Run, failing: Demo) -> None:
    result = run("test", failing.rules)
    assert (result.exit_code, result.stderr) == (1, "")
    place = failing.fixtures / "scenarios" / POLICY / "application.yaml"
    # A long path is folded.
    text = "".join(result.stdout.split())
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert "✗ A late request is met, 100% & <sure>" in lines
    assert f"{place}:15" in text
    assert "expected found" in lines
    assert "outcome met not_met" in lines
    assert "statuses/request-in-time met not_met" in lines
    assert "request-in-time is not met: The request is in time" in lines
    assert "Aanvraag, l. 3 (app-01)" in lines
    assert any(line.endswith("contract_request.received_on): 2 October 2023") for line in lines)
    assert "… pending: acme.demo_2024.application_test.todo_test_later" in lines
    assert "test_false true false" in lines
    assert lines[-1] == "4 tests: 1 passed, 2 failed, 1 pending"


def test_in_dutch_every_test_by_name(run: Run, failing: Demo) -> None:
    result = run("test", failing.rules, "-v", "--lang", "nl")
    assert "✓ acme.demo_2024.application: A request in August is in time (" in result.stdout
    assert result.stdout.endswith("4 tests: 1 goed, 2 fout, 1 wacht nog\n")


def test_a_pattern_and_fail_fast(run: Run, failing: Demo) -> None:
    result = run("test", failing.rules, "--run", "August|later")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "2 tests: 1 passed, 1 pending")
    result = run("test", failing.rules, "--fail-fast")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (1, "2 tests: 1 passed, 1 failed")


def test_a_path_chooses_the_policy(run: Run, failing: Demo) -> None:
    assert run("test", failing.module).exit_code == 1
    assert run("test", POLICY, "--rules", failing.rules, "--run", "August").exit_code == 0


def test_no_test_is_an_error(run: Run, demo: Demo) -> None:
    result = run("test", demo.rules)
    assert (result.exit_code, result.stdout) == (3, "")
    assert f"there is no test of {POLICY}: expected rules test_... in files" in result.stderr
    demo.scenarios(IN_TIME)
    result = run("test", demo.rules, "--run", "winter")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "no test of acme.demo_2024 has 'winter' in its id" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--run", "("], "'(' is no regular expression"),
        (["nowhere"], "there is no file, directory or policy nowhere"),
        (["--threshold", "101"], "Invalid value for '--threshold'"),
    ],
)
def test_wrong_usage(run: Run, arguments: list[str], message: str) -> None:
    result = run("test", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_a_mistake_in_a_file_of_tests(run: Run, demo: Demo) -> None:
    file = demo.scenarios("  - {name: A, expect: {outcom: met}}\n")
    result = run("test", demo.rules)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith(f"{file}:12:")
    assert "unknown key outcom; did you mean outcome? [unknown-key]" in result.stderr


def test_other_fixtures(run: Run, demo: Demo, tmp_path: Path) -> None:
    demo.scenarios(IN_TIME)
    demo.fixtures.rename(tmp_path / "elsewhere")
    assert run("test", demo.rules).exit_code == 3
    assert run("test", demo.rules, "--fixtures", tmp_path / "elsewhere").exit_code == 0


def test_a_document(run: Run, failing: Demo, root: Path) -> None:
    result = run("test", failing.rules, "--format", "json", "--coverage")
    assert (result.exit_code, result.stderr) == (1, "")
    document = json.loads(result.stdout)
    schema = json.loads((root / "schemas/output/test.schema.json").read_text(encoding="utf-8"))
    assert [each.message for each in Draft202012Validator(schema).iter_errors(document)] == []
    assert [each["state"] for each in document["tests"]] == [
        "passed",
        "failed",
        "pending",
        "failed",
    ]
    assert document["tests"][1]["conditions"][0]["id"] == "request-in-time"
    assert document["subjects"][0]["failed"] == 2
    assert 0 < document["coverage"]["percent"] < 100
    without = json.loads(run("test", failing.rules, "--format", "json").stdout)
    assert without["coverage"] is None


def test_junit(run: Run, failing: Demo) -> None:
    control = IN_TIME.replace("A request in August", '"A \\x07bell"').replace(" is in time", "")
    failing.scenarios(control.replace("outcome: met", "outcome: refer"), name="control.yaml")
    result = run("test", failing.rules, "--format", "junit")
    assert (result.exit_code, result.stderr) == (1, "")
    (suite,) = ElementTree.fromstring(result.stdout)
    assert suite.attrib["tests"] == "5"
    assert (suite.attrib["failures"], suite.attrib["skipped"]) == ("3", "1")
    parsed = JUnitXml.fromstring(result.stdout.encode())
    names = [case.name for each in parsed for case in each]
    assert "A late request is met, 100% & <sure>" in names
    assert "A bell" in names


def test_tap(run: Run, failing: Demo) -> None:
    result = run("test", failing.rules, "--format", "tap")
    lines = result.stdout.splitlines()
    assert lines[:3] == [
        "TAP version 14",
        "1..4",
        "ok 1 - acme.demo_2024.application: A request in August is in time",
    ]
    assert "ok 3 - acme.demo_2024.application_test.todo_test_later # SKIP pending" in lines
    begin = lines.index("not ok 4 - acme.demo_2024.application_test.test_false")
    assert lines[begin + 1] == "  ---"
    assert '  differences: [{"what": "test_false", "expected": true, "found": false}]' in lines
    assert lines[-1] == "  ..."


def test_annotations(run: Run, failing: Demo) -> None:
    lines = run("test", failing.rules, "--format", "github").stdout.splitlines()
    assert len(lines) == 3
    place = str(failing.fixtures / "scenarios" / POLICY / "application.yaml")
    assert lines[0].startswith(
        f"::error file={place},line=15,title=acme.demo_2024.application%3A A late request is met"
        "%2C 100%25 & <sure>::✗ A late request is met, 100%25 & <sure>%0A"
    )
    assert lines[2] == "4 tests: 1 passed, 2 failed, 1 pending"


def test_coverage_and_its_threshold(run: Run, demo: Demo) -> None:
    demo.scenarios(IN_TIME)
    result = run("test", demo.rules, "--coverage")
    assert result.exit_code == 0
    text = " ".join(result.stdout.split())
    assert "acme.demo_2024.application request-in-time is never: not met, unknown" in text
    assert (
        "acme/demo_2024/application.rego:20: <= with request_until: never false, never at the "
        "boundary" in text
    )
    assert result.stdout.splitlines()[-1].startswith("Coverage: ")
    result = run("test", demo.rules, "--threshold", "99.5", "--format", "tap")
    assert result.exit_code == 1
    assert result.stdout.startswith("TAP version 14\n1..1\nok 1")
    assert result.stderr.endswith("less than 99.5%\n")
    assert run("test", demo.rules, "--threshold", "10").exit_code == 0


def test_the_extra_is_named_where_it_is_missing(
    run: Run, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo.scenarios(IN_TIME)
    for library, arguments in {
        "junitparser": ["--format", "junit"],
        "watchfiles": ["--watch"],
    }.items():
        monkeypatch.setitem(sys.modules, library, None)
        monkeypatch.delitem(sys.modules, "policycheck.report.testing_junit", raising=False)
        result = run("test", demo.rules, *arguments)
        assert (result.exit_code, result.stdout) == (3, "")
        assert result.stderr.endswith("needs more: pip install 'policycheck[author]'\n")


def test_an_engine_that_aborts_is_an_error_with_the_file(start: Start, demo: Demo) -> None:
    whole = 'with input as {"contract_year": 2024}'
    demo.rego(f'test_whole if application.conditions["contract-year"] {whole}\n')
    result = start("test", demo.rules)
    assert (result.returncode, result.stdout) == (3, "")
    assert "acme/demo_2024/application_test.rego: the engine aborted" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send")
def test_watching(root: Path, demo: Demo, tmp_path: Path) -> None:
    demo.scenarios(IN_TIME)
    out, err = tmp_path / "out", tmp_path / "err"
    with out.open("w") as stdout, err.open("w") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-m", "policycheck", "test", str(demo.rules), "--watch"],
            env=environment(root, {}),
            stdout=stdout,
            stderr=stderr,
            # Whatever starts the tests may ignore it, as a shell does in the background.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )
    try:
        _until(err, "waiting for a change", 1)
        assert "1 test: 1 passed" in out.read_text(encoding="utf-8")
        replace(demo.module, "<=", ">=")
        replace(demo.module, "input.contract_year == 2024", "input.contract_year == 2023")
        _until(out, "1 test: 1 failed", 1)
        demo.scenarios("  - {name: A, expect: {outcom: met}}\n")
        _until(err, "did you mean outcome?", 1)
        demo.scenarios(IN_TIME.replace("outcome: met", "outcome: not_applicable"))
        _until(out, "1 test: 1 passed", 2)
        _until(err, "waiting for a change", 4)
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(20) == 130
    finally:
        process.kill()
        process.wait()
    assert f"policycheck: changed: {demo.module}" in err.read_text(encoding="utf-8")
    assert "Traceback" not in err.read_text(encoding="utf-8")


def _until(file: Path, text: str, times: int) -> None:
    """Wait until a file has a text that many times at least."""
    end = time.monotonic() + 60
    while file.read_text(encoding="utf-8").count(text) < times:
        assert time.monotonic() < end, file.read_text(encoding="utf-8")
        time.sleep(0.1)


def test_files_below_the_working_directory_have_short_names(
    start: Start, failing: Demo, tmp_path: Path
) -> None:
    result = start("test", failing.rules, "--format", "github", cwd=tmp_path)
    place = f"fixtures/scenarios/{POLICY}/application.yaml"
    assert result.stdout.startswith(f"::error file={place},line=15,")
    result = start("test", POLICY, "--rules", "rules", "--format", "tap", cwd=tmp_path)
    assert f'  file: "rules/{"/".join(POLICY.split("."))}/application_test.rego"' in result.stdout


def test_progress_is_told_at_a_terminal_only(
    run: Run, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo.scenarios(IN_TIME)
    assert run("test", demo.rules, "--fresh").stderr == ""
    monkeypatch.setattr("policycheck.commands.common.progress.sys", _Terminal())
    assert run("test", demo.rules, "--fresh").exit_code == 0
    assert _Terminal.stderr.told == "\r1 tests\r\033[K"


class _Terminal:
    """Standard error that says it is a terminal."""

    class Stream:
        told = ""

        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> None:
            self.told += text

        def flush(self) -> None:
            pass

    stderr = Stream()


def test_what_passed_is_not_run_again_unless_asked(run: Run, demo: Demo, tmp_path: Path) -> None:
    demo.scenarios(IN_TIME)
    env = {"POLICYCHECK_CACHE": str(tmp_path / "cache")}
    assert "nothing changed" not in run("test", demo.rules, env=env).stdout
    again = run("test", demo.rules, env=env)
    assert (again.exit_code, "nothing changed" in again.stdout) == (0, True)
    assert "nothing changed" not in run("test", demo.rules, "--fresh", env=env).stdout


def test_mutants_that_no_test_notices(run: Run, demo: Demo, root: Path) -> None:
    demo.scenarios(IN_TIME)
    arguments = ("test", demo.rules, "--mutate", "--jobs", "1", "--run", "boundary|value")
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (1, "")
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert lines[0] == f"{POLICY} Mutants Killed Invalid Equivalent Survived"
    assert "✗ acme/demo_2024/parameters.yaml:10:7 parameter" in lines
    assert "- request_until/0/value: 2023-09-01" in lines
    assert "+ 2023-08-31" in lines
    assert lines[-1].startswith("5 of ")
    document = json.loads(run(*arguments, "--format", "json").stdout)
    schema = json.loads((root / "schemas/output/mutants.schema.json").read_text(encoding="utf-8"))
    assert [each.message for each in Draft202012Validator(schema).iter_errors(document)] == []
    (subject,) = document["subjects"]
    assert (subject["mutants"], len(document["mutants"])) == (5, 5)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--seed", "3"], "--by, --jobs, --sample and --seed go with --mutate"),
        (["--by", "laws"], "--by, --jobs, --sample and --seed go with --mutate"),
        (["--mutate", "--format", "tap"], "--mutate writes table or json, not tap"),
        (["--mutate", "--watch"], "--mutate does not go with --watch"),
    ],
)
def test_what_goes_with_mutants(run: Run, demo: Demo, arguments: list[str], message: str) -> None:
    demo.scenarios(IN_TIME)
    result = run("test", demo.rules, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_mutants_that_no_law_notices(run: Run, demo: Demo, root: Path) -> None:
    by_laws = ("test", demo.rules, "--mutate", "--by", "laws", "--jobs", "1", "--run", "boundary")
    none = run(*by_laws)
    assert (none.exit_code, none.stdout) == (3, "")
    assert "there is no law, so that no mutant would be noticed" in none.stderr
    law = demo.rules / "acme/demo_2024/laws.yaml"
    law.write_text(
        "after:\n  title: {nl: Te laat., en: Too late.}\n  decision: application\n  never:\n"
        "    - {fact: /insurers/asr/contract_request/received_on, after: '2023-10-01'}\n"
        "    - {condition: request-in-time, status: met}\n",
        encoding="utf-8",
    )
    result = run(*by_laws)
    assert result.exit_code == 1
    assert "1 break no law" in result.stdout.splitlines()[-1]
    document = json.loads(run(*by_laws, "--format", "json").stdout)
    schema = json.loads((root / "schemas/output/mutants.schema.json").read_text(encoding="utf-8"))
    assert [each.message for each in Draft202012Validator(schema).iter_errors(document)] == []
    assert document["by"] == "laws"
    law.write_text(law.read_text(encoding="utf-8").replace("2023-10-01", "2023-08-01"))
    refuted = run(*by_laws)
    assert (refuted.exit_code, refuted.stdout) == (2, "")
    assert "and after of acme.demo_2024.application is refuted; run policycheck prove" in (
        " ".join(refuted.stderr.split())
    )


def test_mutants_need_tests_that_pass(run: Run, failing: Demo) -> None:
    result = run("test", failing.rules, "--mutate")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "A late request is met, 100% & <sure>; run policycheck test without" in result.stderr


def test_no_mutant_is_no_answer(run: Run, demo: Demo) -> None:
    demo.scenarios(IN_TIME)
    result = run("test", demo.rules, "--mutate", "--run", "nothing of that name")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "there is no mutant" in result.stderr
