"""A decision as a page shows it: the outcome, what is counted, and section by section why."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from policycheck.model import Condition, Decision, Outcome, ReadingUse, Text
from policycheck.policies.manifest import DecisionRule, PolicyManifest
from policycheck.report.decision_groups import Groups, groups_of
from policycheck.report.decision_table import MARKS, outcome_words
from policycheck.report.naming import Naming
from policycheck.report.pages.conditions import ConditionView, condition_view
from policycheck.report.pages.explained import Telling
from policycheck.report.pages.ring import Ring, ring_of
from policycheck.report.pages.speaking import FactLine, Speaking
from policycheck.report.result_rows import result_lines
from policycheck.report.scope_rows import texts_line

_FEW = 6
"""So many conditions that call for action are shown opened; more would hide each other."""


@dataclass(frozen=True)
class OutcomeView:
    """An outcome: its code, its sign, and its words with the way it leans."""

    code: str
    mark: str
    words: Text


@dataclass(frozen=True)
class ReadingView:
    """A reading: the question, and its values with what each leads to.

    Attributes:
        values: Each with its outcomes; the outcome is empty where the reading decides nothing.
        argument: Why the default was chosen; ``None`` where it decides nothing.
    """

    id: str
    title: Text
    refs: str
    values: tuple[tuple[Text, Text], ...]
    argument: Text | None


@dataclass(frozen=True)
class SectionView:
    """Conditions and readings under one heading.

    Attributes:
        facts: Facts that are lacking, under a line of their own.
        notes: Sentences at the end.
    """

    key: str
    title: Text
    conditions: tuple[ConditionView, ...] = ()
    readings: tuple[ReadingView, ...] = ()
    facts: tuple[FactLine, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def count(self) -> int:
        """How many conditions and readings there are."""
        return len(self.conditions) + len(self.readings)


@dataclass(frozen=True)
class DecisionView:
    """One decision in words.

    Attributes:
        anchor: Its place in the page.
        policy: The title of its policy.
        days: The day that is judged and the day whose text applies.
        chosen: The readings that the caller chose.
        result: What it yields beside the outcome.
        sentence: The outcome and its ground; ``None`` where nobody asked.
    """

    anchor: str
    name: str
    title: Text
    policy: Text
    question: Text
    days: Text
    chosen: tuple[Text, ...]
    outcome: OutcomeView
    meaning: Text | None
    result: tuple[Text, ...]
    ring: Ring
    sections: tuple[SectionView, ...]
    sentence: Text | None


def outcome_view(decision: Decision, speak: Speaking) -> OutcomeView:
    """The outcome of a decision."""
    return OutcomeView(
        str(decision.outcome or "none"),
        MARKS[decision.outcome][0].strip(),
        speak(lambda n: outcome_words(decision, n.words)),
    )


def decision_view(
    decision: Decision, policy: PolicyManifest, speak: Speaking, telling: Telling | None = None
) -> DecisionView:
    """A decision with everything that is known of it."""
    rule = policy.decisions[decision.decision]
    results = [result_lines(decision, rule, naming) for naming in (speak.nl, speak.en)]
    return DecisionView(
        anchor=f"{decision.policy}.{decision.decision}".replace(".", "-"),
        name=f"{decision.policy}.{decision.decision}",
        title=rule.title,
        policy=policy.title,
        question=decision.question,
        days=speak(
            lambda n: ", ".join(
                (
                    n.words("head.as_of", as_of=n.words.day(decision.as_of)),
                    n.words("head.known_at", known_at=n.words.day(decision.known_at)),
                )
            )
        ),
        chosen=tuple(_chosen(decision, policy, speak)),
        outcome=outcome_view(decision, speak),
        meaning=decision.meaning,
        result=tuple(Text(nl, en) for nl, en in zip(*results, strict=True)),
        ring=ring_of(decision, speak),
        sections=tuple(each for each in _sections(decision, rule, speak, telling) if each),
        sentence=telling.sentence if telling else None,
    )


def _chosen(decision: Decision, policy: PolicyManifest, speak: Speaking) -> Iterable[Text]:
    for id_, value in decision.chosen_readings.items():
        reading = policy.readings[id_]
        title, answer = reading.title, reading.values[value].title
        both = Text(f"{title.nl} {answer.nl}", f"{title.en} {answer.en}")
        yield speak(_chose(both))


def _chose(reading: Text) -> Callable[[Naming], str]:
    return lambda naming: naming.words("head.chosen", reading=naming.words.of(reading))


def _sections(
    decision: Decision, rule: DecisionRule, speak: Speaking, telling: Telling | None
) -> Iterable[SectionView | None]:
    groups = groups_of(decision)

    def views(conditions: Sequence[Condition], calls: bool) -> tuple[ConditionView, ...]:
        expanded = calls and len(conditions) <= _FEW
        return tuple(
            condition_view(each, rule, decision.readings, speak, expanded, telling)
            for each in conditions
        )

    def titled(key: str, *conditions: ConditionView, **more: object) -> SectionView | None:
        title = speak(lambda n: n.words(f"section.{key}"))
        section = SectionView(key, title, conditions, **more)  # type: ignore[arg-type]
        return section if section.count or section.facts or section.notes else None

    deciding = tuple(_reading(reading, speak) for reading in groups.deciding)
    noted = tuple(_reading(reading, speak) for reading in groups.noted)
    lacking = speak.lacking(groups.for_result)
    texts = (speak(lambda n: texts_line(decision.texts, n.words)),) if decision.texts else ()
    yield titled("fails", *views(groups.failing, True), notes=texts if groups.failing else ())
    final = _final(decision, groups, speak)
    yield titled("missing", *views(groups.missing, True), facts=lacking, notes=final)
    yield titled("insurer", *views(groups.waiting, True))
    yield titled("open", *views(groups.open, True), readings=deciding)
    attention = (*views(groups.attention, False), *views(groups.attention_unknown, False))
    yield titled("attention", *attention)
    yield titled("not_applicable", *views(groups.exempt, False))
    yield titled("met", *views(groups.met, False))
    if rest := len(groups.not_judged):
        count = speak(lambda n: n.words("not_judged", count=n.words.count("count.condition", rest)))
        yield SectionView("not_judged", speak(lambda n: n.words("page.not_judged")), notes=(count,))
    yield titled("noted", readings=noted)


def _final(decision: Decision, groups: Groups, speak: Speaking) -> tuple[Text, ...]:
    if decision.outcome is Outcome.NOT_MET and (groups.missing or groups.for_result):
        return (speak(lambda n: n.words("final")),)
    return ()


def _reading(reading: ReadingUse, speak: Speaking) -> ReadingView:
    def value(id_: str) -> tuple[Text, Text]:
        title = reading.values[id_]
        default = id_ == reading.default
        name = speak(
            lambda n: (
                f"{n.words.title(title)} ({n.words('reading.default')})"
                if default
                else n.words.title(title)
            )
        )
        found = reading.outcomes.get(id_, ())
        leads = speak(
            lambda n: n.words("reading.or").join(n.words(f"outcome.{each}") for each in found)
        )
        return name, leads

    ids = reading.outcomes if reading.decides else reading.values
    return ReadingView(
        reading.id,
        reading.title,
        ", ".join(reading.refs),
        tuple(value(id_) for id_ in ids),
        reading.argument if reading.decides else None,
    )
