"""Language, colour, width and progress."""

import io
import sys
from collections.abc import Mapping

import pytest

from policycheck.commands.common import progress
from policycheck.commands.common.options import locale_language
from policycheck.commands.common.output import wants_colour
from policycheck.commands.common.progress import counted, rated
from policycheck.model import Outcome
from report.samples import decision

from .conftest import FakePolicies, Run
from .test_eval import CASE, Write

ESCAPE = "\x1b["


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("env", "language"),
    [
        ({}, "en"),
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "NL"}, "nl"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "nl_BE"}, "nl"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "", "LC_MESSAGES": ""}, "nl"),
    ],
)
def test_the_language_of_the_locale(
    monkeypatch: pytest.MonkeyPatch, env: Mapping[str, str], language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert locale_language() == language


@pytest.mark.parametrize(
    ("arguments", "env", "last_word"),
    [
        ([], {}, "decisions"),
        ([], {"LANG": "nl_NL.UTF-8"}, "besluiten"),
        ([], {"POLICYCHECK_LANG": "nl"}, "besluiten"),
        (["--lang", "en"], {"POLICYCHECK_LANG": "nl", "LANG": "nl_NL"}, "decisions"),
    ],
)
def test_the_language_of_a_table(
    run: Run, arguments: list[str], env: Mapping[str, str], last_word: str
) -> None:
    assert run("list", *arguments, env=env).stdout.split()[-1] == last_word


@pytest.mark.parametrize(
    ("choice", "env", "terminal", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_when_there_is_colour(
    monkeypatch: pytest.MonkeyPatch,
    choice: str,
    env: Mapping[str, str],
    terminal: bool,
    expected: bool,
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Terminal() if terminal else io.StringIO())
    assert wants_colour(choice) is expected


def test_colour_reaches_the_table_and_no_document(
    run: Run, policies: FakePolicies, write: Write
) -> None:
    policies.answer("a.json", eligibility=decision(Outcome.MET))
    file = write("a.json", CASE)
    assert ESCAPE in run("eval", file, "--color", "always").stdout
    assert ESCAPE not in run("eval", file).stdout
    assert ESCAPE not in run("eval", file, "--color", "always", "--format", "json").stdout


def test_progress_on_a_terminal_with_many_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert list(counted(range(21), "cases")) == list(range(21))
    written = terminal.getvalue()
    assert "\r1/21 cases" in written
    assert "\r21/21 cases" in written
    assert written.endswith("\r\x1b[K")


@pytest.mark.parametrize(("stream", "cases"), [(Terminal(), 20), (io.StringIO(), 1000)])
def test_no_progress_for_few_cases_or_a_file(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, cases: int
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    assert len(list(counted(range(cases), "cases"))) == cases
    assert stream.getvalue() == ""


def test_rate_and_time_left_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    clock = iter([100.0, 110.0, 110.1, 120.0, 130.0])
    monkeypatch.setattr(progress, "monotonic", lambda: next(clock))
    with rated("rows") as told:
        told(50_000, 0.5)  # most of it by a run before
        told(60_000, 0.6)
        told(60_500, 0.6)  # too soon after it
        told(70_000, None)
        told(75_000, 0.75)
    assert terminal.getvalue().split("\r\x1b[K")[1:] == [
        "50,000 rows, 50%",
        "60,000 rows, 1,000/s, 60%, 0:00:40 left",
        "70,000 rows, 1,000/s",
        "75,000 rows, 833/s, 75%, 0:00:30 left",
        "",
    ]


@pytest.mark.parametrize(("stream", "wanted"), [(Terminal(), False), (io.StringIO(), True)])
def test_no_rate_in_a_file_or_where_it_is_not_wanted(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, wanted: bool
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    with rated("rows", wanted) as told:
        told(1000, 0.5)
    assert stream.getvalue() == ""


def test_the_counter_disappears_when_a_case_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    for number in counted(range(30), "cases"):
        if number == 3:
            break
    assert terminal.getvalue().endswith("\r\x1b[K")
