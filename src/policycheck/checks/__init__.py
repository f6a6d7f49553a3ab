"""Static checks of policies and the library: what is wrong with them as they stand.

A check is one function from a ``Subject`` to the places where it fires; ``registry`` lists them,
and ``docs/checks`` has a page for each.
"""

from policycheck.checks.finding import Check, Finding, Severity, Spot
from policycheck.checks.fixing import fix_layout
from policycheck.checks.registry import CHECKS
from policycheck.checks.run import check_subject, check_subjects, run_checks, subjects_of
from policycheck.checks.subject import Subject, read_subject

__all__ = [
    "CHECKS",
    "Check",
    "Finding",
    "Severity",
    "Spot",
    "Subject",
    "check_subject",
    "check_subjects",
    "fix_layout",
    "read_subject",
    "run_checks",
    "subjects_of",
]
