"""A policy as its manifests tell it: typed, frozen, and without any Rego."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from policycheck.model import Actor, Modality, Outcome, Text
from policycheck.policies.laws import Law
from policycheck.policies.milestones import Milestone, Term


class Standing(StrEnum):
    """Whether a reading takes part in the decision."""

    DEFENSIBLE = "defensible"
    NOTED = "noted"


@dataclass(frozen=True)
class ReadingValue:
    """One way to read an ambiguous place in the text."""

    id: str
    title: Text
    standing: Standing


@dataclass(frozen=True)
class Reading:
    """A place that the text leaves open, with the ways to read it.

    Attributes:
        refs: The clauses that it is about.
        default: The id of the value that is used unless another is chosen.
        argument: Why the default was chosen, and why the others can or cannot be defended.
        values: The values by id, the default first.
    """

    id: str
    refs: tuple[str, ...]
    title: Text
    default: str
    argument: Text
    values: Mapping[str, ReadingValue]

    @property
    def defensible(self) -> tuple[str, ...]:
        """The ids of the values that take part in a decision, the default first."""
        return tuple(v.id for v in self.values.values() if v.standing is Standing.DEFENSIBLE)


@dataclass(frozen=True)
class ParameterVersion:
    """One value of a parameter and the day on which it was published (``None``: from the start)."""

    value: Any
    published: date | None


@dataclass(frozen=True)
class Parameter:
    """A date, amount, percentage or term of the policy.

    Attributes:
        unit: ``date``, ``euro``, ``percent``, ``years``, ``days``, ``working_days``, ``year``,
            ``months``, ``minutes``, ``fte``, ``kilometres``, ``mark``, ``level``, ``count`` or
            ``code``.
        boundary: ``before`` (exclusive), ``until`` (inclusive), ``at_least``, ``less_than``,
            ``more_than``, ``from``, ``exactly`` or ``none``.
        word: The word in the document that sets the boundary.
        refs: The clauses that state it.
        versions: Earliest publication first.
    """

    id: str
    title: Text
    unit: str
    boundary: str
    word: str
    refs: tuple[str, ...]
    versions: tuple[ParameterVersion, ...]


@dataclass(frozen=True)
class ConditionRule:
    """One condition as its manifest declares it.

    Attributes:
        refs: The clauses that it decides, the owning clause first.
        facts: JSON Pointers of every fact that the condition and its exemptions read.
        departure: JSON Pointers of a departure that the insurer can record, which settles it.
        exempt_by: The exemptions that can free a provider from it.
        reading: The reading under which its value differs, if any.
        who: For a condition with a due date: who must act.
        published: The day on which its clause was published; ``None``: with the document.
        withdrawn: The day on which its clause was withdrawn; ``None``: never.
        amendment: The amendment that published or withdrew its clause.
    """

    id: str
    modality: Modality
    title: Text
    refs: tuple[str, ...]
    section: str
    lines: tuple[int, ...]
    facts: tuple[str, ...]
    departure: tuple[str, ...]
    exempt_by: tuple[str, ...]
    reading: str | None
    who: Actor
    published: date | None = None
    withdrawn: date | None = None
    amendment: Text | None = None


@dataclass(frozen=True)
class Amendment:
    """A later publication that changed the text.

    Attributes:
        published: The day from which it is known.
        lines: The lines of the document that announce it.
        checksum: Of those lines, as ``policies.documents.checksum`` computes it.
    """

    id: str
    title: Text
    published: date
    lines: tuple[int, ...]
    checksum: str


@dataclass(frozen=True)
class Exemption:
    """A ground on which conditions do not apply."""

    id: str
    title: Text
    refs: tuple[str, ...]
    facts: tuple[str, ...]
    reading: str | None


@dataclass(frozen=True)
class Clause:
    """One statement of the source document and where it went.

    Attributes:
        lines: Lines of the document, counted from 1.
        published: The id of the amendment that added it, if any.
        withdrawn: The id of the amendment that withdrew it, if any.
        checksum: Of the cited lines, as ``policies.documents.checksum`` computes it.
        conditions: Names of the conditions that decide it, as ``decision/condition``, or
            ``decision/outcome`` where the decision as a whole does.
        information: Why there is nothing to decide; ``None`` where no reason is given.
        reason: The kind of reason, from ``REASONS``.
    """

    id: str
    section: str
    lines: tuple[int, ...]
    checksum: str
    title: Text
    conditions: tuple[str, ...]
    information: Text | None
    published: str | None = None
    withdrawn: str | None = None
    reason: str | None = None

    @property
    def decided(self) -> bool:
        """Whether a condition (or a decision's outcome) decides this clause."""
        return bool(self.conditions)

    @property
    def missing(self) -> bool:
        """Whether nothing decides this clause, and nothing says why not."""
        return not self.conditions and self.information is None


@dataclass(frozen=True)
class NotNormative:
    """Lines of the document that no clause claims, as they state nothing.

    Attributes:
        kind: What they are, from ``LINE_KINDS``.
        lines: Lines of the document, counted from 1.
        checksum: Of those lines, as ``policies.documents.checksum`` computes it.
        argument: Why they bind nobody although they hold a date, an amount, a percentage or a
            modal verb.
    """

    kind: str
    lines: tuple[int, ...]
    checksum: str
    argument: Text | None = None


@dataclass(frozen=True)
class DecisionRule:
    """One decision as its manifest declares it.

    Attributes:
        asked_by: JSON Pointers; the decision is asked when the case has one of these facts.
        outcomes: What each outcome means; empty for a decision of attention points only.
        result: The JSON Schema of the result.
        result_facts: JSON Pointers of the facts that the result needs.
        conditions: In the order of the document.
    """

    policy: str
    id: str
    title: Text
    question: Text
    asked_by: tuple[str, ...]
    outcomes: Mapping[Outcome, Text]
    result: Mapping[str, Any]
    result_facts: tuple[str, ...]
    conditions: Mapping[str, ConditionRule]
    exemptions: Mapping[str, Exemption]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class PolicyManifest:
    """One insurer's purchasing policy for one sector and period, as declared.

    Attributes:
        sector: The sector of care, as the fact ``/provider/sectors`` names it.
        period: First and last day of the contract period, both inclusive.
        document: The id of the source document.
        published: The day on which the text was published; ``None`` where it prints none.
        changed: Per clause that an amendment added or withdrew, the first day on which it was in
            force and the day from which it was not any more; ``None``: from the start, for ever.
        scope: The ids of the conditions that every decision shares: whom and which year the policy
            is about.
        clauses: Every clause of the document, in its order, those of the decisions included.
        not_normative: The lines of the document that no clause claims.
        laws: What has to hold for every case, by id; empty without ``laws.yaml``.
    """

    id: str
    insurer: str
    insurer_name: str
    title: Text
    sector: str
    contract_year: int
    period: tuple[date, date]
    document: str
    published: date | None
    published_note: Text
    decisions: Mapping[str, DecisionRule]
    readings: Mapping[str, Reading]
    parameters: Mapping[str, Parameter]
    milestones: tuple[Milestone, ...]
    amendments: Mapping[str, Amendment]
    changed: Mapping[str, tuple[date | None, date | None]]
    scope: tuple[str, ...]
    clauses: tuple[Clause, ...]
    not_normative: tuple[NotNormative, ...]
    terms: tuple[Term, ...] = ()
    laws: Mapping[str, Law] = field(default_factory=lambda: MappingProxyType({}))

    def in_force(self, clause: str, day: date) -> bool:
        """Whether a clause was part of the text that was known on a day."""
        first, until = self.changed.get(clause, (None, None))
        return (first is None or first <= day) and (until is None or day < until)
