"""What would change a decision, without the content of sensitive facts."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from policycheck.flipping.model import Changed, Flip, Flips, When
from policycheck.model import Condition, Decision, Withheld
from policycheck.redacting import Redaction, days_in


def withheld(flips: Flips, redaction: Redaction) -> Flips:
    """The same changes, as they may leave the house.

    Of a sensitive fact a change says that it would have to be another, and never which. Of other
    facts it says all, but for a day or number that may follow from the content of a sensitive fact:
    one that a condition reads beside it. Changes that then say the same are told once.

    Args:
        flips: What was found.
        redaction: What is left out; with one that is off, the changes stay as they are.
    """
    if not redaction.on:
        return flips
    shown = (_View(redaction, flips.decision, each).flip() for each in flips.flips)
    told: dict[object, Flip] = {}
    for each in shown:
        told.setdefault((each.outcome, each.as_of, each.until, repr(each.changes)), each)
    return replace(flips, decision=redaction.decision(flips.decision), flips=tuple(told.values()))


class _View:
    """How one change is shown."""

    def __init__(self, redaction: Redaction, made: Decision, flip: Flip) -> None:
        self._redaction = redaction
        self._flip = flip
        self._today = made.as_of
        conditions = (*made.conditions.values(), *flip.decision.conditions.values())
        self._touched = [each for each in conditions if any(self._hidden(each))]

    def flip(self) -> Flip:
        flip = self._flip
        # The day that is judged is one that such a condition may weigh against a sensitive day.
        days = any(days_in(value) for each in self._touched for value in self._hidden(each))
        moved = flip.as_of != self._today and (
            days or any(self._redaction.hides(each.pointer) for each in flip.changes)
        )
        return replace(
            flip,
            changes=tuple(self._changed(each, moved) for each in flip.changes),
            decision=self._redaction.decision(flip.decision),
            as_of=None if moved else flip.as_of,
            until=None if moved or days else flip.until,
        )

    def _changed(self, changed: Changed, moved: bool) -> Changed:
        if self._redaction.hides(changed.pointer):
            return replace(
                changed,
                pointer=self._redaction.place(changed.pointer),
                before=Withheld.KNOWN if changed.known else None,
                after=Withheld.OTHER,
                low=None,
                high=None,
            )
        follows = moved and changed.when is When.DEED
        if follows or (_has_order(changed.after) and self._is_read_beside(changed.pointer)):
            return replace(changed, after=Withheld.OTHER, low=None, high=None)
        shown = (self._redaction.value(changed.pointer, e) for e in (changed.before, changed.after))
        before, after = shown
        return replace(changed, before=before, after=after)

    def _is_read_beside(self, pointer: str) -> bool:
        """Whether a condition reads the fact and a sensitive one that is known."""
        return any(
            _overlap(pointer, each)
            for condition in self._touched
            for each in (*(fact.path for fact in condition.facts), *condition.missing)
        )

    def _hidden(self, condition: Condition) -> Iterable[Any]:
        """The values that a condition reads and that are left out, whole or in part."""
        for fact in condition.facts:
            if self._redaction.value(fact.path, fact.value) != fact.value:
                yield fact.value


def _has_order(value: Any) -> bool:
    """Whether a value is a day or a number, or holds one: those have a boundary."""
    if isinstance(value, bool):
        return False
    return not isinstance(value, str) or bool(days_in(value))


def _overlap(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")
