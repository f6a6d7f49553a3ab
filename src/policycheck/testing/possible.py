"""Which statuses a condition can get, so that no test is asked for one that cannot occur.

- ``met``, ``not_met``, ``open``: if a rule for the condition can give true, false, ``"open"``;
  a rule under a reading counts if the reading's value is defensible. A condition from which the
  insurer may depart can be met by a departure too.
- ``unknown``: if it reads a fact.
- ``not_applicable``: if an exemption of it can hold, if it can have a due date, or if an amendment
  added or withdrew its clause.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from policycheck.model import Status
from policycheck.plan import Plan
from policycheck.plan.flow import ANY_BOOLEAN, Constants
from policycheck.plan.model import Function
from policycheck.policies.manifest import ConditionRule, DecisionRule, PolicyManifest

_GIVEN = {True: Status.MET, False: Status.NOT_MET, "open": Status.OPEN}


class Possible:
    """The statuses that the conditions of a policy can get, by its manifest and compiled plan."""

    def __init__(self, policy: PolicyManifest, plan: Plan) -> None:
        self._policy = policy
        self._plan = plan
        self._constants = Constants(plan)
        self._given = {name: self._objects(name) for name in ("conditions", "exempt", "due")}

    def statuses(self, rule: DecisionRule, condition: ConditionRule) -> frozenset[Status]:
        """The statuses that a condition of a decision can get."""
        given = self._values("conditions", rule.id, condition.id)
        found = {_GIVEN[value] for value in given or ANY_BOOLEAN if value in _GIVEN}
        if condition.departure:
            found.add(Status.MET)
        if condition.facts:
            found.add(Status.UNKNOWN)
        if self._can_be_exempt(rule, condition):
            found.add(Status.NOT_APPLICABLE)
        return frozenset(found)

    def _can_be_exempt(self, rule: DecisionRule, condition: ConditionRule) -> bool:
        if condition.published or condition.withdrawn:
            return True
        if self._values("due", rule.id, condition.id):
            return True
        return any(
            True in (self._values("exempt", rule.id, each) or ANY_BOOLEAN)
            for each in condition.exempt_by
        )

    def _values(self, object_: str, decision: str, key: str) -> frozenset[Any]:
        """What can stand under a key: in the decision's own package, or where decisions share."""
        shared = frozenset(self._policy.decisions) - {decision}
        found: frozenset[Any] = frozenset()
        for package, members in self._given[object_]:
            if package not in shared:
                found |= members.get(key, frozenset())
        return found

    def _objects(self, name: str) -> list[tuple[str, Mapping[str, frozenset[Any]]]]:
        return [
            (function.path[2], self._constants.members(function))
            for function in self._functions(name)
        ]

    def _functions(self, name: str) -> Iterator[Function]:
        """The rules of that name in the policy, those of defensible readings too."""
        insurer, _, policy = self._policy.id.partition(".")
        for function in self._plan.functions.values():
            path = function.path
            if path[:2] != (insurer, policy) or path[-1] != name or len(path) < 4:
                continue
            if path[3:-1] and not self._defensible(path[3:-1]):
                continue
            yield function

    def _defensible(self, path: tuple[str, ...]) -> bool:
        if len(path) != 3 or path[0] != "readings" or path[1] not in self._policy.readings:
            return False
        return path[2] in self._policy.readings[path[1]].defensible
