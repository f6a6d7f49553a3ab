"""Moments, terms, actors and channels in the words of a language."""

from collections.abc import Iterable

from policycheck.model import Actor, Language, Text
from policycheck.policies.milestones import Channel, Length, Precision
from policycheck.policies.moments import When
from policycheck.quantities import quantity
from policycheck.words import Words


def when_words(when: When, words: Words) -> str:
    """A moment as the document gives it: ``before 1 September 2023``, ``mid-September 2023``."""
    if when.precision is Precision.DAY:
        moment = words.day(when.printed)
    elif when.until is not None:
        moment = words(
            "policy.period", first=words.month(when.printed), last=words.month(when.until)
        )
    else:
        month, year = words.month(when.printed), when.printed.year
        moment = words(f"precision.{when.precision}", month=month, year=year)
    return words(f"moment.{when.boundary}", moment=moment)


def days_words(when: When, words: Words) -> str:
    """Which days are meant, where the moment does not say it by itself; else nothing."""
    if when.boundary == "before":
        return words("moment.last_day", day=words.day(when.last))
    if when.precision is Precision.DAY:
        return ""
    return words("policy.period", first=words.day(when.first), last=words.day(when.last))


def when_text(when: When) -> Text:
    """A moment in both languages."""
    return Text(*(when_words(when, Words(language)) for language in Language))


def length_words(length: Length, words: Words) -> str:
    """How long a term is: ``within 28 days, the end included``."""
    return words(f"term.{length.boundary}", length=quantity(length.value, length.unit, words))


def actors_words(actors: Iterable[Actor], words: Words) -> str:
    """Everybody who acts."""
    return words("list.and").join(words(f"actor.{actor}") for actor in actors)


def channels_words(channels: Iterable[Channel], words: Words) -> str:
    """The ways along which something is done; empty where the document names none."""
    return ", ".join(words(f"channel.{channel}") for channel in channels)


def sentence(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
