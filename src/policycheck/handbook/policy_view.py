"""What the page of a policy shows, and the list of its clauses."""

from collections.abc import Iterator
from dataclasses import dataclass

from policycheck.handbook.code import Place
from policycheck.handbook.page import Page
from policycheck.model import Text
from policycheck.policies.manifest import Clause, ConditionRule, Parameter, Reading
from policycheck.policies.milestones import Milestone, Term
from policycheck.policies.moments import When, days_of, length_of
from policycheck.policies.reasons import LINE_KINDS
from policycheck.report.calendar_words import (
    actors_words,
    channels_words,
    days_words,
    length_words,
    sentence,
    when_words,
)
from policycheck.report.parameter_rows import version_words


@dataclass(frozen=True)
class MomentView:
    """A milestone or a term: its days or its length, and who acts."""

    id: str
    title: str
    moments: tuple[str, ...]
    who: str
    parameter: str | None
    refs: tuple[str, ...]
    note: Text | None = None


@dataclass(frozen=True)
class UseView:
    """What uses something or is touched by it: a condition, a milestone, a rule.

    Attributes:
        decision: Empty for a milestone, a term and a rule.
        row: Of a rule: where it stands in its module, which is its id.
    """

    decision: str
    kind: str
    id: str
    title: str
    row: int | None = None


@dataclass(frozen=True)
class ParameterRow:
    """A parameter with every version: its words, and whether it holds in the text shown."""

    parameter: Parameter
    versions: tuple[tuple[str, bool], ...]
    uses: tuple[UseView, ...]


@dataclass(frozen=True)
class ReadingRow:
    """A reading, and what it touches."""

    reading: Reading
    touches: tuple[UseView, ...]


@dataclass(frozen=True)
class ClauseRow:
    """A clause and where it went: names of conditions, else the reason."""

    clause: Clause
    decided_by: tuple[UseView, ...]
    current: bool


@dataclass(frozen=True)
class LinesRow:
    """Lines that hold no clause, with what they are and why they bind nobody."""

    lines: tuple[int, ...]
    kind: Text
    argument: Text | None


def milestone_views(page: Page) -> list[MomentView]:
    """Every milestone, by its first day; those without a day in the text at the end."""
    policy, day = page.about.policy, page.about.known_at
    found = [(days_of(each, policy, day), each) for each in policy.milestones]
    dated = sorted(
        ((whens[0].last, whens[0].first, place) for place, (whens, _) in enumerate(found) if whens)
    )
    order = [place for *_, place in dated] + [p for p, (whens, _) in enumerate(found) if not whens]
    return [_milestone(page, *found[place]) for place in order]


def term_views(page: Page) -> list[MomentView]:
    """Every term that runs from something that happens."""
    return [_term(page, term) for term in page.about.policy.terms]


def _milestone(page: Page, whens: tuple[When, ...], milestone: Milestone) -> MomentView:
    words = page.words
    moments = tuple(
        "; ".join(filter(None, (sentence(when_words(each, words)), days_words(each, words))))
        for each in whens
    )
    return MomentView(
        id=milestone.id,
        title=words.of(milestone.title),
        moments=moments or (sentence(words("timeline.without_day")),),
        who=_who(page, milestone),
        parameter=milestone.parameter,
        refs=milestone.refs,
        note=milestone.note,
    )


def _term(page: Page, term: Term) -> MomentView:
    words = page.words
    length = length_of(term, page.about.policy, page.about.known_at)
    counted = [length_words(length, words)] if length else []
    return MomentView(
        id=term.id,
        title=words.of(term.title),
        moments=(sentence(", ".join((*counted, words.of(term.since)))),),
        who=_who(page, term),
        parameter=term.parameter,
        refs=term.refs,
    )


def _who(page: Page, each: Milestone | Term) -> str:
    notes = (actors_words(each.who, page.words), channels_words(each.channels, page.words))
    return ", ".join(filter(None, notes))


