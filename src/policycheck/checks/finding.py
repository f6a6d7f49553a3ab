"""What checks are, and what they find."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from policycheck.checks.subject import Subject
from policycheck.model import Text


class Severity(StrEnum):
    """Whether a finding alone stops a commit."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Spot:
    """A place where a check fires.

    Attributes:
        file: Its path below the rules directory, with ``/``.
        line: Counted from 1.
        column: In characters, counted from 1.
        message: What was found there, and what to do.
    """

    file: str
    line: int
    column: int
    message: str


@dataclass(frozen=True, order=True)
class Finding:
    """What a check found.

    Attributes:
        file: Its path below the rules directory, with ``/``.
        line: Counted from 1.
        column: In characters, counted from 1.
        check: The id of the check.
        message: What was found, and what to do.
    """

    file: str
    line: int
    column: int
    check: str
    message: str
    severity: Severity


@dataclass(frozen=True)
class Check:
    """One kind of mistake.

    Attributes:
        id: Its name in findings and in comments that silence it; ``docs/checks/<id>.md`` is its
            page.
        title: What it looks for, in a few words.
        find: Where it fires in a policy or a library.
        follows: Whether it follows facts through the compiled rules, and so needs them whole.
    """

    id: str
    title: Text
    find: Callable[[Subject], Iterable[Spot]]
    severity: Severity = Severity.ERROR
    follows: bool = False
