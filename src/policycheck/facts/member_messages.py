"""One sentence for a member that should not be there, should be there, or fits no other."""

from collections.abc import Mapping
from typing import Any

from policycheck.facts.dictionary import FactDictionary
from policycheck.facts.problems import dotted, printable, quoted, tokens
from policycheck.facts.suggestions import close_names, or_list

_MOST_PLACES = 3
_MOST_SIBLINGS = 12


def unknown(pointer: str, dictionary: FactDictionary) -> str:
    """The sentence for a key that no fact has."""
    parent, key = pointer.rpartition("/")[0], tokens(pointer)[-1]
    siblings = [fact.key for fact in dictionary.members(parent)]
    where = dotted(parent) or "a case"
    meant = _meant(key, parent, siblings, dictionary)
    sentence = f"{quoted(key)} is not a fact of {where}"
    if meant:
        return f"{sentence}; did you mean {or_list(meant)}?"
    if siblings and len(siblings) <= _MOST_SIBLINGS:
        return f"{sentence}, which has {', '.join(siblings)}"
    return f"{sentence}; remove it, or see policycheck facts for the names"


def _meant(key: str, parent: str, siblings: list[str], dictionary: FactDictionary) -> list[str]:
    """The names that may have been meant: a slip of the pen first, then another place."""
    if key.isdigit():  # a year that is off by one looks like its neighbour
        return []
    if slip := close_names(key, siblings, 0.8):
        return slip[:1]
    elsewhere = [fact.name for fact in dictionary.values() if fact.key == key]
    if 0 < len(elsewhere) <= _MOST_PLACES:
        return elsewhere
    if near := close_names(key, siblings):
        return near[:1]
    known = sorted({fact.key for fact in dictionary.values()})
    return [
        fact.name
        for close in close_names(key, known, 0.85)[:1]
        for fact in dictionary.values()
        if fact.key == close
    ][:_MOST_PLACES]


def missing(pointer: str, needed_by: tuple[str, Any] | None) -> str:
    """The sentence for a member that must be there.

    Args:
        pointer: The member.
        needed_by: The pointer and the value of the fact that makes it necessary, if one does.
    """
    key = quoted(tokens(pointer)[-1])
    if needed_by is None:
        return f"{key} is missing, and {dotted(pointer.rpartition('/')[0])} needs it"
    other, value = needed_by
    return f"{key} is missing, and {tokens(other)[-1]}: {value} (at {other}) needs it"


def excluded(pointer: str, other: str, value: Any) -> str:
    """The sentence for a member that contradicts another, or only its value."""
    key = quoted(tokens(pointer)[-1])
    if value is None:
        return f"{key} cannot stand beside {tokens(other)[-1]} (at {other}); keep one of them"
    return f"{key} contradicts {tokens(other)[-1]}: {value} (at {other}); correct one of them"


def before(pointer: str, other: str, members: Mapping[str, Any]) -> str:
    """The sentence for a date that lies before the one that it should follow."""
    later, earlier = tokens(pointer)[-1], tokens(other)[-1]
    return (
        f"{later} {printable(members[later])} lies before {earlier} {printable(members[earlier])}"
        f" (at {other}); correct one of them"
    )


def repeated(value: Any, written: str) -> str:
    """The sentence for an item that a list already has."""
    return f"{printable(written or str(value))} is in the list already; keep one"
