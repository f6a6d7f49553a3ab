"""Compares decisions, each in a process of its own; what was proved equivalent is kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import monotonic, time

from policycheck.compiled.lifter import Lifter
from policycheck.facts import load_schemas
from policycheck.lifting import Unliftable
from policycheck.policies.laws import Statement
from policycheck.policies.manifest import PolicyManifest
from policycheck.proving.asking import solving
from policycheck.proving.differences import Equivalence
from policycheck.proving.equivalence import Question, equivalence
from policycheck.proving.kept import keep_equivalences, name_of_comparison, read_equivalences
from policycheck.proving.loaded import loaded, read
from policycheck.proving.processes import in_processes
from policycheck.proving.subject import Subject, subject_of


@dataclass(frozen=True)
class Side:
    """A decision in one state of the rules.

    Attributes:
        directory: The rules directory; ``None`` for the rules that come with policycheck.
    """

    directory: Path | None
    policy: str
    decision: str

    @property
    def name(self) -> str:
        """The full name of the decision."""
        return f"{self.policy}.{self.decision}"


@dataclass(frozen=True)
class Comparison:
    """Two decisions to compare in every case; it can be sent to another process.

    Attributes:
        unchanged: The conditions and the exemptions whose rules are the same on both sides, as the
            kind and the id: what of them cannot be lifted means the same.
        fence: What holds of the cases in which they may differ.
        until: When it has to be done, in seconds of the clock; ``None``: never.
        fresh: Whether what was proved before is proved again.

    The others are as for :class:`policycheck.proving.equivalence.Question`.
    """

    before: Side
    after: Side
    known_at: tuple[date | None, date | None] = (None, None)
    as_of: date | None = None
    unchanged: frozenset[tuple[str, str]] = frozenset()
    fence: tuple[Statement, ...] = ()
    seconds: float = 10.0
    until: float | None = None
    fresh: bool = False


def compare_all(
    asked: Sequence[Comparison], jobs: int | None = None
) -> Iterator[tuple[Equivalence, ...]]:
    """What becomes of each comparison, in their order: with a fence two answers, else one.

    Raises:
        PolicycheckError: A process ended without an answer, or the solver failed.
        ReplayDiffers: The engine decides a case otherwise than the solver said.
        EngineError: The rules do not compile.
    """
    known = {each: kept for each in asked if (kept := _kept(each)) is not None}
    found = in_processes(compare, [each for each in asked if each not in known], jobs)
    for each in asked:
        while each not in known:
            known.update([next(found)])
        yield known[each]


def compare(asked: Comparison) -> tuple[Equivalence, ...]:
    """What becomes of one comparison, which is made again.

    Raises:
        PolicycheckError: The solver failed.
        ReplayDiffers: The engine decides a case otherwise than the solver said.
        EngineError: The rules do not compile.
    """
    with solving(asked.after.name):
        try:
            before, after = (_subject(each) for each in (asked.before, asked.after))
            found = equivalence(_question(asked, before, after), asked.fence)
        except Unliftable as error:
            reason = f"the decision cannot be lifted: {error}"
            return (Equivalence(asked.before.name, asked.after.name, reason=reason),)
    keep_equivalences(_name(asked), found)
    return found


def _question(asked: Comparison, before: Subject, after: Subject) -> Question:
    same = tuple(
        pointer
        for pointer, slow in after.lifted.slow.items()
        if (slow.path[-1], slow.key) in asked.unchanged
    )
    end = None if asked.until is None else monotonic() + asked.until - time()
    return Question(before, after, asked.known_at, asked.as_of, same, asked.seconds, end)


def _subject(side: Side) -> Subject:
    policies, lifter = loaded(side.directory, *read(side.directory, side.policy))
    return subject_of(policies, side.policy, side.decision, lifter=lifter)


def _kept(asked: Comparison) -> tuple[Equivalence, ...] | None:
    return None if asked.fresh else read_equivalences(_name(asked))


def _name(asked: Comparison) -> str:
    """Under what its answer is kept: all that it rests on, and not how long it may take."""
    sides = [_rests_on(each) for each in (asked.before, asked.after)]
    question = (asked.known_at, asked.as_of, sorted(asked.unchanged), asked.fence)
    return name_of_comparison(sides, repr(question))


def _rests_on(side: Side) -> tuple[str, PolicyManifest]:
    manifest, rules = read(side.directory, side.policy)
    entry = Lifter(rules, load_schemas()).entry("compared", rules.entrypoints[side.decision], None)
    return entry, manifest
