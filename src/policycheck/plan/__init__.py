"""The compiled plan of rules: OPA's intermediate representation as typed, frozen values.

It is what the engine makes of Rego before it runs it. Whoever reads it needs no engine.
"""

from policycheck.plan.model import Block, Call, Const, Function, Local, Operand, Plan, Position
from policycheck.plan.reader import read_plan
from policycheck.plan.walk import locals_read, locals_written, statements_in

__all__ = [
    "Block",
    "Call",
    "Const",
    "Function",
    "Local",
    "Operand",
    "Plan",
    "Position",
    "locals_read",
    "locals_written",
    "read_plan",
    "statements_in",
]
