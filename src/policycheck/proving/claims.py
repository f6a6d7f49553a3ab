"""Claims about all cases: proved, refuted by a case that was decided one by one, or neither."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import perf_counter

import z3

from policycheck.model import Text
from policycheck.proving.minimise import plainest
from policycheck.proving.proofs import Proof, Replayed, Unanswered, Verdict
from policycheck.proving.replay import ReplayDiffers, replay_any
from policycheck.proving.room import Answer, Found, Room


@dataclass(frozen=True)
class Claim:
    """Something that is to hold for every case of a room.

    Attributes:
        id: Its name: of a law, or of a law that holds for any policy with what it is about.
        title: What it says, as a sentence.
        room: The cases.
        violation: No case may fit all of these.
        premise: The cases that it is about; without any the claim says nothing.
        refs: The clauses that it comes from.
        possible: It says that there is a case that fits ``violation``, instead of that there is
            none.
        note: Whether it is reported only: that it fails is nothing wrong.
        answered: Whether a case that fits ``premise`` and has no answer breaks it.
        find: Looks for a case that fits ``premise`` and ``violation``; by default the solver of
            the room does.
    """

    id: str
    title: Text
    room: Room
    violation: tuple[z3.BoolRef, ...]
    premise: tuple[z3.BoolRef, ...] = ()
    refs: tuple[str, ...] = ()
    possible: bool = False
    note: bool = False
    answered: bool = False
    find: Callable[[], Found] | None = None


def prove(claim: Claim) -> Proof:
    """Prove or refute a claim.

    Raises:
        ReplayDiffers: The engine decides a case that refutes it otherwise than the solver said.
    """
    room = claim.room
    found = claim.find() if claim.find else room.check(*claim.premise, *claim.violation)
    if claim.possible:
        return _of_possible(claim, found)
    if found.answer is Answer.SOME:
        return _refuted(claim, found)
    if found.answer is Answer.NOT_DECIDED:
        return _proof(claim, Verdict.NOT_DECIDED, found.seconds, reason=found.reason)
    if claim.answered:
        unanswered = room.without_answer(claim.premise)
        if unanswered.answer is Answer.SOME:
            return _refuted(replace(claim, room=room.with_conflicts), unanswered)
        if unanswered.answer is Answer.NOT_DECIDED:
            return _proof(claim, Verdict.NOT_DECIDED, unanswered.seconds, reason=unanswered.reason)
    premise = room.check(*claim.premise)
    seconds = found.seconds + premise.seconds
    if premise.answer is Answer.SOME:
        return _proof(claim, Verdict.PROVED, seconds)
    if premise.answer is Answer.NONE:
        return _proof(claim, Verdict.VACUOUS, seconds)
    return _proof(claim, Verdict.NOT_DECIDED, seconds, reason=premise.reason)


def unproved(claim: Claim, reason: str) -> Proof:
    """A claim that is not looked at."""
    return _proof(claim, Verdict.NOT_DECIDED, 0.0, reason=reason)


def _of_possible(claim: Claim, found: Found) -> Proof:
    """Of a claim that there is a case: one was found, or there is none."""
    verdicts = {
        Answer.SOME: Verdict.PROVED,
        Answer.NONE: Verdict.REFUTED,
        Answer.NOT_DECIDED: Verdict.NOT_DECIDED,
    }
    slow = _slow(claim)
    if found.answer is Answer.SOME and slow:
        # It may rest on a value that a condition never has: only the engine tells.
        assert found.model is not None
        try:
            for view in claim.room.views:
                replay_any(claim.room, view, found.model)
        except ReplayDiffers:
            return _proof(claim, Verdict.NOT_DECIDED, found.seconds, reason=_rests_on(slow))
    return _proof(claim, verdicts[found.answer], found.seconds, reason=found.reason)


def _slow(claim: Claim) -> list[str]:
    """The conditions that could not be lifted."""
    return sorted({name for view in claim.room.views for name in view.subject.slow})


def _rests_on(slow: list[str]) -> str:
    return f"a case was found, and rests on what could not be lifted: {', '.join(slow)}"


def _refuted(claim: Claim, found: Found) -> Proof:
    start = perf_counter()
    room = claim.room
    assert found.model is not None
    fits = found.fits or (*claim.premise, *claim.violation)
    model = plainest(room, fits, found.model)
    slow = _slow(claim)
    try:
        cases = tuple(replay_any(room, view, model) for view in room.views)
    except ReplayDiffers:
        if not slow:
            raise
        return _proof(claim, Verdict.NOT_DECIDED, found.seconds, reason=_rests_on(slow))
    seconds = found.seconds + perf_counter() - start
    return _proof(claim, Verdict.REFUTED, seconds, cases=cases)


def _proof(
    claim: Claim,
    verdict: Verdict,
    seconds: float,
    *,
    cases: tuple[Replayed | Unanswered, ...] = (),
    reason: str = "",
) -> Proof:
    return Proof(
        claim.id,
        claim.room.views[0].subject.name,
        claim.title,
        claim.refs,
        claim.note,
        verdict,
        seconds,
        cases,
        reason,
    )
