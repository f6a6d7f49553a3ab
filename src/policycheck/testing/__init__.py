"""Runs the tests of rules: scenarios in YAML, and Rego tests."""

from policycheck.testing.results import Difference, Item, Kind, Result, State
from policycheck.testing.runner import run, run_suite, run_suites
from policycheck.testing.suites import Suite, read_suites

__all__ = [
    "Difference",
    "Item",
    "Kind",
    "Result",
    "State",
    "Suite",
    "read_suites",
    "run",
    "run_suite",
    "run_suites",
]
