"""One condition in a section: its title, where it stands, and the facts that matter there."""

from collections.abc import Iterable

from policycheck.model import Condition, Modality, Status
from policycheck.report.blocks import Block, Line, Tone
from policycheck.report.naming import Naming

ROW = 4
NOTE = 6


def failing_row(condition: Condition, naming: Naming) -> list[Block]:
    """A condition that is not met, with the facts that say so."""
    return [*_head(condition, naming, "✗ ", Tone.BAD), *_known(condition, naming)]


def missing_row(condition: Condition, naming: Naming) -> list[Block]:
    """A condition that cannot be decided, with the facts that the case lacks."""
    return [*_head(condition, naming, "? ", Tone.DOUBT), *lacking_rows(condition.missing, naming)]


def insurer_row(condition: Condition, naming: Naming) -> list[Block]:
    """Something that the insurer finds or weighs: not recorded yet, or negative."""
    unknown = condition.status is Status.UNKNOWN
    return [
        *_head(condition, naming, "… ", Tone.DOUBT),
        _note(naming.words("insurer.asks" if unknown else "insurer.negative")),
        *lacking_rows(condition.missing, naming),
        *_known(condition, naming),
    ]


def open_row(condition: Condition, naming: Naming) -> list[Block]:
    """A condition whose facts are known and that the text does not settle."""
    return [*_head(condition, naming, "≈ ", Tone.DOUBT), *_known(condition, naming)]


def attention_row(condition: Condition, naming: Naming) -> list[Block]:
    """An expectation that the case does not live up to."""
    return [*_head(condition, naming, "! ", Tone.PLAIN), *_known(condition, naming)]


def exempt_row(condition: Condition, naming: Naming) -> list[Block]:
    """A condition that does not apply, why, and where it stands, in one line."""
    grounds = [naming.words.title(condition.title)]
    if condition.exempted_by:
        names = "; ".join(naming.words.title(title) for title in condition.exempted_by)
        grounds.append(naming.words("exempted_by", names=names))
    if condition.withdrawn_by:
        names = naming.words.title(condition.withdrawn_by)
        grounds.append(naming.words("withdrawn_by", names=names))
    elif condition.due:
        grounds.append(naming.words("not_due", day=naming.words.day(condition.due)))
    source = condition.source
    grounds.append(naming.citation(source.section, source.lines, source.refs))
    return [Line("; ".join(grounds), Tone.FAINT, ROW, "- ")]


def met_row(condition: Condition, naming: Naming) -> list[Block]:
    """A condition that is met."""
    return _head(condition, naming, "✓ ", Tone.PLAIN)


def lacking_rows(pointers: Iterable[str], naming: Naming) -> list[Block]:
    """Facts that the case lacks."""
    return [Line(naming.fact(pointer), Tone.PLAIN, NOTE, "• ") for pointer in pointers]


def _head(condition: Condition, naming: Naming, mark: str, tone: Tone) -> list[Block]:
    words = naming.words
    title = words.title(condition.title)
    if condition.modality is not Modality.MUST:
        title += f" [{words(f'modality.{condition.modality}')}]"
    source = condition.source
    head = [
        Line(title, tone, ROW, mark),
        _note(naming.citation(source.section, source.lines, source.refs)),
    ]
    if condition.due:
        head.append(_note(words("due", day=words.day(condition.due))))
    return [*head]


def _known(condition: Condition, naming: Naming) -> list[Block]:
    return [Line(naming.known(fact), Tone.PLAIN, NOTE, "• ") for fact in condition.facts]


def _note(text: str) -> Line:
    return Line(text, Tone.FAINT, NOTE)
