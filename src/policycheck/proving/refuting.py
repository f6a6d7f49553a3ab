"""The laws of one decision, asked of one changed state of its rules after another.

Only whether a law is refuted is asked, not by which case. A law that speaks of nothing that became
another formula holds as it did, and is not asked at all: that makes most answers quick.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

import z3

from policycheck.policies.laws import (
    AnyOf,
    Comes,
    Compared,
    Has,
    Law,
    NotThat,
    OfParameter,
    Results,
    Statement,
)
from policycheck.proving.claims import Claim
from policycheck.proving.decision import DecisionFormulas
from policycheck.proving.from_laws import claim_of
from policycheck.proving.proofs import Verdict
from policycheck.proving.room import Answer, Room, View
from policycheck.proving.subject import Subject

ONE_VALUE = "one-value"
"""The law that holds for any policy and is asked too: no case gives two values for one thing."""

Readings = tuple[tuple[str, str], ...]
Lifting = Callable[[Mapping[str, str]], Subject]


@dataclass(frozen=True)
class Refutation:
    """What became of the laws of a decision.

    Attributes:
        verdict: Of the first law that does not hold; ``PROVED`` if all hold.
        law: Which one; empty if all hold.
        reason: Why it is not decided, in English; empty otherwise.
    """

    verdict: Verdict
    law: str = ""
    reason: str = ""

    @property
    def fails(self) -> bool:
        """Whether a law is certain to hold no longer."""
        return self.verdict in (Verdict.REFUTED, Verdict.VACUOUS)


class Refuter:
    """The laws of one decision, which hold for its rules as they are. For one thread.

    Args:
        laws: The laws.
        lifting: The decision of the rules as they are, under chosen readings.
        seconds: How long one question may take.
    """

    def __init__(self, laws: Sequence[Law], lifting: Lifting, seconds: float) -> None:
        self._seconds = seconds
        self._lifting = lifting
        self._views: dict[Readings, View] = {}
        self._laws: dict[Readings, list[Law]] = {}
        # Those without readings come first: most changes can be seen without lifting again.
        for law in sorted(laws, key=lambda each: len(each.readings)):
            self._laws.setdefault(tuple(sorted(law.readings.items())), []).append(law)

    def refuted(self, lifting: Lifting, parameter: str | None, until: float) -> Refutation:
        """The first law that other rules break.

        Args:
            lifting: The decision of those rules, under chosen readings.
            parameter: The parameter that has another value in them, if one has.
            until: When to stop, by :func:`time.monotonic`.

        Raises:
            Unliftable: The decision cannot be lifted.
        """
        open_ = Refutation(Verdict.PROVED)
        for readings, laws in self._laws.items():
            if monotonic() > until:
                return Refutation(Verdict.NOT_DECIDED, laws[0].id, "there was no time left")
            view = View(lifting(dict(readings)))
            for found in self._asked(readings, view, parameter, until):
                if found.fails:
                    return found
                open_ = found
        return open_

    def _asked(
        self, readings: Readings, view: View, parameter: str | None, until: float
    ) -> Iterator[Refutation]:
        """What does not hold of the laws under the same readings: those first that broke last."""
        before, after = self._before(readings).decided, view.decided
        room = Room(view, seconds=self._seconds)
        laws = self._laws[readings]
        for place, law in enumerate(laws):
            if not (_speaks_of_changed(law, before, after) or _compares_with(law, parameter)):
                continue
            if monotonic() > until:
                yield Refutation(Verdict.NOT_DECIDED, law.id, "there was no time left")
                return
            found = _refutation(claim_of(law, room))
            if found.fails:
                laws.insert(0, laws.pop(place))
                yield found
                return
            if found.verdict is Verdict.NOT_DECIDED:
                yield found
        if not before.conflict.eq(after.conflict):
            found = _refutation(_one_value(view, self._seconds, laws[0]))
            if found.verdict is not Verdict.PROVED:
                yield found

    def _before(self, readings: Readings) -> View:
        if readings not in self._views:
            self._views[readings] = View(self._lifting(dict(readings)))
        return self._views[readings]


def _refutation(claim: Claim) -> Refutation:
    """As for a proof, without its case."""
    room = claim.room
    found = room.check(*claim.premise, *claim.violation)
    if found.answer is Answer.SOME:
        slow = {name for view in room.views for name in view.subject.slow}
        if slow:
            reason = f"it rests on what could not be lifted: {', '.join(sorted(slow))}"
            return Refutation(Verdict.NOT_DECIDED, claim.id, reason)
        return Refutation(Verdict.REFUTED, claim.id)
    if found.answer is Answer.NONE and claim.premise:
        found = room.check(*claim.premise)
        if found.answer is Answer.NONE:
            return Refutation(Verdict.VACUOUS, claim.id)
    if found.answer is Answer.NOT_DECIDED:
        return Refutation(Verdict.NOT_DECIDED, claim.id, found.reason)
    return Refutation(Verdict.PROVED)


def _one_value(view: View, seconds: float, law: Law) -> Claim:
    room = Room(view, seconds=seconds, conflicts=True)
    return Claim(ONE_VALUE, law.title, room, (view.decided.conflict,))


def _speaks_of_changed(law: Law, before: DecisionFormulas, after: DecisionFormulas) -> bool:
    """Whether the answers that a law is about are other formulas than they were."""
    kind = law.kind
    said = [*law.when, *getattr(kind, "statements", ())]
    answers: list[Statement] = [each for one in said for each in _leaves(one)]
    if not hasattr(kind, "statements"):
        of: str | None = getattr(kind, "of", None)
        answers.append(Comes(()) if of is None else Has(of, ()))
    return any(_changed(each, before, after) for each in answers)


def _changed(statement: Statement, before: DecisionFormulas, after: DecisionFormulas) -> bool:
    match statement:
        case Comes():
            return not _same(before.outcomes, after.outcomes)
        case Has(condition=id):
            return not _same(before.statuses.get(id, {}), after.statuses.get(id, {}))
        case Results(name=name):
            return not _same(before.results.get(name, {}), after.results.get(name, {}))
    return False


def _same(one: Mapping[Any, z3.BoolRef], other: Mapping[Any, z3.BoolRef]) -> bool:
    """Whether formulas are written alike; the solver keeps one of each."""
    return one.keys() == other.keys() and all(one[key].eq(other[key]) for key in one)


def _compares_with(law: Law, parameter: str | None) -> bool:
    said = [*law.when, *getattr(law.kind, "statements", ())]
    return any(
        isinstance(each, Compared) and each.operand == OfParameter(parameter or "")
        for one in said
        for each in _leaves(one)
    )


def _leaves(statement: Statement) -> Iterator[Statement]:
    match statement:
        case AnyOf(statements=statements):
            for each in statements:
                yield from _leaves(each)
        case NotThat(statement=inner):
            yield from _leaves(inner)
        case _:
            yield statement
