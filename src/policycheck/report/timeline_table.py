"""The timeline as people read it: what has passed, where today stands, what is to come."""

from collections.abc import Iterable

from policycheck.evaluation.timeline import (
    KnownText,
    Moment,
    MomentState,
    RunningTerm,
    Timeline,
)
from policycheck.policies.manifest import Clause
from policycheck.report.blocks import GAP, Block, Line, Tone, section
from policycheck.report.calendar_words import (
    actors_words,
    channels_words,
    days_words,
    length_words,
    sentence,
    when_words,
)
from policycheck.report.condition_rows import NOTE, ROW
from policycheck.report.naming import citation
from policycheck.words import Words

_MARKS = {
    MomentState.PASSED: ("- ", Tone.FAINT),
    MomentState.BEGUN: ("- ", Tone.FAINT),
    MomentState.GOING_ON: ("… ", Tone.DOUBT),
    MomentState.TODAY: ("● ", Tone.DOUBT),
    MomentState.UPCOMING: ("○ ", Tone.PLAIN),
    None: ("· ", Tone.PLAIN),
}


def timeline_blocks(timeline: Timeline, words: Words) -> list[Block]:
    """The texts that were read, every moment in order, and every term."""
    undated = [row for each in timeline.undated for row in _moment(each, words)]
    terms = [row for each in timeline.terms for row in _term(each, words)]
    return [
        Line(words("timeline.head", day=words.day(timeline.as_of)), Tone.STRONG),
        Line(words("timeline.known_at", day=words.day(timeline.known_at)), Tone.FAINT),
        GAP,
        *(row for text in timeline.texts for row in _text(text, words)),
        *section(words("timeline.moments"), _moments(timeline, words)),
        *section(words("timeline.undated"), undated),
        *section(words("timeline.terms"), terms),
    ]


def _text(text: KnownText, words: Words) -> list[Block]:
    policy = text.policy
    parts = [f"{policy.id}: {policy.insurer_name}, {words.of(policy.title)}"]
    if policy.published:
        parts.append(words("policy.published", day=words.day(policy.published)))
    told = {amendment.published for amendment in text.amendments}
    parts += [
        words("timeline.changed", day=words.day(day)) for day in text.changes if day not in told
    ]
    amendments = [("timeline.amended", each) for each in text.amendments]
    amendments += [("timeline.not_yet", each) for each in text.later]
    return [
        Line("; ".join(parts), indent=2),
        *(
            Line(
                words(key, title=words.title(each.title), day=words.day(each.published)),
                Tone.FAINT,
                ROW,
            )
            for key, each in amendments
        ),
    ]


def _moments(timeline: Timeline, words: Words) -> list[Block]:
    here = Line(words("timeline.here", day=words.day(timeline.as_of)), Tone.STRONG, 2, "▶ ")
    over = [m for m in timeline.moments if m.when and m.when.last < timeline.as_of]
    rest = timeline.moments[len(over) :]
    nothing = [] if rest else [Line(words("timeline.nothing"), Tone.FAINT, ROW)]
    return [*_rows(over, words), here, *_rows(rest, words), *nothing]


def _rows(moments: Iterable[Moment], words: Words) -> list[Block]:
    return [row for moment in moments for row in _moment(moment, words)]


def _moment(moment: Moment, words: Words) -> list[Block]:
    mark, tone = _MARKS[moment.state]
    title = words.of(moment.milestone.title)
    if moment.when:
        title = f"{sentence(when_words(moment.when, words))}: {title}"
    notes = (
        f"{moment.policy.id}: {actors_words(moment.milestone.who, words)}",
        channels_words(moment.milestone.channels, words),
        words(f"state.{moment.state}") if moment.state else "",
        days_words(moment.when, words) if moment.when else "",
    )
    rows: list[Block] = [
        Line(title, tone, ROW, mark),
        Line("; ".join(filter(None, notes)), Tone.FAINT, NOTE),
        _cited(moment.clause, moment.milestone.refs, words),
    ]
    if moment.milestone.note:
        rows.append(Line(words.of(moment.milestone.note), Tone.FAINT, NOTE))
    return rows


def _term(running: RunningTerm, words: Words) -> list[Block]:
    term = running.term
    notes = (
        f"{running.policy.id}: {actors_words(term.who, words)}",
        channels_words(term.channels, words),
    )
    counted = f"{length_words(running.length, words)}, {words.of(term.since)}"
    return [
        Line(words.of(term.title), Tone.PLAIN, ROW, "• "),
        Line(sentence(counted), Tone.PLAIN, NOTE),
        Line("; ".join(filter(None, notes)), Tone.FAINT, NOTE),
        _cited(running.clause, term.refs, words),
    ]


def _cited(clause: Clause, refs: Iterable[str], words: Words) -> Line:
    return Line(citation(words, clause.section, clause.lines, refs), Tone.FAINT, NOTE)
