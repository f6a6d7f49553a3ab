"""Whether a decision, or the value of a rule, is what a test expects."""

from collections.abc import Mapping
from typing import Any

from policycheck.model import DECIDING_MODALITIES, Condition, Decision, Status
from policycheck.testing.rego_tests import RegoTest
from policycheck.testing.results import Difference

NO_CONDITION = "no such condition"
_KEPT = (Status.NOT_MET, Status.UNKNOWN, Status.OPEN)


def differences(decision: Decision, expect: Mapping[str, Any]) -> tuple[Difference, ...]:
    """What is not as expected; each status, deadline and state, and each of a result, by itself."""
    found = found_in(decision, expect)
    result = []
    for key, expected in expect.items():
        if isinstance(expected, Mapping):
            result += _members(key, expected, found[key])
        elif expected != found[key]:
            result.append(Difference(key, expected, found[key]))
    return tuple(result)


def found_in(decision: Decision, expect: Mapping[str, Any]) -> dict[str, Any]:
    """What the decision says about the things that are expected of it."""
    everything: dict[str, Any] = {
        "outcome": decision.outcome and str(decision.outcome),
        "leaning": decision.leaning and str(decision.leaning),
        "result": dict(decision.result),
        "missing": list(decision.missing),
        "readings": [use.id for use in decision.readings if use.decides],
        "noted": [use.id for use in decision.readings if not use.decides],
        "deadlines": {each.condition: each.by.isoformat() for each in decision.deadlines},
        "statuses": {
            id: str(decision.conditions[id].status) if id in decision.conditions else NO_CONDITION
            for id in expect.get("statuses", {})
        },
        "states": {
            each.condition: str(each.state)
            for each in decision.deadlines
            if each.condition in expect.get("states", {})
        },
    }
    return {key: everything[key] for key in expect}


def conditions_to_show(decision: Decision, wrong: tuple[Difference, ...]) -> tuple[Condition, ...]:
    """The conditions whose status differs; or, where the outcome does, those that are in its way.

    Where the outcome should have been another than it is because all is met, nothing is in its way.
    """
    named = [each.what.split("/", 1)[1] for each in wrong if each.what.startswith("statuses/")]
    if named:
        return tuple(decision.conditions[id] for id in named if id in decision.conditions)
    if not any(each.what in ("outcome", "leaning", "missing") for each in wrong):
        return ()
    return tuple(
        each
        for each in decision.conditions.values()
        if each.status in _KEPT and each.modality in DECIDING_MODALITIES
    )


def rule_difference(test: RegoTest, value: Any, defined: bool) -> tuple[Difference, ...]:
    """What is wrong with the value of a test's rule: nothing if it, or its member, is true."""
    if test.case is None:
        holds = defined and value is True
        return () if holds else (Difference(test.item.name, True, value if defined else None),)
    members = value if defined else {}
    found = (
        members.get(test.case)
        if isinstance(members, Mapping)
        else (True if isinstance(members, list) and test.case in members else None)
    )
    return () if found is True else (Difference(test.item.name, True, found),)


def _members(key: str, expected: Mapping[str, Any], found: Mapping[str, Any]) -> list[Difference]:
    keys = list(dict.fromkeys([*expected, *found]))
    return [
        Difference(f"{key}/{each}", expected.get(each), found.get(each))
        for each in keys
        if expected.get(each) != found.get(each) or (each in expected) != (each in found)
    ]
