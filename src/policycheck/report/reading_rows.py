"""Readings of ambiguous places: the question, its answers, and what each one leads to."""

from collections.abc import Iterable

from policycheck.model import ReadingUse
from policycheck.policies.manifest import Reading
from policycheck.report.blocks import Block, Line, Tone
from policycheck.report.condition_rows import NOTE, ROW
from policycheck.report.naming import Naming
from policycheck.words import Words


def deciding_row(reading: ReadingUse, naming: Naming) -> list[Block]:
    """A reading on which the answer turns, with the outcome of each value."""
    words = naming.words
    return [
        Line(words.of(reading.title), Tone.DOUBT, ROW, "≈ "),
        _source(reading),
        *(
            Line(
                f"{_value(reading, value, naming)}: {_outcomes(reading, value, naming)}",
                indent=NOTE,
                mark="• ",
            )
            for value in reading.outcomes
        ),
        Line(words.of(reading.argument), Tone.FAINT, NOTE),
    ]


def noted_row(reading: ReadingUse, naming: Naming, verbose: bool) -> list[Block]:
    """A reading that changes nothing here: the one that is used; all of them where asked."""
    shown = reading.values if verbose else (reading.default,)
    return [
        Line(naming.words.of(reading.title), Tone.PLAIN, ROW, "· "),
        _source(reading),
        *(Line(_value(reading, value, naming), indent=NOTE, mark="• ") for value in shown),
    ]


def _source(reading: ReadingUse | Reading) -> Line:
    return Line(f"{reading.id} ({', '.join(reading.refs)})", Tone.FAINT, NOTE)


def _value(reading: ReadingUse, value: str, naming: Naming) -> str:
    title = naming.words.title(reading.values[value])
    default = naming.words("reading.default")
    return f"{title} ({value}, {default})" if value == reading.default else f"{title} ({value})"


def _outcomes(reading: ReadingUse, value: str, naming: Naming) -> str:
    outcomes = (naming.words(f"outcome.{outcome}") for outcome in reading.outcomes[value])
    return naming.words("reading.or").join(outcomes)


def reading_rows(readings: Iterable[Reading], words: Words) -> list[Block]:
    """Every reading of a policy, with its values, their standing and their arguments."""
    return [row for reading in readings for row in _reading(reading, words)]


def _reading(reading: Reading, words: Words) -> list[Block]:
    rows: list[Block] = [Line(words.of(reading.title), Tone.PLAIN, ROW, "≈ "), _source(reading)]
    for value in reading.values.values():
        standing = words(f"reading.{value.standing}")
        if value.id == reading.default:
            standing = f"{words('reading.default')}, {standing}"
        rows.append(
            Line(f"{words.title(value.title)} ({value.id}; {standing})", indent=NOTE, mark="• ")
        )
    return [*rows, Line(words.of(reading.argument), Tone.FAINT, NOTE)]
