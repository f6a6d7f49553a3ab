"""The members of the partial rules that a decision consists of, with the facts behind each."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from policycheck.plan.facts.flow import Flow
from policycheck.plan.facts.values import Entry
from policycheck.plan.model import Function, Plan

_READINGS = "readings"
_READING_STEPS = 3  # readings, the reading, its value


@dataclass(frozen=True)
class Member:
    """One member of a partial rule, such as ``conditions["trade-register"]``.

    Attributes:
        rule: The name of the rule: ``conditions``, ``exempt``, ``due`` ...
        key: The constant key of the member.
        reading: The reading and its value under which it stands, if it stands under one.
        entry: What is known of it.
    """

    rule: str
    key: str
    reading: tuple[str, str] | None
    entry: Entry


def members_of(
    plan: Plan, flow: Flow, package: Sequence[str], rules: Collection[str]
) -> Iterator[Member]:
    """Every member under a constant key of partial rules of a package.

    Args:
        plan: What was compiled.
        flow: The facts in it.
        package: The path of the package, such as ``("asr", "ggz_2024", "eligibility")``.
        rules: The names of the partial rules; those under a reading too.
    """
    for name, function in plan.functions.items():
        below = function.path[len(package) :]
        # A rule that a test replaces something for is there more than once.
        ours = function.path[: len(package)] == tuple(package) and name.startswith("g0.")
        if not ours or not below or function.arity:
            continue
        reading = None
        if below[0] == _READINGS and len(below) > _READING_STEPS:
            reading, below = (below[1], below[2]), below[_READING_STEPS:]
        if below[0] in rules:
            yield from _members(flow, function, reading, below)


def _members(
    flow: Flow, function: Function, reading: tuple[str, str] | None, below: Sequence[str]
) -> Iterator[Member]:
    result = flow.result(function.name)
    if len(below) == 1:
        for key, entry in result.value.entries.items():
            yield Member(below[0], key, reading, entry)
    elif len(below) == 2:  # the only member of its kind: the compiler makes it a rule of its own
        entry = Entry(result.value, result.needs, result.doubts, function.position)
        yield Member(below[0], below[1], reading, entry)
