"""The values that policycheck reasons with: frozen, and known to every layer above."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Language(StrEnum):
    """The languages of every user-facing text."""

    NL = "nl"
    EN = "en"


@dataclass(frozen=True)
class Text:
    """One text in both languages."""

    nl: str
    en: str

    def __getitem__(self, language: Language) -> str:
        """The text in that language."""
        return self.nl if language is Language.NL else self.en


class Status(StrEnum):
    """What is known of one condition. Missing is never "no", and never "yes"."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    OPEN = "open"
    NOT_APPLICABLE = "not_applicable"


class Modality(StrEnum):
    """How a condition bears on the outcome. Only the first five decide."""

    SCOPE = "scope"
    MUST = "must"
    IN_PRINCIPLE = "in_principle"
    JUDGEMENT = "judgement"
    WEIGHED = "weighed"
    EXPECTATION = "expectation"
    INSURER_DUTY = "insurer_duty"


DECIDING_MODALITIES = frozenset(
    {
        Modality.SCOPE,
        Modality.MUST,
        Modality.IN_PRINCIPLE,
        Modality.JUDGEMENT,
        Modality.WEIGHED,
    }
)


class Engine(StrEnum):
    """What runs the compiled plan of the rules. Every engine gives the same answers."""

    REGOPY = "regopy"
    COMPILED = "compiled"


class Outcome(StrEnum):
    """The answer to a decision's question."""

    MET = "met"
    NOT_MET = "not_met"
    REFER = "refer"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"


# Facts that are added to a case never change one of these.
FINAL_OUTCOMES = frozenset({Outcome.MET, Outcome.NOT_MET, Outcome.NOT_APPLICABLE})


@dataclass(frozen=True)
class Source:
    """Where a condition stands in the source document.

    Attributes:
        document: The document's id, such as ``000_000b6662ae1dece0``.
        section: The heading under which the clause stands, in the document's language.
        lines: The lines of the clause, counted from 1, first and last included.
        refs: The ids of the clauses, the deciding one first.
    """

    document: str
    section: str
    lines: tuple[int, ...]
    refs: tuple[str, ...]


class Withheld(StrEnum):
    """What stands in the place of something that is kept back; see ``policycheck.redacting``.

    ``KNOWN`` stands for the content of a sensitive fact, ``OTHER`` for what a fact would have to be
    instead of what it is, ``CASE`` for the hash of a case.
    """

    KNOWN = "known"
    OTHER = "other"
    CASE = "withheld"


@dataclass(frozen=True)
class Fact:
    """A fact that a condition read, with its value in the normalised case."""

    path: str
    value: Any


@dataclass(frozen=True)
class Condition:
    """One condition of a decision, as decided.

    Attributes:
        id: The condition's name, unique within its decision.
        status: Its status under the default readings (or the readings that were chosen).
        due: The last day on which the condition can still be met in time, inclusive, if it has one.
        exempted_by: The titles of the exemptions that apply.
        withdrawn_by: The amendment that withdrew its clause, or that had not added it yet.
        facts: The facts that it reads and that the case has.
        missing: JSON Pointers of the facts that it reads and that the case lacks; only for a
            condition that is ``unknown``.
    """

    id: str
    status: Status
    modality: Modality
    title: Text
    source: Source
    facts: tuple[Fact, ...] = ()
    missing: tuple[str, ...] = ()
    due: date | None = None
    exempted_by: tuple[Text, ...] = ()
    withdrawn_by: Text | None = None


@dataclass(frozen=True)
class Combination:
    """What one combination of readings decides."""

    readings: Mapping[str, str]
    outcome: Outcome
    leaning: Outcome | None
    result: Mapping[str, Any]


@dataclass(frozen=True)
class ReadingUse:
    """A reading that this decision touches.

    Attributes:
        id: The reading's id within its policy.
        title: The question that the text leaves open.
        decides: Whether the answer differs between its values (``False`` for a noted reading).
        default: The value that is used unless another is chosen.
        values: Every value with its title, the default first.
        outcomes: Per defensible value, the outcomes that it can give; empty for a noted reading.
        argument: Why the default was chosen.
        refs: The clauses that it is about.
    """

    id: str
    title: Text
    decides: bool
    default: str
    values: Mapping[str, Text]
    outcomes: Mapping[str, tuple[Outcome, ...]]
    argument: Text
    refs: tuple[str, ...]


