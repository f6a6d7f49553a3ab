"""What an explanation says, in the words of one language: for tables, pages and Markdown."""

from collections.abc import Iterable, Iterator

from policycheck.explaining import (
    ConditionExplained,
    ExemptionState,
    ExemptionUse,
    FactRead,
    ReadingExplained,
    Requirement,
    ValueGives,
)
from policycheck.model import Decision, Fact
from policycheck.policies.manifest import DecisionRule
from policycheck.report.decision_table import outcome_word
from policycheck.report.naming import Naming
from policycheck.report.plain import clean
from policycheck.report.result_rows import result_words


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
    return naming.words("explain.place", line=fact.line)


def required_text(required: Requirement, naming: Naming) -> str:
    """What was required: a number or a day, with its boundary."""
    return naming.words("explain.required", **_required(required, naming))


def _required(required: Requirement, naming: Naming) -> dict[str, str]:
    words = naming.words
    return {"title": words.title(required.title), "value": words.of(required.words)}


def exemption_texts(each: ConditionExplained, naming: Naming) -> Iterator[str]:
    """Its exemptions and how they stand; below each what it asks and the condition does not."""
    told = {required.parameter for required in each.required}
    for exemption in each.exemptions:
        yield _exemption(exemption, naming)
        for required in _asked(exemption):
            if required.parameter not in told:
                told.add(required.parameter)
                yield naming.words("explain.exemption.required", **_required(required, naming))


def _exemption(exemption: ExemptionUse, naming: Naming) -> str:
    words = naming.words
    title = words.title(exemption.title)
    if exemption.state is ExemptionState.MAY_APPLY:
        facts = ", ".join(naming.facts(exemption.missing))
        return words("explain.exemption.may_apply", title=title, facts=facts)
    return words(f"explain.exemption.{exemption.state}", title=title)


def _asked(exemption: ExemptionUse) -> Iterable[Requirement]:
    return () if exemption.state is ExemptionState.NOT_NEEDED else exemption.required


def value_text(
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
