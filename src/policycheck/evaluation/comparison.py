"""The same decision twice, and what differs between the two."""

from policycheck.model import Comparison, Condition, Decision


def compare(before: Decision, after: Decision) -> Comparison:
    """What differs between two decisions of the same policy on the same question.

    Args:
        before: The one decision, such as by the text of an earlier day.
        after: The other.
    """
    pairs = ((before.conditions[id], after.conditions[id]) for id in before.conditions)
    differing = tuple(pair for pair in pairs if _told(pair[0]) != _told(pair[1]))
    return Comparison(before, after, differing)


def _told(condition: Condition) -> tuple[object, ...]:
    return (condition.status, condition.due, condition.exempted_by, condition.withdrawn_by)
