"""A boundary of a policy: one fact that crosses it, and what its text says on each side."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from policycheck import Policies
from policycheck.model import Status
from properties.changing import changed

# A tuple stands for a list.
Value = str | int | float | tuple[Any, ...]
Expected = Status | str | float | None


@dataclass(frozen=True)
class Boundary:
    """One fact that crosses one boundary, and what becomes of one condition.

    Attributes:
        parameter: The parameter that sets the boundary.
        condition: As ``decision/condition``; only ``decision`` where the result is what moves.
        fact: The dotted name of the fact that moves; ``as_of`` too.
        steps: Its value just before, on and just after the boundary, each with the status.
        facts: What else the case says; ``None`` takes a fact away.
        readings: The readings that are fixed.
        result: The member of the result that the steps have instead of a status; ``None`` as
            its value is a result without that member.
    """

    parameter: str
    condition: str
    fact: str
    steps: Mapping[Value, Expected]
    facts: Mapping[str, Any] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    result: str | None = None

    def __str__(self) -> str:
        how = "".join(f"-{value}" for value in self.readings.values())
        return f"{self.parameter}-{self.condition}-{self.fact}{how}"


def check_boundary(
    boundary: Boundary, policy: str, policies: Policies, base: Mapping[str, Any]
) -> None:
    """The base case with the fact on each step has what the step says."""
    assert len(boundary.steps) >= 3
    decision, _, condition = boundary.condition.partition("/")
    for value, expected in boundary.steps.items():
        fact: Any = list(value) if isinstance(value, tuple) else value
        case = changed(base, {**boundary.facts, boundary.fact: fact})
        decided = policies.decide(policy, decision, case, readings=boundary.readings)
        found = (
            decided.result.get(boundary.result)
            if boundary.result
            else decided.conditions[condition].status
        )
        assert found == expected, (value, found)


def assert_every_parameter(
    policy: str, tested: Collection[str], elsewhere: Collection[str], policies: Policies
) -> None:
    """Each parameter of the policy has a boundary, in the table or in a test of its own."""
    assert {*tested, *elsewhere} == set(policies.manifests[policy].parameters)
    assert not set(tested) & set(elsewhere)
