"""``--reading POLICY/READING=VALUE``: the readings that a user chose."""

from collections.abc import Mapping, Sequence

from policycheck.commands.common.names import unknown
from policycheck.errors import UsageError
from policycheck.facts.problems import quoted
from policycheck.policies.manifest import PolicyManifest


def choose_readings(
    choices: Sequence[str], policies: Mapping[str, PolicyManifest]
) -> dict[str, dict[str, str]]:
    """The chosen value per reading, per policy.

    Raises:
        UsageError: A choice is written wrongly, named twice, or names what does not exist.
    """
    chosen: dict[str, dict[str, str]] = {policy: {} for policy in policies}
    for choice in choices:
        policy, reading, value = _parts(choice)
        _check(policy, reading, value, policies)
        if chosen[policy].setdefault(reading, value) != value:
            raise UsageError(f"--reading {policy}/{reading} is given two values: choose one")
    return chosen


def _parts(choice: str) -> tuple[str, str, str]:
    name, equals, value = choice.partition("=")
    policy, slash, reading = name.partition("/")
    if not (equals and slash and policy and reading and value):
        raise UsageError(f"--reading {quoted(choice)} is not written as POLICY/READING=VALUE")
    return policy, reading, value


def _check(policy: str, reading: str, value: str, policies: Mapping[str, PolicyManifest]) -> None:
    if policy not in policies:
        raise unknown("policy", policy, policies)
    readings = policies[policy].readings
    if reading not in readings:
        raise unknown(f"reading of {policy}", reading, readings, f"policycheck show {policy}")
    values = readings[reading].defensible
    if value in readings[reading].values and value not in values:
        raise UsageError(
            f"the value {value} of the reading {policy}/{reading} is noted and never decides "
            f"(choose from: {', '.join(values)})"
        )
    if value not in values:
        raise unknown(f"value of {policy}/{reading}", value, values)
