"""How the text was read, and what each other way to read it gives for a decision."""

from policycheck.explaining import ReadingExplained
from policycheck.model import Decision
from policycheck.policies.manifest import DecisionRule
from policycheck.report.blocks import Block, Line, Tone
from policycheck.report.condition_rows import NOTE, ROW
from policycheck.report.explanation_texts import value_text
from policycheck.report.naming import Naming


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
            Line(value_text(value, reading, decision, rule, naming), indent=NOTE, mark="• ")
            for value in reading.values
        ),
        Line(naming.words.of(reading.argument), Tone.FAINT, NOTE),
    ]
