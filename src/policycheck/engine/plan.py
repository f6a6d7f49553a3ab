"""What the compiled plan calls: functions that do not exist, and those that rules may not call.

The engine compiles a call to an unknown function without a word. While the rule runs, the
call is an error, or, where an argument is undefined, undefined: ``not`` over it is true.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from policycheck.engine.purity import refusal
from policycheck.engine.sources import Module
from policycheck.errors import EngineError


def check_calls(
    plan: dict[str, Any], modules: Sequence[Module], is_builtin: Callable[[str], bool]
) -> None:
    """Check every call in a plan.

    Args:
        plan: OPA's intermediate representation, as the engine saves it.
        modules: The files that it was compiled from.
        is_builtin: Whether the engine has a builtin function of a name.

    Raises:
        EngineError: ``forbidden_builtin`` or ``unknown_function``, with the call's place.
    """
    defined = {function["name"] for function in plan["funcs"]["funcs"]}
    for call in _calls(plan):
        name = call["func"]
        if name in defined:
            continue
        error = refusal(name)
        if error is None and not is_builtin(name):
            error = EngineError("unknown_function", f"there is no function {name}")
        if error is not None:
            raise EngineError(error.code, error.message, *_place(call, plan, modules))


def _calls(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    pending: list[Any] = [plan]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            if node.get("type") == "CallStmt":
                yield node["stmt"]
            pending.extend(reversed(node.values()))
        elif isinstance(node, list):
            pending.extend(reversed(node))


def _place(
    call: dict[str, Any], plan: dict[str, Any], modules: Sequence[Module]
) -> tuple[str, int, int] | tuple[()]:
    # The engine counts rows and columns from 0, and columns in bytes. Statements that it
    # made itself have no place.
    if "row" not in call:
        return ()
    name: str = plan["static"]["files"][call["file"]]["value"]
    module = modules[int(name.removesuffix(".rego"))]
    row = call["row"] + 1
    return module.name, row, module.column(row, call["col"])