class DeadlineState(StrEnum):
    """How a deadline stands on the day of the case."""

    UPCOMING = "upcoming"
    TODAY = "today"
    PASSED = "passed"
    DONE = "done"


class Actor(StrEnum):
    """Who must act; ``other`` is somebody besides the two, in the calendar only."""

    PROVIDER = "provider"
    INSURER = "insurer"
    OTHER = "other"


@dataclass(frozen=True)
class Deadline:
    """A day by which somebody must act, inclusive."""

    condition: str
    title: Text
    by: date
    who: Actor
    state: DeadlineState
    refs: tuple[str, ...]


@dataclass(frozen=True)
class PolicyText:
    """A policy that there is, with the contract years that it is about.

    Attributes:
        policy: The policy's id.
        first_year: The first contract year.
        last_year: The last contract year, inclusive.
    """

    policy: str
    first_year: int
    last_year: int


@dataclass(frozen=True)
class Receipt:
    """What the decision was made with: with the case it can be replayed."""

    rules: str
    schema: str
    case: str
    engine: str
    policycheck: str


@dataclass(frozen=True)
class Decision:
    """The answer of one policy to one question about one case.

    Attributes:
        policy: The policy's id, such as ``asr.ggz_2024``.
        decision: The decision's id, such as ``eligibility``.
        question: The question that is answered.
        as_of: The day on which the case is judged.
        known_at: The day whose published text applies.
        outcome: The answer; ``None`` for a decision of attention points only.
        meaning: What this outcome means for this question; ``None`` without an outcome.
        leaning: Which way a ``refer`` leans, where it leans.
        result: What the decision yields beside the outcome, by the decision's result schema.
        conditions: Every condition by id, in the order of the manifest.
        missing: JSON Pointers of the facts that can still change the outcome, in order; empty once
            the outcome is final. For attention points: every fact that they lack.
        chosen_readings: The readings that the caller chose, so that no other value was weighed.
        readings: The readings that this decision touches; those that decide first.
        combinations: The outcome per combination of the defensible readings that are touched.
        deadlines: The days by which somebody must act, earliest first.
        texts: Only where the case is about another contract year: the policies of this insurer for
            this sector of care, with the years that they are about.
        receipt: What the decision was made with.
    """

    policy: str
    decision: str
    question: Text
    as_of: date
    known_at: date
    outcome: Outcome | None
    meaning: Text | None
    leaning: Outcome | None
    result: Mapping[str, Any]
    conditions: Mapping[str, Condition]
    missing: tuple[str, ...]
    chosen_readings: Mapping[str, str]
    readings: tuple[ReadingUse, ...]
    combinations: tuple[Combination, ...]
    deadlines: tuple[Deadline, ...]
    texts: tuple[PolicyText, ...]
    receipt: Receipt


@dataclass(frozen=True)
class Comparison:
    """Two decisions side by side: about two cases, by two policies, or on two days.

    Attributes:
        before: The one decision.
        after: The other.
        conditions: The conditions whose status, due date, exemptions or amendment differ, each as
            it was before and after, in the order of the later manifest; ``None`` where that side
            has no such condition.
        deadlines: The deadlines whose day or state differs, likewise.
    """

    before: Decision
    after: Decision
    conditions: tuple[tuple[Condition | None, Condition | None], ...]
    deadlines: tuple[tuple[Deadline | None, Deadline | None], ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the outcome, the leaning, the result, a condition or a deadline differs."""
        before, after = self.before, self.after
        return bool(self.conditions or self.deadlines) or (
            (before.outcome, before.leaning, before.result)
            != (after.outcome, after.leaning, after.result)
        )


@dataclass(frozen=True)
class Scope:
    """Whether a policy is about a provider and a contract year at all.

    Attributes:
        policy: The policy's id.
        status: ``met``, ``not_met``, or ``unknown`` where a fact is absent or the text leaves it
            open.
        conditions: The conditions that every decision of the policy shares, by id.
        missing: JSON Pointers of the facts that would decide it; empty once it is decided.
        texts: As in a :class:`Decision`.
    """

    policy: str
    status: Status
    conditions: Mapping[str, Condition]
    missing: tuple[str, ...]
    texts: tuple[PolicyText, ...]


@dataclass(frozen=True)
class Judgement:
    """What one policy says about a case: its scope, and its decisions if that is met."""

    scope: Scope
    decisions: tuple[Decision, ...]
