"""What an explanation consists of: frozen values, every text in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from policycheck.model import Condition, Decision, Outcome, Status, Text


class Detail(StrEnum):
    """How much of an explanation is told: only what decides, or everything."""

    SHORT = "short"
    FULL = "full"


@dataclass(frozen=True)
class FactRead:
    """A fact that a condition read.

    Attributes:
        path: Where it stands in the case, as a JSON Pointer.
        value: Its value in the normalised case.
        line: The line of the case file, from 1; ``None`` where the case is no file.
        column: The column in that line, from 1.
        cell: In a workbook the sheet and the cell; else ``None``.
    """

    path: str
    value: Any
    line: int | None
    column: int | None
    cell: str | None = None


@dataclass(frozen=True)
class Requirement:
    """A number or a day that a condition compares facts with.

    Attributes:
        parameter: The id of the parameter.
        title: What it is.
        value: Its value in the text that applies.
        unit: As in a :class:`~policycheck.policies.manifest.Parameter`.
        boundary: As in a :class:`~policycheck.policies.manifest.Parameter`.
        words: Value and boundary in words: ``before 1 September 2023; 31 August 2023 is the last
            day``.
        word: The word in the document that sets the boundary; may be empty.
        refs: The clauses that state it.
    """

    parameter: str
    title: Text
    value: Any
    unit: str
    boundary: str
    words: Text
    word: str
    refs: tuple[str, ...]


class ExemptionState(StrEnum):
    """Whether an exemption frees the provider from a condition.

    It may still apply where the condition is not known and facts of the exemption are missing. It
    is not needed where the condition is met, or does not apply for another reason.
    """

    APPLIES = "applies"
    MAY_APPLY = "may_apply"
    DOES_NOT_APPLY = "does_not_apply"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True)
class ExemptionUse:
    """An exemption that a condition has, and how it stands here.

    Attributes:
        missing: JSON Pointers of its facts that the case lacks, where it may still apply.
        required: The numbers and days that it reads.
    """

    id: str
    title: Text
    state: ExemptionState
    refs: tuple[str, ...]
    missing: tuple[str, ...]
    required: tuple[Requirement, ...]


@dataclass(frozen=True)
class ValueGives:
    """What one value of a reading gives for this decision, every other reading as it is.

    Attributes:
        used: Whether it is the one that was chosen, or else the default.
        changed: The conditions whose status is another than in the decision, with that status.
    """

    value: str
    title: Text
    used: bool
    outcome: Outcome | None
    leaning: Outcome | None
    result: Mapping[str, Any]
    changed: Mapping[str, Status]


@dataclass(frozen=True)
class ReadingExplained:
    """A place that can be read in more than one way, and what each way gives.

    Attributes:
        decides: Whether the answer differs between its values.
        argument: Why the default was chosen.
        values: Every defensible value, the one that is used first.
    """

    id: str
    title: Text
    decides: bool
    argument: Text
    refs: tuple[str, ...]
    values: tuple[ValueGives, ...]

    @property
    def used(self) -> ValueGives:
        """The value that was used."""
        return self.values[0]


@dataclass(frozen=True)
class ConditionExplained:
    """One condition: how it stands, on what facts, and against which numbers.

    Attributes:
        condition: As it was decided, with its modality and its citation.
        decides: Whether the outcome rests on it; see :func:`policycheck.explaining.explain`.
        why: What its status says, and what its modality makes of that.
        facts: The facts that it read.
        required: The numbers and days that its rule reads, by the text that applies.
        exemptions: Every exemption that it has.
        readings: The ids of the readings of its clause and of its exemptions.
    """

    condition: Condition
    decides: bool
    why: Text
    facts: tuple[FactRead, ...]
    required: tuple[Requirement, ...]
    exemptions: tuple[ExemptionUse, ...]
    readings: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """Why a decision is as it is.

    Attributes:
        decision: The decision.
        sentence: The outcome and its ground in one sentence.
        conditions: Every condition, in the order of the manifest.
        readings: The readings of the clauses of these conditions; those that decide first.
    """

    decision: Decision
    sentence: Text
    conditions: tuple[ConditionExplained, ...]
    readings: tuple[ReadingExplained, ...]

    @property
    def deciding(self) -> tuple[ConditionExplained, ...]:
        """The conditions that decide the outcome."""
        return tuple(each for each in self.conditions if each.decides)
