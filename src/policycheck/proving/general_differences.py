"""Where two decisions about the same case differ."""

from collections.abc import Iterator

import z3

from policycheck.model import Outcome, Status
from policycheck.proving.decision import DecisionFormulas


def differ(one: DecisionFormulas, other: DecisionFormulas) -> z3.BoolRef:
    """Where something of the answer is not the same, what is only shown included."""
    same = (one.same_result(other), one.same_shown(other))
    return z3.Or(*(z3.Not(each) for each in same), *_parts(one, other))


def _parts(one: DecisionFormulas, other: DecisionFormulas) -> Iterator[z3.BoolRef]:
    for outcome in Outcome:
        yield z3.Xor(one.comes_to(outcome), other.comes_to(outcome))
    for id in one.statuses:
        for status in Status:
            yield z3.Xor(one.has(id, status), other.has(id, status))
