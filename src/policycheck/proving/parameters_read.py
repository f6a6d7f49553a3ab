"""Which parameters the rules of a decision read."""

from collections.abc import Collection, Iterator

from policycheck.plan import Call, Const, Function, Local, Plan, statements_in
from policycheck.plan.model import AssignVar, Dot


def parameters_read(
    plan: Plan, policy: str, entrypoint: str, known: Collection[str], decisions: Collection[str]
) -> frozenset[str]:
    """The parameters that rules look up by name, of those that the policy has.

    Args:
        plan: What the rules were compiled to.
        policy: The id of the policy.
        entrypoint: The rule that decides.
        known: The ids of its parameters.
        decisions: The ids of its decisions: what the rules of another one read counts there, as
            they may be asked for a part of what they say.
    """
    own = (*policy.split("."),)
    elsewhere = {each for each in decisions if each != entrypoint.split("/")[2]}
    found = {
        each
        for function in _reached(plan, entrypoint)
        if function.path[: len(own)] == own and function.path[len(own)] not in elsewhere
        for each in _looked_up(plan, function)
    }
    return frozenset(found.intersection(known))


def _reached(plan: Plan, entrypoint: str) -> Iterator[Function]:
    """The rules that a decision rests on."""
    path = tuple(entrypoint.split("/"))
    pending = [each.name for each in plan.functions.values() if each.path == path]
    seen = set(pending)
    while pending:
        function = plan.functions[pending.pop()]
        yield function
        for statement in statements_in(function.blocks):
            if isinstance(statement, Call) and statement.func in plan.functions.keys() - seen:
                seen.add(statement.func)
                pending.append(statement.func)


def _looked_up(plan: Plan, function: Function) -> Iterator[str]:
    """The names under which a rule looks something up in the parameters."""
    holders: set[int] = set()
    for statement in statements_in(function.blocks):
        match statement:
            case Call(func=func, result=result) if func in plan.functions:
                if plan.functions[func].path[-1] == "parameters":
                    holders.add(result)
            case AssignVar(source=Local(number), target=target) if number in holders:
                holders.add(target)
            case Dot(source=Local(number), key=Const(str(key))) if number in holders:
                yield key
