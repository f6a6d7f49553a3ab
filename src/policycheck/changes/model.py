"""What differs between two states of a policy, item by item."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from policycheck.model import Source, Text
from policycheck.policies.manifest import PolicyManifest


class Item(StrEnum):
    """What a policy consists of."""

    POLICY = "policy"
    AMENDMENT = "amendment"
    PARAMETER = "parameter"
    DECISION = "decision"
    CONDITION = "condition"
    EXEMPTION = "exemption"
    CLAUSE = "clause"
    MILESTONE = "milestone"
    TERM = "term"
    READING = "reading"


class Kind(StrEnum):
    """How an item differs; ``text``: only in what people read and no rule does."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    CHANGED = "changed"
    TEXT = "text"


class Aspect(StrEnum):
    """In what two items differ."""

    PERIOD = "period"
    CONTRACT_YEAR = "contract_year"
    SECTOR = "sector"
    SCOPE = "scope"
    DOCUMENT = "document"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    VERSIONS = "versions"
    UNIT = "unit"
    BOUNDARY = "boundary"
    WORD = "word"
    ASKED_BY = "asked_by"
    RESULT = "result"
    RESULT_FACTS = "result_facts"
    MODALITY = "modality"
    FACTS = "facts"
    DEPARTURE = "departure"
    EXEMPT_BY = "exempt_by"
    READING = "reading"
    WHO = "who"
    RULES = "rules"
    CONDITIONS = "conditions"
    REASON = "reason"
    CHECKSUM = "checksum"
    PLACE = "place"
    REFS = "refs"
    CHANNELS = "channels"
    DAYS = "days"
    LENGTH = "length"
    DEFAULT = "default"
    VALUES = "values"
    # Only what people read.
    TITLE = "title"
    QUESTION = "question"
    OUTCOMES = "outcomes"
    ARGUMENT = "argument"
    INFORMATION = "information"
    SINCE = "since"
    NOTE = "note"


TEXT_ASPECTS = frozenset(
    {
        Aspect.TITLE,
        Aspect.QUESTION,
        Aspect.OUTCOMES,
        Aspect.ARGUMENT,
        Aspect.INFORMATION,
        Aspect.SINCE,
        Aspect.NOTE,
    }
)


@dataclass(frozen=True)
class Side:
    """An item as it is in one state.

    Attributes:
        source: Where it stands in the document; ``None`` for what has no place there.
        content: The item of the manifest.
    """

    id: str
    title: Text
    source: Source | None
    content: Any


@dataclass(frozen=True)
class Difference:
    """One aspect in which the two sides of an item differ; values as the manifests hold them."""

    aspect: Aspect
    before: Any
    after: Any


@dataclass(frozen=True)
class Change:
    """An item that is not the same in both states.

    Attributes:
        decision: The decision that it belongs to; empty for the policy as a whole.
        before: ``None`` where only the later state has it.
        after: ``None`` where only the earlier state has it.
        differences: Empty where only one state has it.
        read_by: For a parameter: the conditions that read it, by themselves or in their
            exemptions, as ``decision/condition``.
    """

    item: Item
    decision: str
    before: Side | None
    after: Side | None
    differences: tuple[Difference, ...] = ()
    read_by: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """How it differs."""
        if self.before is None or self.after is None:
            return Kind.ADDED if self.before is None else Kind.REMOVED
        if self.before.id != self.after.id and self.item is not Item.POLICY:
            return Kind.RENAMED
        texts = {each.aspect for each in self.differences} <= TEXT_ASPECTS
        return Kind.TEXT if texts else Kind.CHANGED

    @property
    def side(self) -> Side:
        """The later side, or the only one."""
        side = self.after or self.before
        assert side is not None
        return side


@dataclass(frozen=True)
class PolicyDiff:
    """What differs between two policies, or two states of one.

    Attributes:
        before: ``None`` where the policy is new.
        after: ``None`` where the policy is gone.
        changes: In the order of the manifests, the policy as a whole first.
    """

    before: PolicyManifest | None
    after: PolicyManifest | None
    changes: tuple[Change, ...] = ()

    @property
    def policy(self) -> PolicyManifest:
        """The later policy, or the only one."""
        policy = self.after or self.before
        assert policy is not None
        return policy

    @property
    def differs(self) -> bool:
        """Whether there is anything to tell."""
        return self.before is None or self.after is None or bool(self.changes)


def of_kinds(changes: Iterable[Change], *kinds: Kind) -> list[Change]:
    """The changes of some kinds."""
    return [change for change in changes if change.kind in kinds]
