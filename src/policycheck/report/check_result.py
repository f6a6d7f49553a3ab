"""What a run of the checks found, with the files named as they are seen from here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from policycheck.checks import CHECKS, Check, Finding, Severity

BY_ID = {check.id: check for check in CHECKS}


@dataclass(frozen=True)
class CheckResult:
    """What a run of the checks found.

    Attributes:
        subjects: The ids of the policies that were checked, and of the library.
        findings: In the order of files and places.
        fixed: The files whose layout was put right.
    """

    subjects: tuple[str, ...]
    findings: tuple[Finding, ...]
    fixed: tuple[str, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings of that severity there are."""
        return sum(each.severity is severity for each in self.findings)


def check_result(
    directory: Path, subjects: Sequence[str], findings: Sequence[Finding], fixed: Sequence[str]
) -> CheckResult:
    """The result with files as paths from the working directory where they lie in it."""
    seen = seen_from_here(directory)
    return CheckResult(
        tuple(subjects),
        tuple(replace(each, file=f"{seen}/{each.file}") for each in findings),
        tuple(f"{seen}/{file}" for file in fixed),
    )


def seen_from_here(directory: Path) -> str:
    """A directory as a path from the working directory, with ``/``; absolute outside of it."""
    full = directory.resolve()
    here = Path.cwd().resolve()
    return (full.relative_to(here) if full.is_relative_to(here) else full).as_posix()


def page(check: Check) -> str:
    """The page of a check, from the top of the repository."""
    return f"docs/checks/{check.id}.md"
