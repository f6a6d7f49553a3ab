"""The milestones and terms of policies, as they stand on a day by the text of a day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from policycheck.evaluation.dates import known_at_day
from policycheck.policies.manifest import Amendment, Clause, PolicyManifest
from policycheck.policies.milestones import Length, Milestone, Term
from policycheck.policies.moments import When, changes_of, days_of, length_of


class MomentState(StrEnum):
    """How a milestone stands on a day."""

    PASSED = "passed"
    BEGUN = "begun"
    GOING_ON = "going_on"
    TODAY = "today"
    UPCOMING = "upcoming"


@dataclass(frozen=True)
class Moment:
    """A milestone on its day or days.

    Attributes:
        number: Which day of the milestone it is, counted from 1; ``None`` where it has one.
        when: Its days; ``None`` where the text gives none.
        state: How it stands; ``None`` where the text gives no day.
        clause: The clause that states it.
    """

    policy: PolicyManifest
    milestone: Milestone
    number: int | None
    when: When | None
    state: MomentState | None
    clause: Clause

    @property
    def name(self) -> str:
        """The milestone's id; with a number where it has several days."""
        return self.milestone.id if self.number is None else f"{self.milestone.id}-{self.number}"


@dataclass(frozen=True)
class RunningTerm:
    """A term with its length.

    Attributes:
        clause: The clause that states it.
    """

    policy: PolicyManifest
    term: Term
    length: Length
    clause: Clause


@dataclass(frozen=True)
class KnownText:
    """The text of a policy that was known on a day.

    Attributes:
        amendments: Those that are in it, earliest first.
        later: Those that are not in it yet, earliest first.
        changes: The days on which it was changed by then, after the first publication.
    """

    policy: PolicyManifest
    amendments: tuple[Amendment, ...]
    later: tuple[Amendment, ...]
    changes: tuple[date, ...]


@dataclass(frozen=True)
class Timeline:
    """What is due, by whom.

    Attributes:
        as_of: The day on which it is judged.
        known_at: The day whose published text applies.
        texts: The policies, in the order in which they were given.
        moments: Those with a day, by their last day and then their first.
        undated: Those without a day in the text.
        terms: Those that run from something that happens, per policy.
    """

    as_of: date
    known_at: date
    texts: tuple[KnownText, ...]
    moments: tuple[Moment, ...]
    undated: tuple[Moment, ...]
    terms: tuple[RunningTerm, ...]


def timeline(
    policies: Iterable[PolicyManifest], as_of: date, known_at: date | None = None
) -> Timeline:
    """The milestones and terms of policies.

    Args:
        policies: The policies, in the order in which they are shown.
        as_of: The day on which it is judged what has passed.
        known_at: The day whose published text applies; by default ``as_of``.

    Raises:
        UsageError: A policy had no text on ``known_at``.
    """
    listed = list(policies)
    day = as_of if known_at is None else known_at
    for policy in listed:
        known_at_day(policy, {}, known_at, as_of)
    moments = [each for policy in listed for each in _moments(policy, as_of, day)]
    dated = [(each.when.last, each.when.first, each) for each in moments if each.when]
    return Timeline(
        as_of=as_of,
        known_at=day,
        texts=tuple(_text(policy, day) for policy in listed),
        moments=tuple(each for *_, each in sorted(dated, key=lambda row: row[:2])),
        undated=tuple(each for each in moments if each.when is None),
        terms=tuple(term for policy in listed for term in _terms(policy, day)),
    )


def with_a_text(policies: Iterable[PolicyManifest], known_at: date) -> list[PolicyManifest]:
    """The policies that had a text by that day."""
    return [each for each in policies if each.published is None or each.published <= known_at]


def upcoming(whole: Timeline) -> Timeline:
    """Without the moments whose last day is over."""
    over = (MomentState.PASSED, MomentState.BEGUN)
    return replace(whole, moments=tuple(m for m in whole.moments if m.state not in over))


def state_of(when: When, as_of: date) -> MomentState:
    """How a moment stands on a day; what begins on a day has not passed after it."""
    if as_of < when.first:
        return MomentState.UPCOMING
    if as_of > when.last:
        return MomentState.BEGUN if when.boundary == "from" else MomentState.PASSED
    return MomentState.TODAY if when.first == when.last else MomentState.GOING_ON


def _moments(policy: PolicyManifest, as_of: date, known_at: date) -> Iterator[Moment]:
    for milestone in policy.milestones:
        clause = _stating(policy, milestone.refs, known_at)
        if clause is None:
            continue
        whens = days_of(milestone, policy, known_at)
        if not whens:
            yield Moment(policy, milestone, None, None, None, clause)
        for number, when in enumerate(whens, 1):
            place = number if len(whens) > 1 else None
            yield Moment(policy, milestone, place, when, state_of(when, as_of), clause)


def _terms(policy: PolicyManifest, known_at: date) -> Iterator[RunningTerm]:
    for term in policy.terms:
        clause = _stating(policy, term.refs, known_at)
        length = length_of(term, policy, known_at)
        if clause is not None and length is not None:
            yield RunningTerm(policy, term, length, clause)


def _stating(policy: PolicyManifest, refs: Sequence[str], known_at: date) -> Clause | None:
    """The clause that states it, which is cited first, if it is in the text of that day."""
    clause = next(clause for clause in policy.clauses if clause.id == refs[0])
    return clause if policy.in_force(clause.id, known_at) else None


def _text(policy: PolicyManifest, known_at: date) -> KnownText:
    amendments = sorted(policy.amendments.values(), key=lambda amendment: amendment.published)
    return KnownText(
        policy=policy,
        amendments=tuple(each for each in amendments if each.published <= known_at),
        later=tuple(each for each in amendments if each.published > known_at),
        changes=tuple(day for day in changes_of(policy) if day <= known_at),
    )
