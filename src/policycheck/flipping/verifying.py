"""The rules as they can be followed, and the engine that verifies what is found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from policycheck.compiled.lifter import Lifter
from policycheck.errors import EngineError, InvalidCase
from policycheck.evaluation import Policies
from policycheck.facts import Case, case_from_mapping
from policycheck.flipping.encoding import at, put
from policycheck.flipping.model import FlipDiffers, NotFollowed
from policycheck.lifting import Lifted, Unliftable
from policycheck.model import Decision, Outcome


def followed(
    lifter: Lifter,
    entrypoint: str,
    made: Decision,
    case: Case,
    readings: Mapping[str, str] | None,
) -> Lifted:
    """What the rules say in every case, if all of them can be followed.

    Raises:
        NotFollowed: They cannot.
    """
    name = f"{made.policy}.{made.decision}"
    try:
        lifted = lifter.lifted(entrypoint, readings)
    except Unliftable as error:
        raise NotFollowed(name, str(error)) from None
    if lifted.slow:
        conditions = ", ".join(each.key for each in lifted.slow.values())
        raise NotFollowed(name, f"they are found out case by case: {conditions}")
    for pointer, slots in lifted.slots.items():
        if len(at(case.value, pointer) or ()) > slots:
            raise NotFollowed(name, f"the case has more than {slots} items at {pointer}")
    return lifted


@dataclass
class Verifier:
    """What decides changed cases one by one."""

    policies: Policies
    made: Decision
    case: Case
    follows: bool
    readings: Mapping[str, str]
    asked: int = 0
    _told: dict[tuple[Any, ...], Decision | None] = field(default_factory=dict)

    def decide(self, values: Mapping[str, Any], day: date) -> Decision | None:
        """What is decided of the case with other facts; ``None`` where that is no case."""
        key = (repr(sorted(values.items(), key=lambda each: each[0])), day)
        if key not in self._told:
            self._told[key] = self._decided(values, day)
        return self._told[key]

    def changed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The facts of the case with others in their place."""
        facts: Mapping[str, Any] = self.case.value
        for pointer, value in values.items():
            facts = put(facts, pointer, value)
        return dict(facts)

    def confirm(
        self, values: Mapping[str, Any], day: date, outcome: Outcome, does: bool = True
    ) -> Decision | None:
        """The same, where it is known whether it has an outcome.

        Raises:
            FlipDiffers: The engine decides otherwise.
        """
        decided = self.decide(values, day)
        if decided is not None and (decided.outcome is outcome) is not does:
            name = f"{self.made.policy}.{self.made.decision} on {day}"
            raise FlipDiffers(name, outcome, does, decided.outcome, self.changed(values))
        return decided

    def _decided(self, values: Mapping[str, Any], day: date) -> Decision | None:
        facts = self.changed(values)
        facts.pop("as_of", None)
        try:
            self.asked += 1
            return self.policies.decide(
                self.made.policy,
                self.made.decision,
                case_from_mapping(facts, name=self.case.name, schemas=self.policies.schemas),
                as_of=day,
                known_at=day if self.follows else self.made.known_at,
                readings=self.readings,
            )
        except (InvalidCase, EngineError):
            return None
