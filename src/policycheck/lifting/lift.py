"""Lifts one decision of a policy."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from policycheck.lifting.errors import Unliftable
from policycheck.lifting.interpreter import SymbolicInterpreter
from policycheck.lifting.intrinsics import INTRINSICS
from policycheck.lifting.values import Value
from policycheck.plan import Plan
from policycheck.terms import Graph, Term

SLOTS = 32
"""The most items of a list that are followed; a case with more is decided by itself."""


@dataclass(frozen=True)
class Lifted:
    """What a rule says in every case.

    Attributes:
        answer: Its value.
        conflict: Where it has none, as two rules give different values.
        guards: Whether each reading matters, in alphabetical order of the readings: what a
            combination of readings comes to is only asked for where its readings matter.
        slots: The lists of a case that are followed up to fewer items than the schema allows, with
            how many: a case with more is out of bounds.
    """

    answer: Value
    conflict: Term
    guards: tuple[Term, ...]
    slots: Mapping[str, int]


def lift(
    plan: Plan,
    data: Mapping[str, Any],
    entrypoint: str,
    schema: Mapping[str, Any],
    *,
    readings: Mapping[str, str] | None = None,
    known_library: bool = True,
    slots: int = SLOTS,
) -> Lifted:
    """Interpret a rule once, for every case.

    Args:
        plan: What the rules were compiled to.
        data: The base data that they read.
        entrypoint: The rule, such as ``asr/ggz_2024/eligibility/decision``.
        schema: The case schema, without references: it types the facts and bounds the lists.
        readings: The readings that are chosen.
        known_library: Whether the functions of the shared library are those that come with
            policycheck, so that those of the calendar need not be followed.
        slots: The most items of a list that are followed.

    Raises:
        Unliftable: The rule says something that cannot be said in terms.
    """
    path = tuple(entrypoint.split("/"))
    name = next((each.name for each in plan.functions.values() if each.path == path), None)
    if name is None:
        raise Unliftable(f"there is no rule {'.'.join(path)}")
    interpreter = SymbolicInterpreter(
        plan,
        data,
        schema,
        Graph(),
        readings=readings or {},
        known=INTRINSICS.keys() if known_library else (),
        slots=slots,
    )
    found = interpreter.rule(name)
    matters = interpreter.matters
    guards = tuple(matters[each] for each in sorted(matters))
    return Lifted(found.value, found.conflict, guards, dict(interpreter.facts.cut))
