"""What an explanation says, in the words of one language: for tables, pages and Markdown."""

from collections.abc import Iterable, Iterator

from policycheck.explaining import (
    ConditionExplained,
    ExemptionState,
    ExemptionUse,
    Explanation,
    FactRead,
    Requirement,
    ValueGives,
)
from policycheck.model import Fact
from policycheck.report.decision_table import outcome_word
from policycheck.report.naming import Naming
from policycheck.report.plain import clean


def fact_text(fact: FactRead, naming: Naming) -> str:
    """A fact with its value, and where it stands in the case file."""
    known = naming.known(Fact(fact.path, fact.value))
    place = place_text(fact, naming)
    return naming.words("explain.fact", fact=known, place=place) if place else known


def place_text(fact: FactRead, naming: Naming) -> str:
    """Where a fact stands in the case file; empty where the case is no file."""
    if fact.cell is not None:
        return naming.words("explain.cell", cell=clean(fact.cell))
    if fact.line is None:
        return ""
    return naming.words("explain.place", line=fact.line, column=fact.column)


def required_text(required: Requirement, naming: Naming) -> str:
    """What was required: a number or a day, with its boundary."""
    words = naming.words
    title, value = words.title(required.title), words.of(required.words)
    return words("explain.required", title=title, value=value)


def exemption_text(exemption: ExemptionUse, naming: Naming) -> str:
    """An exemption, and how it stands."""
    words = naming.words
    title = words.title(exemption.title)
    if exemption.state is ExemptionState.MAY_APPLY:
        facts = ", ".join(naming.facts(exemption.missing))
        return words("explain.exemption.may_apply", title=title, facts=facts)
    return words(f"explain.exemption.{exemption.state}", title=title)


def required_of_exemptions(each: ConditionExplained) -> Iterator[tuple[Requirement, ExemptionUse]]:
    """What its exemptions ask, as far as the condition does not, each once."""
    told = {required.parameter for required in each.required}
    for exemption in each.exemptions:
        for required in _asked(exemption):
            if required.parameter not in told:
                told.add(required.parameter)
                yield required, exemption


def _asked(exemption: ExemptionUse) -> Iterable[Requirement]:
    return () if exemption.state is ExemptionState.NOT_NEEDED else exemption.required


def value_text(value: ValueGives, explanation: Explanation, naming: Naming) -> str:
    """One way to read a place, and what it gives for this decision."""
    words, decision = naming.words, explanation.decision
    title = words.title(value.title)
    same = (value.outcome, value.leaning, value.result) == (
        decision.outcome,
        decision.leaning,
        decision.result,
    )
    if same and not value.changed and not value.used:
        return words("explain.reading.same", value=title)
    outcome = outcome_word(value.outcome, words)
    if value.leaning:
        leaning = outcome_word(value.leaning, words)
        outcome = words("outcome.leaning", outcome=outcome, leaning=leaning)
    for id, status in value.changed.items():
        name = words.title(decision.conditions[id].title)
        state = words(f"status.{status}")
        outcome = words("explain.reading.changes", outcome=outcome, name=name, status=state)
    key = "explain.reading.used" if value.used else "explain.reading.other"
    return words(key, value=title, outcome=outcome)
