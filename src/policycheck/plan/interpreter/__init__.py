"""Runs a compiled plan step by step, and tells what was reached and compared."""

from policycheck.plan.interpreter.machine import Interpreter
from policycheck.plan.interpreter.steps import Trace

__all__ = ["Interpreter", "Trace"]
