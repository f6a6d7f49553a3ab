"""What differs in an item, in the words of a language."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from policycheck.changes.model import Aspect, Change, Difference, Item, Side
from policycheck.facts.problems import dotted
from policycheck.model import Actor, Source, Text
from policycheck.policies.manifest import Parameter
from policycheck.policies.milestones import Length
from policycheck.policies.moments import When
from policycheck.report.calendar_words import actors_words, channels_words, length_words, when_words
from policycheck.report.naming import citation
from policycheck.report.parameter_rows import version_words
from policycheck.report.plain import line_ranges
from policycheck.words import Words

# A difference that no value explains better than its name.
_UNSAID = (Aspect.RULES, Aspect.CHECKSUM, Aspect.RESULT, Aspect.OUTCOMES)
_NAMES = (
    Aspect.FACTS,
    Aspect.DEPARTURE,
    Aspect.EXEMPT_BY,
    Aspect.CONDITIONS,
    Aspect.ASKED_BY,
    Aspect.RESULT_FACTS,
    Aspect.REFS,
    Aspect.SCOPE,
)


def difference_words(difference: Difference, change: Change, words: Words) -> str:
    """One difference in a phrase: ``value: at least €150,000.00 → at least €140,000.00``."""
    aspect = words(f"aspect.{difference.aspect}")
    if difference.aspect in _UNSAID:
        return words("changes.differs", aspect=aspect)
    if difference.aspect in _NAMES:
        return words("changes.says", aspect=aspect, value=_names(difference, words))
    if difference.aspect is Aspect.VALUES:
        return words("changes.says", aspect=aspect, value=_standings(difference, words))
    assert change.before is not None
    assert change.after is not None
    old, new = difference.before, difference.after
    if difference.aspect is Aspect.VERSIONS:
        old, new = _without_the_same(old, new), _without_the_same(new, old)
    before = _value(difference.aspect, old, change.before, words)
    after = _value(difference.aspect, new, change.after, words)
    return words("changes.aspect", aspect=aspect, before=before, after=after)


def states_words(side: Side, item: Item, words: Words) -> str:
    """What an item says that only one state has, where its title does not: a parameter's value."""
    if item is Item.PARAMETER:
        return _value(Aspect.VERSIONS, side.content.versions, side, words)
    return ""


def source_words(source: Source | None, words: Words) -> str:
    """Where an item stands; empty where it has no place."""
    return citation(words, source.section, source.lines, source.refs) if source else ""


def _without_the_same(values: Sequence[Any], others: Sequence[Any]) -> Sequence[Any]:
    return tuple(value for value in values if value not in others)


def _names(difference: Difference, words: Words) -> str:
    before, after = (list(map(_name, each)) for each in (difference.before, difference.after))
    gone = [name for name in before if name not in after]
    new = [name for name in after if name not in before]
    said = [
        words("changes.gone", names=", ".join(gone)) if gone else "",
        words("changes.new", names=", ".join(new)) if new else "",
    ]
    return "; ".join(filter(None, said)) or words("changes.order")


def _name(name: str) -> str:
    return dotted(name) if name.startswith("/") else name


def _standings(difference: Difference, words: Words) -> str:
    """The values of a reading that are not as they were."""
    return "; ".join(_standing(difference.before, difference.after, words)) or words(
        "changes.order"
    )


def _standing(before: Mapping[str, Any], after: Mapping[str, Any], words: Words) -> Iterator[str]:
    for id in dict.fromkeys((*before, *after)):
        old, new = (each.get(id) for each in (before, after))
        if old != new:
            shown = (
                words(f"reading.{each}") if each else words("value.none") for each in (old, new)
            )
            aspect, was, is_ = id, *shown
            yield words("changes.aspect", aspect=aspect, before=was, after=is_)


def _value(aspect: Aspect, value: Any, side: Side, words: Words) -> str:
    if value is None or value in ((), ""):
        return words("value.none")
    match aspect:
        case Aspect.VERSIONS:
            parameter: Parameter = side.content
            return "; ".join(version_words(each, parameter, words) for each in value)
        case Aspect.PERIOD:
            first, last = map(words.day, value)
            return words("policy.period", first=first, last=last)
        case Aspect.BOUNDARY:
            return words(f"boundary.{value}", value="…")
        case Aspect.MODALITY:
            return words(f"modality.{value}")
        case Aspect.WHO:
            return actors_words([value] if isinstance(value, Actor) else value, words)
        case Aspect.CHANNELS:
            return channels_words(value, words)
        case Aspect.PLACE:
            return _place(value, words)
    return _plain(value, words)


def _plain(value: Any, words: Words) -> str:
    if isinstance(value, Text):
        return words("changes.quoted", text=words.of(value))
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, When):
        return when_words(value, words)
    if isinstance(value, Length):
        return length_words(value, words)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_plain(item, words) for item in value)
    return str(value)


def _place(value: Any, words: Words) -> str:
    """A section, lines, or both."""
    if isinstance(value, str):
        return value
    if value and isinstance(value[0], int):
        return line_ranges(value)
    section, lines = value
    return words("changes.lines", section=section, lines=line_ranges(lines))
