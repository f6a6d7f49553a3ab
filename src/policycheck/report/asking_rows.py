"""An open fact in words: what is asked, what the answer can be, and who has it."""

from collections.abc import Iterator
from datetime import date

from policycheck.asking.model import OpenFact, Reason
from policycheck.facts import FactDefinition
from policycheck.report.blocks import Block, Line, Tone
from policycheck.report.naming import Naming
from policycheck.words import Words

_NOTE = 6


def fact_rows(number: int, fact: OpenFact, as_of: date, naming: Naming) -> Iterator[Block]:
    """An open fact with its question, its number before it."""
    words = naming.words
    definition = fact.definition
    title = definition.question or definition.title
    yield Line(words.of(title), Tone.STRONG, 2, f"{number}. ")
    yield _note(naming.fact(fact.pointer))
    yield from _answer(definition, as_of, naming)
    if fact.members:
        kind = "ask.items" if definition.type == "list" else "ask.together"
        yield _note(f"{words(kind)}:")
        for member in fact.members:
            yield from _member(member, as_of, words)
    for supplier in dict.fromkeys(each.supplied_by for each in fact.asked if each.supplied_by):
        yield _note(words(f"fact.supplier.{supplier}"))
    settled = [each.decision for each in fact.reasons if each.settles]
    if settled:
        yield Line(words("ask.settles", names=", ".join(settled)), Tone.GOOD, _NOTE)
    for reason in fact.reasons:
        yield from _reason(reason, naming)


def kind_of(fact: FactDefinition, as_of: date | None, words: Words) -> str:
    """What an answer can be, without the values of an enum.

    Args:
        fact: What is asked.
        as_of: The day on which the case is judged, if that is known.
        words: The language.
    """
    if fact.type == "event_date" and as_of is None:
        return words("blank.event")
    kind = words(f"ask.type.{fact.type}", day=words.day(as_of) if as_of else "")
    return f"{kind} ({words(f'ask.unit.{fact.unit}')})" if fact.unit else kind


def values_of(fact: FactDefinition, words: Words) -> list[str]:
    """The values of an enum, each with what it means."""
    titles = fact.value_titles
    return [
        f"{each} ({words.of(titles[each])})" if each in titles else each for each in fact.values
    ]


def reasons_of(reason: Reason, naming: Naming) -> list[str]:
    """What makes a fact matter to a decision: conditions with their citations, and the result."""
    words = naming.words
    found = []
    for each in reason.conditions:
        cited = naming.citation(each.section, each.lines, each.refs)
        found.append(f"{words.title(each.title)}, {cited}")
    return [*found, *([words("ask.result")] if reason.result else [])]


def _answer(fact: FactDefinition, as_of: date, naming: Naming) -> Iterator[Block]:
    words = naming.words
    if fact.type in ("object", "list") and not fact.values:
        return
    if not fact.values:
        yield _note(kind_of(fact, as_of, words))
        return
    yield _note(f"{kind_of(fact, as_of, words)}:")
    yield from (Line(each, Tone.FAINT, _NOTE + 2, "- ") for each in values_of(fact, words))


def _member(fact: FactDefinition, as_of: date, words: Words) -> Iterator[Block]:
    question = words.of(fact.question) if fact.question else words.of(fact.title)
    kind = kind_of(fact, as_of, words)
    if fact.values:
        kind = f"{kind} {', '.join(values_of(fact, words))}"
    yield Line(f"{question} {fact.key}: {kind}", Tone.PLAIN, _NOTE + 2, "- ")


def _reason(reason: Reason, naming: Naming) -> Iterator[Block]:
    for each in reasons_of(reason, naming):
        yield Line(f"{reason.decision}: {each}", Tone.FAINT, _NOTE, "• ")


def _note(text: str) -> Line:
    return Line(text, Tone.FAINT, _NOTE)
