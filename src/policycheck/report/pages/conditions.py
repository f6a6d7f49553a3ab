"""One condition as a page shows it: its standing, and what opens below it."""

from dataclasses import dataclass

from policycheck.model import Condition, ReadingUse, Status, Text
from policycheck.policies.manifest import DecisionRule
from policycheck.report.decision_groups import waits
from policycheck.report.pages.explained import ExplainedView, Telling
from policycheck.report.pages.speaking import FactLine, Speaking

MARKS = {"met": "✓", "not_met": "✗", "unknown": "?", "waiting": "…", "open": "≈", "exempt": "-"}
"""A sign per standing, so that no colour is needed to tell them apart."""


@dataclass(frozen=True)
class ConditionView:
    """A condition in words.

    Attributes:
        standing: ``met``, ``not_met``, ``unknown``, ``waiting``, ``open`` or ``exempt``.
        state: The standing in words.
        notes: What else there is to say: a due date, an exemption, who has to act.
        missing: Facts that the case does not have.
        exemptions: Grounds on which it would not apply.
        readings: The ambiguous places that it rests on.
        expanded: Whether it is shown opened.
        explained: Why it stands as it does; ``None`` where that was not asked in full. Its facts,
            exemptions and readings then stand in the place of these.
    """

    id: str
    standing: str
    state: Text
    modality: Text
    title: Text
    citation: Text
    notes: tuple[Text, ...]
    facts: tuple[FactLine, ...]
    missing: tuple[FactLine, ...]
    exemptions: tuple[Text, ...]
    readings: tuple[Text, ...]
    expanded: bool
    explained: ExplainedView | None = None

    @property
    def mark(self) -> str:
        """A sign for its standing."""
        return MARKS[self.standing]


def standing_of(condition: Condition) -> str:
    """How a condition stands, with what waits for the insurer told apart."""
    if waits(condition):
        return "waiting"
    if condition.status is Status.NOT_APPLICABLE:
        return "exempt"
    return str(condition.status)


def condition_view(
    condition: Condition,
    rule: DecisionRule,
    readings: tuple[ReadingUse, ...],
    speak: Speaking,
    expanded: bool,
    telling: Telling | None = None,
) -> ConditionView:
    """A condition of a decision.

    Args:
        condition: The condition.
        rule: The manifest of its decision.
        readings: Those that the decision touches.
        speak: The languages.
        expanded: Whether it is shown opened.
        telling: What is told of why the decision is as it is.
    """
    standing = standing_of(condition)
    source = condition.source
    declared = rule.conditions.get(condition.id)
    could = declared.exempt_by if declared else ()
    touched = [reading for reading in readings if set(reading.refs) & set(source.refs)]
    explained = telling.condition(condition.id) if telling else None
    decides = telling is not None and telling.decides(condition.id)
    return ConditionView(
        id=condition.id,
        standing=standing,
        state=speak(lambda n: n.words(f"standing.{standing}")),
        modality=speak(lambda n: n.words(f"modality.{condition.modality}")),
        title=speak(lambda n: n.words.title(condition.title)),
        citation=speak(lambda n: n.citation(source.section, source.lines, source.refs)),
        notes=_notes(condition, speak, decides),
        facts=tuple(speak.fact(fact) for fact in condition.facts),
        missing=speak.lacking(condition.missing),
        exemptions=tuple(rule.exemptions[id].title for id in could if id in rule.exemptions),
        readings=tuple(reading.title for reading in touched),
        expanded=expanded or (explained is not None and decides),
        explained=explained,
    )


def _notes(condition: Condition, speak: Speaking, decides: bool) -> tuple[Text, ...]:
    notes = [speak(lambda n: n.words("page.decides"))] if decides else []
    if waits(condition):
        unknown = condition.status is Status.UNKNOWN
        notes.append(speak(lambda n: n.words("insurer.asks" if unknown else "insurer.negative")))
    if condition.exempted_by:
        titles = condition.exempted_by
        notes.append(
            speak(
                lambda n: n.words("exempted_by", names="; ".join(n.words.title(t) for t in titles))
            )
        )
    if withdrawn := condition.withdrawn_by:
        notes.append(speak(lambda n: n.words("withdrawn_by", names=n.words.title(withdrawn))))
    if due := condition.due:
        later = condition.status is Status.NOT_APPLICABLE
        notes.append(speak(lambda n: n.words("not_due" if later else "due", day=n.words.day(due))))
    return tuple(notes)
