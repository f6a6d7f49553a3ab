"""Proves everything about decisions: each in a process of its own, as the solver uses one core."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import time

from policycheck.compiled.lifter import Lifter
from policycheck.evaluation import Policies
from policycheck.facts import load_schemas
from policycheck.lifting import Unliftable
from policycheck.policies.laws import Law
from policycheck.proving.asking import solving
from policycheck.proving.claims import Claim, prove, unproved
from policycheck.proving.from_laws import claim_of
from policycheck.proving.general import general_claims
from policycheck.proving.general_laws import GeneralLaw, title_of
from policycheck.proving.kept import keep_proved, name_of, read_proved
from policycheck.proving.loaded import loaded, read
from policycheck.proving.processes import in_processes
from policycheck.proving.proofs import Assumed, Proof, Proved, Verdict
from policycheck.proving.room import Room, View
from policycheck.proving.subject import subject_of


@dataclass(frozen=True)
class Task:
    """One decision to prove things about; it can be sent to another process.

    Attributes:
        directory: The rules directory; ``None`` for the rules that come with policycheck.
        seconds: How long one question may take.
        until: When all have to be done, in seconds of the clock; ``None``: never.
        laws: Whether the laws of the policy are asked for.
        general: Whether those are that hold for any policy.
        wanted: Only laws of these names; empty for all.
        fresh: Whether what was proved before is proved again.
    """

    directory: Path | None
    policy: str
    decision: str
    seconds: float = 10.0
    until: float | None = None
    laws: bool = True
    general: bool = True
    wanted: tuple[str, ...] = ()
    fresh: bool = False

    @property
    def name(self) -> str:
        """The full name of the decision."""
        return f"{self.policy}.{self.decision}"

    def wants(self, law: str) -> bool:
        """Whether a law is asked for: by its id, or by that of the law that it is a part of."""
        return not self.wanted or bool({law, law.partition(":")[0]} & {*self.wanted})


def run_tasks(tasks: Sequence[Task], jobs: int | None = None) -> Iterator[Proved]:
    """What became of each task, as they come.

    Args:
        tasks: The decisions.
        jobs: How many processes; by default one for each processor. It is never this one: where
            the solver aborts the process, somebody has to say so.

    Raises:
        PolicycheckError: A process ended without an answer, or the solver failed.
        ReplayDiffers: The engine decides a case otherwise than the solver said.
        EngineError: The rules do not compile.
    """
    for _, each in in_processes(run_task, tasks, jobs):
        yield each


def run_task(task: Task) -> Proved:
    """Everything that is asked about one decision.

    Raises:
        PolicycheckError: The solver failed.
        ReplayDiffers: The engine decides a case otherwise than the solver said.
        EngineError: The rules do not compile.
    """
    with solving(task.name):
        return _run(task)


def _run(task: Task) -> Proved:
    manifest, rules = read(task.directory, task.policy)
    lifter = Lifter(rules, load_schemas())
    laws = [
        law
        for law in manifest.laws.values()
        if task.laws and law.decision == task.decision and task.wants(law.id)
    ]
    entry = lifter.entry("proved", rules.entrypoints[task.decision], None)
    name = name_of(entry, manifest, laws, task.general, task.wanted)
    if not task.fresh and (kept := read_proved(name)) is not None:
        return kept
    policies, lifter = loaded(task.directory, manifest, rules)
    try:
        claims = [*_claims(task, policies, lifter, laws)]
    except Unliftable as error:
        unlifted = tuple(_not_lifted(task, laws, error))
        return Proved(task.policy, task.decision, unlifted, Assumed(manifest.published))
    proofs = tuple(_proof(claim, task) for claim in claims)
    subjects = {view.subject.name: view.subject for each in claims for view in each.room.views}
    assumed = Assumed(
        manifest.published,
        {at: most for each in subjects.values() for at, most in each.lifted.slots.items()},
        tuple(sorted({name for each in subjects.values() for name in each.slow})),
    )
    proved = Proved(task.policy, task.decision, proofs, assumed)
    keep_proved(name, proved)
    return proved


def _claims(task: Task, policies: Policies, lifter: Lifter, laws: Sequence[Law]) -> Iterator[Claim]:
    """What is asked, laws under the same readings about the same case."""
    by_readings: dict[tuple[tuple[str, str], ...], list[Law]] = {}
    for law in laws:
        by_readings.setdefault(tuple(sorted(law.readings.items())), []).append(law)
    for readings, those in by_readings.items():
        subject = subject_of(policies, task.policy, task.decision, dict(readings), lifter)
        room = Room(View(subject), seconds=task.seconds)
        yield from (claim_of(law, room) for law in those)
    if task.general:
        subject = subject_of(policies, task.policy, task.decision, None, lifter)
        searching = any(each.startswith(GeneralLaw.AS_DECIDED) for each in task.wanted)
        for claim in general_claims(subject, lifter, task.seconds, searching=searching):
            if task.wants(claim.id):
                yield claim


def _proof(claim: Claim, task: Task) -> Proof:
    if task.until is not None:
        left = task.until - time()
        if left <= 0:
            return unproved(claim, "there was no time left")
        claim.room.seconds = min(task.seconds, left)
    return prove(claim)


def _not_lifted(task: Task, laws: Sequence[Law], error: Unliftable) -> Iterator[Proof]:
    """Everything that is asked about a decision that cannot be lifted as a whole."""
    asked = [(law.id, law.title, law.refs) for law in laws]
    if task.general:
        every = ((law.value, title_of(law), ()) for law in GeneralLaw)
        asked += [each for each in every if task.wants(each[0])]
    for id, title, refs in asked:
        reason = f"the decision cannot be lifted: {error}"
        yield Proof(id, task.name, title, refs, False, Verdict.NOT_DECIDED, 0.0, reason=reason)
