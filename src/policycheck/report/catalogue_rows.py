"""The clauses and the calendar of a policy."""

from collections.abc import Iterable

from policycheck.policies.manifest import Clause, Milestone
from policycheck.report.blocks import Block, Line, Tone
from policycheck.report.condition_rows import NOTE, ROW
from policycheck.report.naming import Naming
from policycheck.texts import Words


def clause_rows(clauses: Iterable[Clause], naming: Naming) -> list[Block]:
    """Every clause: what it says, where it stands, and what decides it."""
    return [row for clause in clauses for row in _clause(clause, naming)]


def milestone_rows(milestones: Iterable[Milestone], words: Words) -> list[Block]:
    """Every moment of the purchasing calendar, in order."""
    return [row for m in sorted(milestones, key=_when) for row in _milestone(m, words)]


def where_it_went(clause: Clause, words: Words) -> str:
    """What decides a clause, else why nothing does, else that it is missing."""
    if clause.conditions:
        return words("clause.decided", names=", ".join(clause.conditions))
    if clause.information:
        return words("clause.information", why=words.of(clause.information))
    return words("clause.missing")


def _clause(clause: Clause, naming: Naming) -> list[Block]:
    words = naming.words
    return [
        Line(words.of(clause.title), Tone.PLAIN, ROW, "§ "),
        Line(naming.citation(clause.section, clause.lines, (clause.id,)), Tone.FAINT, NOTE),
        Line(where_it_went(clause, words), Tone.FAINT, NOTE),
    ]


def _milestone(milestone: Milestone, words: Words) -> list[Block]:
    days = words.day(milestone.first)
    if milestone.last != milestone.first:
        days = words("policy.period", first=days, last=words.day(milestone.last))
    note = f"{words(f'actor.{milestone.who}')} ({', '.join(milestone.refs)})"
    return [
        Line(f"{days}: {words.of(milestone.title)}", Tone.PLAIN, ROW, "○ "),
        Line(note, Tone.FAINT, NOTE),
    ]


def _when(milestone: Milestone) -> tuple[object, object]:
    return milestone.last, milestone.first
