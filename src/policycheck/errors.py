"""Every error that policycheck raises, and the exit code that each one ends a command with.

::

    PolicycheckError
    ├── UsageError            2  the call is wrong: an unknown policy, reading, format, date
    ├── InvalidCase           2  a case file cannot be read, or its facts do not fit the schema
    ├── RulesError            3  a policy's files are wrong: manifest, parameters, readings, tests
    ├── EngineError           3  Rego does not compile, or a rule fails while it runs
    ├── MissingExtra          3  a library is not installed that only some formats need
    ├── SampleDiffers         3  a row of a file was decided otherwise one by one (batch)
    ├── WorkerDied            3  a process that decides rows of a file ended (batch)
    ├── NothingEvaluated      3  no decision was asked for by the facts of the cases
    └── NothingTested         3  there is no test of the policies that were meant

An error holds the facts; the sentence is derived from them and says what, where, and what to do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

LEFT_OUT = "what stands here is left out (--redact)"
"""What a message says in the place of something that it may not repeat."""


class ExitCode(IntEnum):
    """What a command's exit code means. An error never shares a code with an answer."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    FAILED = 3
    UNDECIDED = 4
    INTERRUPTED = 130


class PolicycheckError(Exception):
    """The root of every error that policycheck raises on purpose."""

    exit_code = ExitCode.FAILED

    untold: str | None = None
    """Its sentence without anything of a case, where it may repeat some; else ``None``."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Sent to another process it is the same: its sentence is not made anew."""
        return _remade, (type(self), self.args, self.__dict__)


def _remade(
    kind: type[PolicycheckError], arguments: tuple[Any, ...], state: dict[str, Any]
) -> PolicycheckError:
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(state)
    return error


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a file.

    Attributes:
        code: A stable name of the kind of problem, such as ``unknown-fact``.
        message: One sentence: what was found, what was expected, what to do.
        file: The file as the caller named it; ``<stdin>`` or ``<mapping>`` where there is none.
        line: The line, counted from 1; ``None`` where there is no text.
        column: The column, counted from 1; ``None`` where there is no text.
        pointer: The JSON Pointer (RFC 6901) of the value; empty for the whole document.
        cell: In a workbook the sheet and the cell, such as ``Provider!D12``; else ``None``.
    """

    code: str
    message: str
    file: str
    line: int | None = None
    column: int | None = None
    pointer: str = ""
    cell: str | None = None

    def __str__(self) -> str:
        """The problem in one line: ``file:line:column: /pointer: message [code]``.

        In a workbook it is ``file:sheet!cell: /pointer: message [code]``.
        """
        places = (self.line, self.column, self.cell)
        position = "".join(f":{place}" for place in places if place is not None)
        where = f" {self.pointer}:" if self.pointer else ""
        return f"{self.file}{position}:{where} {self.message} [{self.code}]"


class UsageError(PolicycheckError):
    """The call is wrong: an unknown policy, decision, reading, format or date."""

    exit_code = ExitCode.USAGE


class _ProblemsError(PolicycheckError):
    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class InvalidCase(_ProblemsError):
    """A case cannot be read, or its facts do not fit the schema. Holds every problem at once."""

    exit_code = ExitCode.USAGE


class RulesError(_ProblemsError):
    """A policy's manifests, parameters, readings or tests are wrong. Holds every problem."""


class EngineError(PolicycheckError):
    """Rego does not compile, or a rule fails while it runs.

    Attributes:
        code: The engine's own code, such as ``rego_parse_error`` or ``eval_conflict_error``.
        message: What the engine says.
        file: The module, where the engine names one.
        row: The row in that module, counted from 1.
        column: The column in that module, counted from 1.
    """

    def __init__(
        self,
        code: str,
        message: str,
        file: str | None = None,
        row: int | None = None,
        column: int | None = None,
    ) -> None:
        self.code = code
        self.message = message
        self.file = file
        self.row = row
        self.column = column
        self.untold = f"a rule failed; {LEFT_OUT}"
        where = ":".join(str(part) for part in (file, row, column) if part is not None)
        super().__init__(f"{where}: {message} [{code}]" if where else f"{message} [{code}]")


class MissingExtra(PolicycheckError):
    """A library is not installed that only some formats need.

    Attributes:
        extra: The extra of policycheck that brings it.
    """

    def __init__(self, what: str, extra: str) -> None:
        self.extra = extra
        super().__init__(f"{what} needs more: pip install 'policycheck[{extra}]'")


class NothingEvaluated(PolicycheckError):
    """No decision of the chosen policies was asked for by the facts of the cases."""


class NothingTested(PolicycheckError):
    """There is no test of the policies that were meant, or none with a name that was asked for."""
