"""Rule mutation: rules changed in one place at a time, to see whether a test notices."""

from policycheck.testing.mutation.fates import By, Fate, State
from policycheck.testing.mutation.mutants import Mutant, Operator
from policycheck.testing.mutation.survey import Stale, Survey, survey

__all__ = ["By", "Fate", "Mutant", "Operator", "Stale", "State", "Survey", "survey"]
