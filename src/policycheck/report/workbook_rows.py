"""The facts of a workbook, each with what stands beside its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policycheck.asking.model import OpenFact, Reason
from policycheck.facts import FactDefinition
from policycheck.facts.problems import tokens
from policycheck.report.asking_rows import kind_of, reasons_of
from policycheck.report.naming import Naming

_ALWAYS = ("/as_of", "/known_at")
_MOST_REASONS = 3
_TOPS = ("provider", "insurers")


@dataclass(frozen=True)
class FactRow:
    """A fact, and what stands beside its cell.

    Attributes:
        definition: The fact.
        items: The items, where it is a list of single values.
        members: The facts of an item, where it is a list of things.
        value: What is known of it; ``None`` if nothing is.
        subject: What it is about: the titles of what holds it.
        allowed: What can be filled in.
        unit: What is counted; empty if nothing is.
        supplier: Who knows it.
        reasons: What needs it.
    """

    definition: FactDefinition
    items: FactDefinition | None
    members: tuple["FactRow", ...]
    value: Any
    subject: str
    allowed: str
    unit: str
    supplier: str
    reasons: str

    @property
    def sheet(self) -> str:
        """Which sheet it stands on."""
        top = tokens(self.definition.pointer)[0]
        return top if top in _TOPS else "case"


def fact_rows_of(
    facts: Sequence[OpenFact], naming: Naming, known: Mapping[str, Any]
) -> list[FactRow]:
    """What is asked and what is known, in the order of the schema.

    Args:
        facts: What is asked, with its reasons.
        naming: How things are called.
        known: The facts of a case.
    """
    reasons: dict[str, tuple[Reason, ...]] = {}
    for fact in facts:
        members = fact.members if fact.definition.type == "object" else ()
        for each in (fact.definition, *members):
            reasons[each.pointer] = fact.reasons
    return [
        _row(definition, naming, _at(known, pointer), reasons.get(pointer, ()))
        for pointer, definition in naming.dictionary.items()
        if definition.type != "object" and "/*" not in pointer
        if pointer in reasons or pointer in _ALWAYS or _at(known, pointer) is not None
    ]


def _row(
    definition: FactDefinition, naming: Naming, value: Any, reasons: Sequence[Reason]
) -> FactRow:
    words = naming.words
    item = naming.dictionary.get(f"{definition.pointer}/*")
    members: tuple[FactRow, ...] = ()
    if item is not None and item.type == "object":
        within = f"{item.pointer}/"
        members = tuple(
            _row(each, naming, None, ())
            for pointer, each in naming.dictionary.items()
            if pointer.startswith(within) and each.type != "object"
        )
        item = None
    counted = item or definition
    if definition.type == "amount":
        unit = words("sheet.unit.euro")
    else:
        unit = words(f"ask.unit.{counted.unit}") if counted.unit else ""
    supplier = definition.supplied_by
    return FactRow(
        definition=definition,
        items=item,
        members=members,
        value=value,
        subject=_subject(definition, naming),
        allowed=_allowed(counted, naming),
        unit=unit,
        supplier=words(f"fact.supplier.{supplier}") if supplier else "",
        reasons=_why(reasons, naming),
    )


def _allowed(fact: FactDefinition, naming: Naming) -> str:
    words = naming.words
    kind = kind_of(fact, None, words)
    if not fact.values:
        return kind
    titles = fact.value_titles
    shown = (words.title(titles[each]) if each in titles else each for each in fact.values)
    return f"{kind}: {'; '.join(shown)}"


def _subject(definition: FactDefinition, naming: Naming) -> str:
    """The titles of what holds a fact, without the sheet that it stands on."""
    steps = definition.pointer.split("/")
    above = ("/".join(steps[:length]) for length in range(3, len(steps)))
    titles = (naming.dictionary.get(each) for each in above)
    return ", ".join(naming.words.of(each.title) for each in titles if each is not None)


def _why(reasons: Sequence[Reason], naming: Naming) -> str:
    lines = [f"{each.decision}: {why}" for each in reasons for why in reasons_of(each, naming)]
    more = len(lines) - _MOST_REASONS
    shown = lines[:_MOST_REASONS]
    return "\n".join([*shown, naming.words("sheet.more", n=more)] if more > 0 else shown)


def _at(known: Mapping[str, Any], pointer: str) -> Any:
    found: Any = known
    for step in tokens(pointer):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found
