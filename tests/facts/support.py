"""Small ways to say what a test reads and what it expects."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from policycheck.errors import InvalidCase, Problem
from policycheck.facts import case_from_mapping, read_case


def problems_of(read: Callable[[], object]) -> tuple[Problem, ...]:
    """The problems that reading ends with."""
    with pytest.raises(InvalidCase) as caught:
        read()
    return caught.value.problems


def refused(file: Path, text: str | bytes) -> tuple[Problem, ...]:
    """The problems of a file with that text."""
    write(file, text)
    return problems_of(lambda: read_case(file))


def the_problem(file: Path, text: str | bytes) -> Problem:
    """The one problem of a file with that text."""
    [problem] = refused(file, text)
    assert problem.file == str(file)
    return problem


def mapping_problem(value: Any) -> Problem:
    """The one problem of a mapping."""
    [problem] = problems_of(lambda: case_from_mapping(value))
    return problem


def write(file: Path, text: str | bytes) -> Path:
    """Write a file exactly."""
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def where(problem: Problem) -> tuple[str, int | None, int | None, str]:
    """What a problem is and where."""
    return problem.code, problem.line, problem.column, problem.pointer


def value_of(file: Path, text: str | bytes) -> Mapping[str, Any]:
    """The normalised value of a file with that text."""
    return read_case(write(file, text)).value
