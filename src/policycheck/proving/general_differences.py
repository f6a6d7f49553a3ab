"""Where two decisions about the same case differ."""

from collections.abc import Iterator

import z3

from policycheck.model import Outcome, Status
from policycheck.proving.decision import DecisionFormulas


def differ(one: DecisionFormulas, other: DecisionFormulas) -> z3.BoolRef:
    """Where the outcome, the result or the status of a condition is not the same."""
    return z3.Or(z3.Not(one.same_result(other)), *_parts(one, other))


def _parts(one: DecisionFormulas, other: DecisionFormulas) -> Iterator[z3.BoolRef]:
    for outcome in Outcome:
        yield z3.Xor(one.comes_to(outcome), other.comes_to(outcome))
    for id in one.statuses:
        for status in Status:
            yield z3.Xor(one.has(id, status), other.has(id, status))
