"""Two decisions side by side, and what differs between them."""

from collections.abc import Iterator, Mapping

from policycheck.model import Comparison, Condition, Deadline, Decision

_Pair = tuple[Condition | None, Condition | None]


def compare(before: Decision, after: Decision) -> Comparison:
    """What differs between two decisions.

    Conditions of two policies are the same by their id, else by their title.

    Args:
        before: The one decision, such as by the text of an earlier day.
        after: The other.
    """
    pairs = tuple(_pairs(before, after))
    names = {old.id: new.id for old, new in pairs if old and new}
    return Comparison(
        before,
        after,
        tuple(pair for pair in pairs if _told(pair[0]) != _told(pair[1])),
        tuple(_deadlines(before, after, names)),
    )


def differing_facts(
    before: Condition | None, after: Condition | None
) -> dict[str, tuple[object, object]]:
    """What a condition read that differs: by its pointer what it was and is; ``None``: not known.

    Where only one side has the condition, no fact explains that.
    """
    if before is None or after is None:
        return {}
    old, new = ({fact.path: fact.value for fact in each.facts} for each in (before, after))
    return {
        path: (old.get(path), new.get(path))
        for path in dict.fromkeys((*new, *old))
        if old.get(path) != new.get(path)
    }


def _pairs(before: Decision, after: Decision) -> Iterator[_Pair]:
    left = dict(before.conditions)
    partners = {id: left.pop(id) for id in after.conditions if id in left}
    titles = {condition.title: id for id, condition in left.items()}
    for id, condition in after.conditions.items():
        if id not in partners and condition.title in titles:
            partners[id] = left.pop(titles.pop(condition.title))
        yield partners.get(id), condition
    yield from ((condition, None) for condition in left.values())


def _deadlines(
    before: Decision, after: Decision, names: Mapping[str, str]
) -> Iterator[tuple[Deadline | None, Deadline | None]]:
    old = {names.get(each.condition, each.condition): each for each in before.deadlines}
    new = {each.condition: each for each in after.deadlines}
    for id in dict.fromkeys((*new, *old)):
        one, other = old.get(id), new.get(id)
        if one is None or other is None or (one.by, one.state) != (other.by, other.state):
            yield one, other


def _told(condition: Condition | None) -> tuple[object, ...] | None:
    if condition is None:
        return None
    return (condition.status, condition.due, condition.exempted_by, condition.withdrawn_by)
