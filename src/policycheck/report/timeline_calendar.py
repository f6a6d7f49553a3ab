"""The timeline as an iCalendar file (RFC 5545), for a calendar that people look at anyway.

The one module that needs the extra ``calendar``; import it when it is asked for.
"""

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, vText

from policycheck.evaluation.timeline import KnownText, Moment, Timeline
from policycheck.policies.milestones import Precision
from policycheck.policies.moments import When
from policycheck.report.calendar_words import (
    actors_words,
    channels_words,
    days_words,
    sentence,
    when_words,
)
from policycheck.report.naming import citation
from policycheck.report.plain import clean
from policycheck.version import __version__
from policycheck.words import Words


def calendar_text(timeline: Timeline, words: Words) -> str:
    """Every moment with a day as an event of whole days; lines end in CRLF.

    The same texts give the same file on every day: what has passed is left to the calendar.
    """
    texts = {text.policy.id: text for text in timeline.texts}
    calendar = Calendar()
    calendar.add("prodid", f"-//policycheck//policycheck {__version__}//EN")
    calendar.add("version", "2.0")
    name = words("timeline.calendar", policies=", ".join(texts))
    calendar.add("x-wr-calname", vText(name))  # a text, whose commas have to be escaped
    for moment in timeline.moments:
        if moment.when:
            text = texts[moment.policy.id]
            calendar.add_component(_event(moment, moment.when, text, words))
    return str(calendar.to_ical(), "utf-8")


def _event(moment: Moment, when: When, text: KnownText, words: Words) -> Event:
    policy = moment.policy
    event = Event()
    # A later text keeps the uid, so that a calendar moves the event instead of adding one.
    event.add("uid", f"{moment.name}.{policy.id}@policycheck.example")
    event.add("sequence", len(text.changes))
    event.add("dtstamp", datetime.combine(_text_day(text), time(), UTC))
    event.add("dtstart", when.first)
    event.add("dtend", when.last + timedelta(days=1))
    event.add("summary", clean(_summary(moment, when, words)))
    event.add("description", "\n".join(map(clean, _description(moment, when, words))))
    event.add("categories", [policy.insurer_name, policy.id])
    event.add("status", "CONFIRMED" if when.precision is Precision.DAY else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    return event


def _text_day(text: KnownText) -> date:
    """The day of the text: its last change, else its publication.

    A text that prints neither was there when the contract period began.
    """
    if text.changes:
        return text.changes[-1]
    return text.policy.published or text.policy.period[0]


def _summary(moment: Moment, when: When, words: Words) -> str:
    title = words.title(moment.milestone.title)
    if when.precision is Precision.DAY and when.boundary == "exactly":
        return title
    return f"{title} ({when_words(when, words)})"


def _description(moment: Moment, when: When, words: Words) -> list[str]:
    policy, milestone, clause = moment.policy, moment.milestone, moment.clause
    acting = (actors_words(milestone.who, words), channels_words(milestone.channels, words))
    days = (when_words(when, words), days_words(when, words))
    lines = [
        f"{policy.insurer_name}, {words.of(policy.title)} ({policy.id})",
        sentence("; ".join(filter(None, days))),
        sentence("; ".join(filter(None, acting))),
        words.of(milestone.note) if milestone.note else "",
        citation(words, clause.section, clause.lines, milestone.refs),
    ]
    return [line for line in lines if line]
