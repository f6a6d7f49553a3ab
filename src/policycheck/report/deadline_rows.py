"""A deadline in its section: the day, who must act, and how it stands."""

from policycheck.model import Deadline, DeadlineState, Decision
from policycheck.report.blocks import Block, Line, Tone
from policycheck.report.condition_rows import NOTE, ROW
from policycheck.report.naming import Naming

_MARKS = {
    DeadlineState.UPCOMING: ("○ ", Tone.PLAIN),
    DeadlineState.TODAY: ("● ", Tone.DOUBT),
    DeadlineState.PASSED: ("✗ ", Tone.BAD),
    DeadlineState.DONE: ("✓ ", Tone.FAINT),
}


def deadline_row(deadline: Deadline, decision: Decision, naming: Naming) -> list[Block]:
    """The last day, what must be done by whom, and the place in the document."""
    words = naming.words
    mark, tone = _MARKS[deadline.state]
    condition = decision.conditions.get(deadline.condition)
    section, lines = (condition.source.section, condition.source.lines) if condition else ("", ())
    who = words(f"actor.{deadline.who}")
    state = words(f"deadline.{deadline.state}")
    return [
        Line(f"{words.day(deadline.by)}: {words.of(deadline.title)}", tone, ROW, mark),
        Line(f"{who}, {state}", Tone.FAINT, NOTE),
        Line(naming.citation(section, lines, deadline.refs), Tone.FAINT, NOTE),
    ]
