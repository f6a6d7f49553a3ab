"""One boundary of one parameter, and how every table of boundaries is checked."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from policycheck import Policies
from policycheck.model import Status
from properties.changing import changed

Value = str | int | float | bool


@dataclass(frozen=True)
class Boundary:
    """One fact that crosses one parameter, and what becomes of one condition.

    Attributes:
        parameter: Its name in parameters.yaml.
        condition: As ``decision/condition``.
        fact: The dotted name of the fact that moves; ``as_of`` and ``known_at`` too. Of contract
            years, the only one.
        steps: Its value just before, on and just after the boundary, each with the status.
        facts: What else the case says; ``None`` takes a fact away.
        readings: The readings that are chosen.
        result: What the decision's result has at every step, if that matters.
    """

    parameter: str
    condition: str
    fact: str
    steps: Mapping[Value, Status]
    facts: Mapping[str, Any] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    result: Mapping[str, Any] | None = None

    def __str__(self) -> str:
        how = "".join(f"-{value}" for value in self.readings.values())
        return f"{self.parameter}-{self.condition}-{self.fact}{how}"


def check_boundary(
    boundary: Boundary, policy: str, policies: Policies, base: Mapping[str, Any]
) -> None:
    """The condition has its status at each step, and there is one on both sides."""
    assert len(boundary.steps) >= 3
    decision, _, condition = boundary.condition.partition("/")
    for value, status in boundary.steps.items():
        fact: Any = [value] if boundary.fact.endswith("contract_years") else value
        case = changed(base, {**boundary.facts, boundary.fact: fact})
        decided = policies.decide(policy, decision, case, readings=boundary.readings)
        assert decided.conditions[condition].status is status, value
        if boundary.result is not None:
            assert decided.result == boundary.result, value


def assert_every_parameter(
    policy: str, tested: Set[str], elsewhere: Set[str], policies: Policies
) -> None:
    """Each parameter of the policy is in its table, or tested elsewhere in the same file."""
    assert tested | elsewhere == set(policies.manifests[policy].parameters)
