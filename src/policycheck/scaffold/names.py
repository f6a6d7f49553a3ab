"""The names of policies and decisions: which can be used, and why others cannot."""

import re
from dataclasses import dataclass

from policycheck.errors import UsageError
from policycheck.facts.problems import quoted
from policycheck.policies.rules import LIBRARY

_PART = re.compile(r"[a-z][a-z0-9_]*")
_LONGEST = 40

_KEYWORDS = (
    "as contains data default else every false if import in input not null package some true with"
)
# A test imports its decision by its name, which hides a function of Rego of that name.
_FUNCTIONS = (
    "abs all and any array assign base64 base64url bits ceil concat count crypto div endswith eq "
    "equal floor format_int glob graph graphql gt gte hex http indexof indexof_n internal "
    "intersection io is_array is_boolean is_null is_number is_object is_set is_string json lower "
    "lt lte max min minus mul neq net numbers object opa or plus print product providers rand "
    "range regex rego rem replace round semver set sort split sprintf startswith strings substring "
    "sum time to_number trace trim trim_left trim_prefix trim_right trim_space trim_suffix "
    "type_name union units upper urlquery uuid walk yaml"
)
_OWN = {
    LIBRARY: "the shared library has that name",
    "policy": "policy.yaml is the manifest of the policy",
    "parameters": "parameters.yaml holds the parameters of the policy",
    "readings": "readings.yaml holds the readings of the policy",
    "laws": "laws.yaml holds what has to hold for every case",
    "not_normative": "not_normative.yaml holds the lines that no clause claims",
    "scope": "scope.rego decides whom the policy is about",
    "manifests": "the rules read the manifests under that name",
    "outcome": "a clause that the whole outcome decides is decided_by outcome",
}


@dataclass(frozen=True)
class Name:
    """The name of a policy, or of a decision of one.

    Attributes:
        decision: Empty for a policy.
    """

    insurer: str
    policy_name: str
    decision: str = ""

    @property
    def policy(self) -> str:
        """The id of the policy, such as ``asr.ggz_2024``."""
        return f"{self.insurer}.{self.policy_name}"

    def __str__(self) -> str:
        """As it is written: ``asr.ggz_2024`` or ``asr.ggz_2024.renewal``."""
        return f"{self.policy}.{self.decision}" if self.decision else self.policy


def name_of(written: str) -> Name:
    """The name that was written: of a policy with one dot, of a decision with two.

    Raises:
        UsageError: It is neither, or a part of it cannot be used.
    """
    parts = written.split(".")
    if len(parts) not in (2, 3):
        raise UsageError(
            f"{quoted(written)} is no name of a policy, such as acme.care_2026, or of a decision, "
            "such as acme.care_2026.renewal"
        )
    for part in parts:
        _check(part, written)
    if parts[0] == LIBRARY:
        raise UsageError(f"{quoted(LIBRARY)} cannot be used in {written}: {_OWN[LIBRARY]}")
    for decision in parts[2:]:
        _check_decision(decision, written)
    return Name(*parts)


def _check(part: str, written: str) -> None:
    if not _PART.fullmatch(part):
        raise UsageError(
            f"{quoted(part)} in {quoted(written)} is no name: write small letters, digits and "
            "underscores, and begin with a letter"
        )
    if len(part) > _LONGEST:
        raise UsageError(f"{quoted(part)} is too long: a name has at most {_LONGEST} characters")
    if part in _KEYWORDS.split():
        raise UsageError(f"{quoted(part)} cannot be used in {written}: it is a word of Rego")


def _check_decision(decision: str, written: str) -> None:
    reason = _OWN.get(decision)
    if decision in _FUNCTIONS.split():
        reason = "it is a function of Rego, which the tests of the decision would hide"
    if decision.endswith("_test"):
        reason = f"{decision}.rego would be taken for a file of tests"
    if reason:
        raise UsageError(f"{quoted(decision)} cannot be used in {written}: {reason}")
