"""The calendar of a policy as it stands in its newest text: milestones and terms."""

from datetime import date

from policycheck.policies.manifest import PolicyManifest
from policycheck.policies.milestones import Milestone, Term
from policycheck.policies.moments import When, days_of, length_of
from policycheck.report.blocks import Block, Line, Tone
from policycheck.report.calendar_words import (
    actors_words,
    channels_words,
    days_words,
    length_words,
    sentence,
    when_words,
)
from policycheck.report.condition_rows import NOTE, ROW
from policycheck.words import Words


def milestone_rows(policy: PolicyManifest, words: Words) -> list[Block]:
    """Every moment of the purchasing calendar, in order; those without a day at the end."""
    found = [(days_of(m, policy, date.max), m) for m in policy.milestones]
    rows = [(when.last, when.first, when, m) for whens, m in found for when in whens]
    ordered = [(when, m) for *_, when, m in sorted(rows, key=lambda row: row[:2])]
    undated = [(None, m) for whens, m in found if not whens]
    return [row for when, m in (*ordered, *undated) for row in _milestone(when, m, words)]


def term_rows(policy: PolicyManifest, words: Words) -> list[Block]:
    """Every term that runs from something that happens."""
    return [row for term in policy.terms for row in _term(term, policy, words)]


def _milestone(when: When | None, milestone: Milestone, words: Words) -> list[Block]:
    moment = when_words(when, words) if when else words("timeline.without_day")
    notes = (
        actors_words(milestone.who, words),
        channels_words(milestone.channels, words),
        days_words(when, words) if when else "",
    )
    rows: list[Block] = [
        Line(f"{sentence(moment)}: {words.of(milestone.title)}", Tone.PLAIN, ROW, "○ "),
        Line(f"{'; '.join(filter(None, notes))} ({', '.join(milestone.refs)})", Tone.FAINT, NOTE),
    ]
    if milestone.note:
        rows.append(Line(words.of(milestone.note), Tone.FAINT, NOTE))
    return rows


def _term(term: Term, policy: PolicyManifest, words: Words) -> list[Block]:
    length = length_of(term, policy, date.max)
    notes = (actors_words(term.who, words), channels_words(term.channels, words))
    counted = [length_words(length, words)] if length else []
    counted.append(words.of(term.since))
    return [
        Line(f"{words.of(term.title)}", Tone.PLAIN, ROW, "• "),
        Line(sentence(", ".join(counted)), Tone.PLAIN, NOTE),
        Line(f"{'; '.join(filter(None, notes))} ({', '.join(term.refs)})", Tone.FAINT, NOTE),
    ]