def parameter_rows(page: Page) -> list[ParameterRow]:
    """Every parameter, with what reads it."""
    policy = page.about.policy
    uses = _uses(page)
    calendar: tuple[Milestone | Term, ...] = (*policy.milestones, *policy.terms)
    for each in calendar:
        if each.parameter:
            kind = "milestone" if isinstance(each, Milestone) else "term"
            use = UseView("", kind, each.id, page.heading(each.title))
            uses.setdefault(each.parameter, []).append(use)
    return [_parameter(page, each, uses) for each in policy.parameters.values()]


def _uses(page: Page) -> dict[str, list[UseView]]:
    """Per parameter, the conditions whose rules read it, and else the rules that do.

    A condition that every decision shares stands at the first of them.
    """
    policy, code = page.about.policy, page.about.code
    uses: dict[str, list[UseView]] = {}
    seen: set[tuple[str, int]] = set()
    shared: set[str] = set()
    for rule in policy.decisions.values():
        for condition in rule.conditions.values():
            if condition.id in shared:
                continue
            if condition.id in policy.scope:
                shared.add(condition.id)
            places = code.of_condition(rule.id, condition.id)
            behind = (*places, *code.helpers(places))
            seen |= {(place.module.file, place.row) for place in behind}
            for id in code.parameters(behind):
                uses.setdefault(id, []).append(condition_use(page, rule.id, condition))
    for module in code.own():
        for each in module.rules:
            place = Place(module, each)
            if (module.file, place.row) not in seen:
                for id in code.parameters([place]):
                    use = UseView("", "rule", module.file, f"{module.file}:{place.row}", place.row)
                    uses.setdefault(id, []).append(use)
    return uses


def _parameter(page: Page, parameter: Parameter, uses: dict[str, list[UseView]]) -> ParameterRow:
    known = [
        version
        for version in parameter.versions
        if version.published is None or version.published <= page.about.known_at
    ]
    return ParameterRow(
        parameter=parameter,
        versions=tuple(
            (version_words(version, parameter, page.words), version in known[-1:])
            for version in parameter.versions
        ),
        uses=tuple(uses.get(parameter.id, ())),
    )


def reading_rows(page: Page) -> list[ReadingRow]:
    """Every reading, with the conditions, exemptions and results that differ by it."""
    policy = page.about.policy
    return [ReadingRow(each, tuple(_touched(page, each.id))) for each in policy.readings.values()]


def _touched(page: Page, reading: str) -> Iterator[UseView]:
    for rule in page.about.policy.decisions.values():
        for condition in rule.conditions.values():
            if condition.reading == reading:
                yield condition_use(page, rule.id, condition)
        for exemption in rule.exemptions.values():
            if exemption.reading == reading:
                title = page.heading(exemption.title)
                yield UseView(rule.id, "exemption", exemption.id, title)
        for key, schema in rule.result.get("properties", {}).items():
            if schema.get("x-reading") == reading:
                yield UseView(rule.id, "result", key, page.words("handbook.result"))


def condition_use(page: Page, decision: str, condition: ConditionRule) -> UseView:
    """A condition as something that uses something else."""
    return UseView(decision, "condition", condition.id, page.heading(condition.title))


def clause_rows(page: Page) -> list[ClauseRow]:
    """Every clause of the document, in its order."""
    policy = page.about.policy
    return [
        ClauseRow(
            clause=clause,
            decided_by=tuple(use for name in clause.conditions for use in _deciding(page, name)),
            current=policy.in_force(clause.id, page.about.known_at),
        )
        for clause in policy.clauses
    ]


def _deciding(page: Page, name: str) -> Iterator[UseView]:
    """What a clause names; a condition that every decision shares stands at the first of them."""
    decision, _, id = name.partition("/")
    decisions = page.about.policy.decisions
    rule = next(iter(decisions.values())) if decision == "*" else decisions[decision]
    if id in rule.conditions:
        yield condition_use(page, rule.id, rule.conditions[id])
    else:
        yield UseView(rule.id, "outcome", "", page.words("handbook.whole_decision"))


def lines_rows(page: Page) -> list[LinesRow]:
    """The lines of the document that hold no clause."""
    return [
        LinesRow(each.lines, LINE_KINDS[each.kind], each.argument)
        for each in page.about.policy.not_normative
    ]
