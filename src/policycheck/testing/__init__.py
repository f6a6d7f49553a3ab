"""Runs the tests of rules: scenarios in YAML, and Rego tests."""

from policycheck.testing.coverage import run_covered
from policycheck.testing.results import Difference, Item, Kind, Result, State
from policycheck.testing.runner import run, run_suite, run_suites
from policycheck.testing.seen import Coverage, percentage
from policycheck.testing.suites import Suite, read_suites

__all__ = [
    "Coverage",
    "Difference",
    "Item",
    "Kind",
    "Result",
    "State",
    "Suite",
    "percentage",
    "read_suites",
    "run",
    "run_covered",
    "run_suite",
    "run_suites",
]
