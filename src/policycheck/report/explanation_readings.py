"""How the text was read, and what each other way to read it gives for a decision."""

from collections.abc import Iterator

from policycheck.explaining import ReadingExplained, ValueGives
from policycheck.model import Decision
from policycheck.policies.manifest import DecisionRule
from policycheck.report.blocks import Block, Line, Tone
from policycheck.report.condition_rows import NOTE, ROW
from policycheck.report.decision_table import outcome_word
from policycheck.report.naming import Naming
from policycheck.report.result_rows import result_words


def reading_head(reading: ReadingExplained, naming: Naming) -> list[Block]:
    """The question that the text leaves open, and where it comes from."""
    tone, mark = (Tone.DOUBT, "≈ ") if reading.decides else (Tone.PLAIN, "· ")
    return [
        Line(naming.words.of(reading.title), tone, ROW, mark),
        Line(f"{reading.id} ({', '.join(reading.refs)})", Tone.FAINT, NOTE),
    ]


def reading_rows(
    reading: ReadingExplained, decision: Decision, rule: DecisionRule, naming: Naming
) -> list[Block]:
    """The question, its citation, what each way to read it gives, and why the default is so."""
    return [
        *reading_head(reading, naming),
        *(
            Line(_value(value, reading, decision, rule, naming), indent=NOTE, mark="• ")
            for value in reading.values
        ),
        Line(naming.words.of(reading.argument), Tone.FAINT, NOTE),
    ]


def _value(
    value: ValueGives,
    reading: ReadingExplained,
    decision: Decision,
    rule: DecisionRule,
    naming: Naming,
) -> str:
    """One way to read a place, and what it gives for this decision."""
    words = naming.words
    gives = ". ".join(_gives(value, reading, decision, rule, naming))
    key = "explain.reading.used" if value.used else "explain.reading.other"
    return words(key, value=words.title(value.title), gives=gives)


def _gives(
    value: ValueGives,
    reading: ReadingExplained,
    decision: Decision,
    rule: DecisionRule,
    naming: Naming,
) -> Iterator[str]:
    words = naming.words
    if not value.used and not value.changed and _answer(value) == _answer(reading.used):
        yield words("explain.reading.same")
        return
    outcome = outcome_word(value.outcome, words)
    if value.leaning:
        leaning = outcome_word(value.leaning, words)
        outcome = words("outcome.leaning", outcome=outcome, leaning=leaning)
    yield words("head.outcome", outcome=outcome)
    if any(each.result != value.result for each in reading.values):
        yield from result_words(value.result, rule, naming)
    for status in dict.fromkeys(value.changed.values()):
        names = ", ".join(
            f"“{words.title(decision.conditions[id].title)}”"
            for id, each in value.changed.items()
            if each is status
        )
        yield words("explain.reading.changes", status=words(f"status.{status}"), names=names)


def _answer(value: ValueGives) -> tuple[object, ...]:
    return (value.outcome, value.leaning, value.result)
