"""What the page of a decision shows: every clause beside the rules that decide it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from policycheck.facts.problems import child
from policycheck.handbook.code import Place
from policycheck.handbook.highlight import rule_markup
from policycheck.handbook.law_view import laws_of_condition
from policycheck.handbook.page import Page
from policycheck.model import Outcome
from policycheck.policies.laws import Law
from policycheck.policies.manifest import (
    Clause,
    ConditionRule,
    DecisionRule,
    Exemption,
    Parameter,
    Reading,
)
from policycheck.report.naming import Naming
from policycheck.report.parameter_rows import version_words


@dataclass(frozen=True)
class Excerpt:
    """One rule, with the line where it stands."""

    markup: Markup
    at: str
    url: str


@dataclass(frozen=True)
class ParameterView:
    """A parameter with its value in the text that is shown."""

    parameter: Parameter
    value: str


@dataclass(frozen=True)
class ConditionView:
    """A condition beside its rules."""

    rule: ConditionRule
    excerpts: tuple[Excerpt, ...]
    helpers: tuple[Excerpt, ...]
    parameters: tuple[ParameterView, ...]
    exemptions: tuple[Exemption, ...]
    reading: Reading | None
    laws: tuple[Law, ...]


@dataclass(frozen=True)
class ExemptionView:
    """An exemption beside its rules."""

    exemption: Exemption
    excerpts: tuple[Excerpt, ...]
    helpers: tuple[Excerpt, ...]
    frees: tuple[ConditionRule, ...]


@dataclass(frozen=True)
class ClauseView:
    """A clause with the conditions that it has here, and those that decide it elsewhere.

    Attributes:
        decided_by: The names of conditions that other clauses own; ``outcome`` for the whole.
        current: Whether it is in the text that is shown.
    """

    clause: Clause
    conditions: tuple[ConditionView, ...]
    decided_by: tuple[tuple[str, str], ...]
    current: bool


@dataclass(frozen=True)
class SectionView:
    """Clauses that follow each other under one heading of the document."""

    heading: str
    clauses: tuple[ClauseView, ...]


@dataclass(frozen=True)
class ResultView:
    """A member of the result, with its values where they are a choice."""

    key: str
    title: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ExampleView:
    """A scenario with its outcome."""

    number: int
    name: str
    base: str
    changes: tuple[tuple[str, str], ...]
    readings: tuple[tuple[str, str], ...]
    outcome: Outcome | None
    leaning: Outcome | None


@dataclass(frozen=True)
class DecisionView:
    """A decision as its page shows it."""

    rule: DecisionRule
    sections: tuple[SectionView, ...]
    exemptions: tuple[ExemptionView, ...]
    readings: tuple[Reading, ...]
    laws: tuple[Law, ...]
    results: tuple[ResultView, ...]
    examples: tuple[ExampleView, ...]


def decision_view(page: Page, rule: DecisionRule) -> DecisionView:
    """What the page of a decision shows."""
    policy = page.about.policy
    items: tuple[ConditionRule | Exemption, ...] = (
        *rule.conditions.values(),
        *rule.exemptions.values(),
    )
    touching = {each.reading for each in items}
    touching |= {e.get("x-reading") for e in rule.result.get("properties", {}).values()}
    refs = {ref for each in items for ref in each.refs} | {c.id for c in rule.clauses}
    return DecisionView(
        rule=rule,
        sections=tuple(_sections(page, rule)),
        exemptions=tuple(_exemption(page, rule, each) for each in rule.exemptions.values()),
        readings=tuple(
            each
            for each in policy.readings.values()
            if each.id in touching or refs.intersection(each.refs)
        ),
        laws=tuple(law for law in policy.laws.values() if law.decision == rule.id),
        results=tuple(_results(page, rule)),
        examples=tuple(_examples(page, rule)),
    )


def _sections(page: Page, rule: DecisionRule) -> Iterator[SectionView]:
    """The clauses in the order of the document, under its headings."""
    owned = {clause.id for clause in rule.clauses} | {
        condition.refs[0] for condition in rule.conditions.values()
    }
    clauses = [
        each
        for each in page.about.policy.clauses
        if each.id in owned or any(name.startswith(f"{rule.id}/") for name in each.conditions)
    ]
    for heading, group in groupby(clauses, key=lambda clause: clause.section):
        yield SectionView(heading, tuple(_clause(page, rule, clause) for clause in group))


def _clause(page: Page, rule: DecisionRule, clause: Clause) -> ClauseView:
    own = [c for c in rule.conditions.values() if c.refs[0] == clause.id]
    names = {each.id for each in own}
    others = []
    for name in clause.conditions:
        decision, _, id = name.partition("/")
        where = rule.id if decision == "*" else decision
        if where != rule.id or id not in names:
            others.append((where, id))
    return ClauseView(
        clause=clause,
        conditions=tuple(_condition(page, rule, each) for each in own),
        decided_by=tuple(others),
        current=page.about.policy.in_force(clause.id, page.about.known_at),
    )


def _condition(page: Page, rule: DecisionRule, condition: ConditionRule) -> ConditionView:
    chapter = page.about
    places = chapter.code.of_condition(rule.id, condition.id)
    helpers = chapter.code.helpers(places)
    exempt = [rule.exemptions[id] for id in condition.exempt_by if id in rule.exemptions]
    return ConditionView(
        rule=condition,
        excerpts=tuple(excerpts(page, places)),
        helpers=tuple(excerpts(page, helpers)),
        parameters=tuple(
            _parameter(page, chapter.policy.parameters[id])
            for id in chapter.code.parameters((*places, *helpers))
            if id in chapter.policy.parameters
        ),
        exemptions=tuple(exempt),
        reading=chapter.policy.readings.get(condition.reading or ""),
        laws=laws_of_condition(chapter.policy, rule.id, condition.id),
    )


def _exemption(page: Page, rule: DecisionRule, exemption: Exemption) -> ExemptionView:
    places = page.about.code.of_exemption(rule.id, exemption.id)
    frees = (each for each in rule.conditions.values() if exemption.id in each.exempt_by)
    return ExemptionView(
        exemption=exemption,
        excerpts=tuple(excerpts(page, places)),
        helpers=tuple(excerpts(page, page.about.code.helpers(places))),
        frees=tuple(frees),
    )


def excerpts(page: Page, places: Iterable[Place]) -> Iterator[Excerpt]:
    """Rules as markup, each with a link to its line."""
    for place in places:
        file = place.module.file
        yield Excerpt(
            markup=rule_markup(page.about.code, place, page.meant),
            at=f"{file}:{place.row}",
            url=page.module(file, place.row),
        )


def _parameter(page: Page, parameter: Parameter) -> ParameterView:
    known = [
        each
        for each in parameter.versions
        if each.published is None or each.published <= page.about.known_at
    ]
    value = version_words(known[-1], parameter, page.words) if known else ""
    return ParameterView(parameter, value)


def _results(page: Page, rule: DecisionRule) -> Iterator[ResultView]:
    for key, schema in rule.result.get("properties", {}).items():
        english = schema.get("title", key.replace("_", " "))
        title = schema.get("x-title-nl", english) if page.language == "nl" else english
        values = tuple(
            (str(value), text[page.language]) for value, text in schema.get("x-values", {}).items()
        )
        yield ResultView(key, str(title), values)


def _examples(page: Page, rule: DecisionRule) -> Iterator[ExampleView]:
    naming = Naming(page.words, page.book.dictionary)
    for number, example in enumerate(page.about.examples.get(rule.id, ()), 1):
        scenario, decision = example.scenario, example.decision
        days = {f"/{name}": getattr(decision, name).isoformat() for name in ("as_of", "known_at")}
        yield ExampleView(
            number=number,
            name=scenario.item.name,
            base=scenario.base,
            changes=tuple(_changes(scenario.change, naming))
            + tuple((pointer, naming.value(value)) for pointer, value in days.items()),
            readings=tuple(scenario.readings.items()),
            outcome=decision.outcome,
            leaning=decision.leaning,
        )


def _changes(change: Mapping[str, Any], naming: Naming) -> Iterator[tuple[str, str]]:
    """What is changed, each value by itself."""
    for pointer, value in change.items():
        if value is None:
            yield pointer, naming.words("handbook.removed")
        elif isinstance(value, Mapping) and value:
            members = {child(pointer, key): member for key, member in value.items()}
            yield from _changes(members, naming)
        elif isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
            items = {child(pointer, place): item for place, item in enumerate(value)}
            yield from _changes(items, naming)
        else:
            yield pointer, naming.content(pointer, value)
