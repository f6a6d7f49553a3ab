"""The one place where an error becomes a message and an exit code."""

import errno
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from contextvars import ContextVar

import click

from policycheck.errors import (
    LEFT_OUT,
    ExitCode,
    InvalidCase,
    PolicycheckError,
    Problem,
    RulesError,
)
from policycheck.report.plain import clean

DEBUG = "POLICYCHECK_DEBUG"

_LEAVING_OUT = ContextVar("policycheck_leaving_out", default=False)

PIPE_CLOSED = 141
"""What a shell reports for a program that wrote to a pipe nobody reads: 128 + SIGPIPE."""


def guarded(run: Callable[[], int | None]) -> int:
    """Run a command; whatever goes wrong is told on standard error, in sentences.

    A traceback is shown only where ``POLICYCHECK_DEBUG`` is set.
    """
    _speak_utf8()
    leave_content_out(False)
    try:
        return run() or ExitCode.DONE
    except (KeyboardInterrupt, click.Abort):
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        return _usage(error)
    except PolicycheckError as error:
        _debug(error)
        return _known(error)
    except OSError as error:
        if error.errno == errno.EPIPE:
            _drop_output()
            return PIPE_CLOSED
        return _unexpected(error)
    except Exception as error:  # noqa: BLE001 - the boundary: a traceback never reaches a user
        return _unexpected(error)


def leave_content_out(wanted: bool) -> None:
    """Let no error of this command repeat what a case says of sensitive facts, or all again."""
    _LEAVING_OUT.set(wanted)


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
    if _LEAVING_OUT.get():
        # Commands do so themselves; what one of them forgot does not get out either.
        from policycheck.facts import load_schemas
        from policycheck.redacting import Redaction

        error = Redaction(load_schemas().dictionary).error(error)
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
    _debug(error)
    tell(
        f"policycheck: error: something unexpected went wrong ({_named(error)}); "
        f"please report it, with the traceback that {DEBUG}=1 shows"
    )
    return ExitCode.FAILED


def _named(error: BaseException) -> str:
    """The kind of an error and what it says, which may be anything that a case says."""
    kind = type(error).__name__
    if not _LEAVING_OUT.get():
        return f"{kind}: {error}"
    return f"{kind}: {error.strerror}" if isinstance(error, OSError) else f"{kind}; {LEFT_OUT}"


def _debug(error: BaseException) -> None:
    if not os.environ.get(DEBUG):
        return
    if _LEAVING_OUT.get():
        click.echo("\n".join(_places(error)), err=True)
    else:
        click.echo(traceback.format_exc(), err=True)


def _places(error: BaseException | None) -> Iterator[str]:
    """A traceback without what the errors say, nor those that led to them."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield f"{type(error).__name__}, {LEFT_OUT}; raised at"
        yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
        hidden = None if error.__suppress_context__ else error.__context__
        error = error.__cause__ or hidden


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
