"""What of the decisions of a policy cannot be lifted, found out without lifting them whole."""

import gc
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from policycheck.lifting.errors import Unliftable
from policycheck.lifting.interpreter import SymbolicInterpreter
from policycheck.lifting.intrinsics import INTRINSICS
from policycheck.lifting.lift import SLOTS
from policycheck.lifting.slow import Slow, SlowRules
from policycheck.plan import Call, Function, Plan, Position, statements_in
from policycheck.terms import Graph


@dataclass(frozen=True)
class Refusal:
    """Something that cannot be lifted.

    Attributes:
        error: Why, with the rule and the statement that is refused.
        slow: The condition or the exemption that it is; ``None``: the whole decision.
        decision: The path of the decision that was followed when it was met.
    """

    error: Unliftable
    slow: Slow | None
    decision: tuple[str, ...]

    @property
    def places(self) -> tuple[Position, ...]:
        """From the statement that is refused to the rule that was followed, the innermost first."""
        first = (self.error.position,) if self.error.position else ()
        return (*first, *self.error.trace)


def refusals(
    plan: Plan,
    data: Mapping[str, Any],
    entrypoints: Collection[str],
    schema: Mapping[str, Any],
    *,
    known_library: bool,
) -> list[Refusal]:
    """What :func:`policycheck.lifting.lift` refuses in the decisions of one policy.

    The rules of a decision are followed one by one, so that all of them are told, and then what
    makes a decision of them. Of the combinations of readings only the usual one is followed: the
    others are made of the same rules, and take most of the time of lifting.

    Args:
        plan: What the rules were compiled to. None of them may need itself.
        data: The base data that they read.
        entrypoints: The decisions, such as ``asr/ggz_2024/eligibility/decision``.
        schema: The case schema, without references.
        known_library: As for :func:`policycheck.lifting.lift`.
    """
    by_path = {each.path: each for each in plan.functions.values() if each.name.startswith("g0.")}
    paths = [path for path in (tuple(each.split("/")) for each in entrypoints) if path in by_path]
    if not paths:
        return []
    slow = SlowRules(paths[0][:-2])
    interpreter = SymbolicInterpreter(
        plan,
        data,
        schema,
        Graph(),
        readings={},
        known=INTRINSICS.keys() if known_library else (),
        slots=SLOTS,
        slow=slow,
        combining=False,
    )
    whole: list[Refusal] = []
    met: dict[tuple[tuple[str, ...], str], tuple[str, ...]] = {}
    with _without_collector():
        for path in paths:
            function = by_path[path]
            found = list(_refused(interpreter, _parts(plan, function)))
            found = found or list(_refused(interpreter, [function]))
            whole += [Refusal(each, None, path[:-1]) for each in found]
            met |= {key: path[:-1] for key in slow.reasons if key not in met}
    single = (
        Refusal(slow.reasons[each.path, each.key], each, met[each.path, each.key])
        for each in slow.found(plan).values()
    )
    return [*single, *whole]


def _parts(plan: Plan, decision: Function) -> Sequence[Function]:
    """The rules that a decision is made of, in the order in which it asks for them."""
    named = dict.fromkeys(
        each.func for each in statements_in(decision.blocks) if isinstance(each, Call)
    )
    called = (plan.functions[name] for name in named if name in plan.functions)
    return [each for each in called if not each.arity]


def _refused(
    interpreter: SymbolicInterpreter, functions: Sequence[Function]
) -> Iterator[Unliftable]:
    for each in functions:
        try:
            interpreter.rule(each.name)
        except Unliftable as error:
            yield error


@contextmanager
def _without_collector() -> Iterator[None]:
    """Terms are made in great numbers and kept to the end: looking for garbage doubles the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
