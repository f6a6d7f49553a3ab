"""The error boundary: every error is a sentence and an exit code."""

import errno

import click
import pytest

from policycheck.commands.common.boundary import PIPE_CLOSED, guarded, leave_content_out
from policycheck.errors import (
    EngineError,
    InvalidCase,
    NothingEvaluated,
    PolicycheckError,
    Problem,
    RulesError,
    UsageError,
)

PROBLEM = Problem("unknown-fact", "no such fact", "a.yaml", 3, 5, "/provider/x")


def failing(error: BaseException) -> int:
    def run() -> int:
        raise error

    return guarded(run)


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLICYCHECK_DEBUG", raising=False)


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (UsageError("no"), 2, "policycheck: error: no\n"),
        (EngineError("rego_parse_error", "bad", "a.rego", 3, 1), 3, None),
        (NothingEvaluated("nothing"), 3, "policycheck: error: nothing\n"),
        (PolicycheckError("other"), 3, "policycheck: error: other\n"),
        (
            InvalidCase([PROBLEM]),
            2,
            "a.yaml:3:5: /provider/x: no such fact [unknown-fact]\n"
            "policycheck: error: 1 problem in 1 file\n",
        ),
        (
            RulesError([PROBLEM, PROBLEM, Problem("x", "y", "b.yaml")]),
            3,
            "a.yaml:3:5: /provider/x: no such fact [unknown-fact]\n"
            "a.yaml:3:5: /provider/x: no such fact [unknown-fact]\n"
            "b.yaml: y [x]\n"
            "policycheck: error: 3 problems in 2 files\n",
        ),
        (click.ClickException("wrong"), 2, "policycheck: error: wrong\n"),
        (KeyboardInterrupt(), 130, ""),
        (click.Abort(), 130, ""),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), PIPE_CLOSED, ""),
    ],
)
def test_an_error_has_a_message_and_a_code(
    capsys: pytest.CaptureFixture[str], error: BaseException, code: int, message: str | None
) -> None:
    assert failing(error) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    if message is None:
        message = f"policycheck: error: {error}\n"
    assert captured.err == message


@pytest.mark.parametrize(
    "error", [KeyError("x"), RecursionError("deep"), MemoryError(), OSError(errno.EIO, "I/O")]
)
def test_the_unexpected_is_one_sentence(
    capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    assert failing(error) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert captured.err.startswith(
        f"policycheck: error: something unexpected went wrong ({type(error).__name__}: "
    )
    assert "please report it" in captured.err
    assert "POLICYCHECK_DEBUG=1" in captured.err
    assert "Traceback" not in captured.err


@pytest.mark.parametrize("error", [KeyError("x"), UsageError("no")])
def test_a_traceback_for_those_who_ask(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setenv("POLICYCHECK_DEBUG", "1")
    failing(error)
    assert "Traceback (most recent call last)" in capsys.readouterr().err


def chained(error: Exception) -> None:
    """Raise an error as code does: with one behind it that says what a case says."""
    try:
        raise ValueError("MARKER first")
    except ValueError as first:
        try:
            raise KeyError("MARKER second") from first
        except KeyError:
            raise error  # noqa: B904 - the error behind it is to be there


@pytest.mark.parametrize(
    "error",
    [
        KeyError("MARKER"),
        PolicycheckError("a sentence"),
        EngineError("eval_conflict_error", "MARKER", "a.rego", 3, 1),
        InvalidCase([Problem("wrong-type", "MARKER", "a", pointer="/provider/ubo_sanctioned")]),
        OSError(errno.ENOSPC, "No space left on device", "MARKER"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_redacted_no_error_says_what_a_case_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setenv("POLICYCHECK_DEBUG", "1")

    def run() -> int:
        leave_content_out(True)
        chained(error)
        return 0

    assert guarded(run) == getattr(error, "exit_code", 3)
    told = capsys.readouterr().err
    assert "MARKER" not in told.replace("MARKER first", "", 1).replace("MARKER second", "", 1)
    # The lines of code are there, and what each error says is not.
    assert told.count("MARKER") == 2
    assert "ValueError, what stands here is left out (--redact); raised at" in told
    assert f"{type(error).__name__}, what stands here" in told
    assert "in chained" in told
    assert ("No space left" in told) == isinstance(error, OSError)


def test_the_next_command_tells_all_again(capsys: pytest.CaptureFixture[str]) -> None:
    leave_content_out(True)
    failing(KeyError("MARKER"))
    assert "MARKER" in capsys.readouterr().err


def test_messages_hold_no_unseen_characters(capsys: pytest.CaptureFixture[str]) -> None:
    failing(UsageError("a\x1b[31mb\u202ec\n  second line"))
    assert capsys.readouterr().err == "policycheck: error: a[31mbc\n  second line\n"


@pytest.mark.parametrize(("returned", "code"), [(None, 0), (0, 0), (4, 4)])
def test_a_command_returns_its_code(returned: int | None, code: int) -> None:
    assert guarded(lambda: returned) == code
