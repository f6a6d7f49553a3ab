"""The cases that a command was given: all of them read before anything is decided."""

from collections.abc import Sequence
from pathlib import Path

from policycheck.commands.common.progress import counted
from policycheck.errors import InvalidCase, UsageError
from policycheck.facts import Case, read_case
from policycheck.report.validation import Validated

STANDARD_INPUT = "-"


def read_cases(paths: Sequence[str]) -> list[Case]:
    """Every case; if any is invalid, every problem of every file in one error."""
    read = validated(paths)
    problems = [problem for result, _ in read for problem in result.problems]
    if problems:
        raise InvalidCase(problems)
    return [case for _, case in read if case is not None]


def validated(paths: Sequence[str]) -> list[tuple[Validated, Case | None]]:
    """Every case with what is wrong with it."""
    if paths.count(STANDARD_INPUT) > 1:
        raise UsageError("standard input can be read once: name - at most one time")
    return [_read(path) for path in counted(paths, "files")]


def refuse_a_case(target: Path | None, cases: Sequence[str]) -> None:
    """Let no result be written over a case.

    Raises:
        UsageError: The target is one of the cases.
    """
    if target is not None and target.exists():
        for case in cases:
            if Path(case).exists() and target.samefile(case):
                raise UsageError(f"{target} is a case: write the result to another file")


def _read(path: str) -> tuple[Validated, Case | None]:
    try:
        case = read_case(path)
    except InvalidCase as error:
        return Validated(error.problems[0].file, error.problems), None
    return Validated(case.name, ()), case
