"""The one place where an error becomes a message and an exit code."""

import errno
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress

import click

from policycheck.errors import ExitCode, InvalidCase, PolicycheckError, Problem, RulesError
from policycheck.report.plain import clean

DEBUG = "POLICYCHECK_DEBUG"

PIPE_CLOSED = 141
"""What a shell reports for a program that wrote to a pipe nobody reads: 128 + SIGPIPE."""


def guarded(run: Callable[[], int | None]) -> int:
    """Run a command; whatever goes wrong is told on standard error, in sentences.

    A traceback is shown only where ``POLICYCHECK_DEBUG`` is set.
    """
    _speak_utf8()
    try:
        return run() or ExitCode.DONE
    except (KeyboardInterrupt, click.Abort):
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        return _usage(error)
    except PolicycheckError as error:
        _debug()
        return _known(error)
    except OSError as error:
        if error.errno == errno.EPIPE:
            _drop_output()
            return PIPE_CLOSED
        return _unexpected(error)
    except Exception as error:  # noqa: BLE001 - the boundary: a traceback never reaches a user
        return _unexpected(error)


def tell(message: str) -> None:
    """One message on standard error, without unseen characters; silent if nobody listens."""
    lines = (clean(line) for line in message.split("\n"))
    try:
        click.echo("\n".join(lines), err=True)
    except OSError:
        _drop_output()


def _usage(error: click.ClickException) -> int:
    tell(f"policycheck: error: {error.format_message()}")
    context = getattr(error, "ctx", None)
    if context is not None:
        tell(f"Try '{context.command_path} --help'.")
    return ExitCode.USAGE


def _known(error: PolicycheckError) -> int:
    if isinstance(error, InvalidCase | RulesError):
        for problem in error.problems:
            tell(str(problem))
        tell(f"policycheck: error: {_count(error.problems)}")
    else:
        tell(f"policycheck: error: {error}")
    # What could not be written would be tried again at exit, and spoil the exit code.
    _drop_output()
    return error.exit_code


def _count(problems: tuple[Problem, ...]) -> str:
    files = len({problem.file for problem in problems})
    found = f"{len(problems)} problem{'s' * (len(problems) != 1)}"
    return f"{found} in {files} file{'s' * (files != 1)}"


def _unexpected(error: Exception) -> int:
    _debug()
    tell(
        f"policycheck: error: something unexpected went wrong ({type(error).__name__}: {error}); "
        f"please report it, with the traceback that {DEBUG}=1 shows"
    )
    return ExitCode.FAILED


def _debug() -> None:
    if os.environ.get(DEBUG):
        click.echo(traceback.format_exc(), err=True)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says, and never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_output() -> None:
    """Let nothing be written at exit to a stream that does not take it."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
