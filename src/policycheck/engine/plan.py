"""What the compiled plan calls: functions that do not exist, and those that rules may not call.

The engine compiles a call to an unknown function without a word. While the rule runs, the
call is an error, or, where an argument is undefined, undefined: ``not`` over it is true.
"""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from policycheck.engine.purity import refusal
from policycheck.engine.sources import Module
from policycheck.errors import EngineError
from policycheck.plan import Call, Plan, Position, read_plan, statements_in


def plan_of(document: dict[str, Any], modules: Sequence[Module]) -> Plan:
    """The plan that the engine saved, with the places where its statements stand.

    Args:
        document: OPA's intermediate representation, as the engine saves it.
        modules: The files that it was compiled from.

    Raises:
        EngineError: ``unknown_instruction``.
    """

    def locate(file: str, row: int, column: int) -> Position:
        module = modules[int(file.removesuffix(".rego"))]
        return Position(module.name, row + 1, module.column(row + 1, column))

    return read_plan(document, locate)


def check_calls(plan: Plan, is_builtin: Callable[[str], bool]) -> None:
    """Check every call in a plan.

    Args:
        plan: What was compiled.
        is_builtin: Whether the engine has a builtin function of a name.

    Raises:
        EngineError: ``forbidden_builtin`` or ``unknown_function``, with the call's place.
    """
    blocks = (*(each.blocks for each in plan.functions.values()), *plan.entrypoints.values())
    for statement in statements_in(chain.from_iterable(blocks)):
        if not isinstance(statement, Call) or statement.func in plan.functions:
            continue
        error = refusal(statement.func)
        if error is None and not is_builtin(statement.func):
            error = EngineError("unknown_function", f"there is no function {statement.func}")
        if error is not None:
            where = statement.position
            place = (where.file, where.row, where.column) if where else ()
            raise EngineError(error.code, error.message, *place)
