"""Several processes that run the tests on mutants, each started anew when it dies."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from time import monotonic

from policycheck.policies.selection import Selection
from policycheck.testing.mutation.fates import By, State, Verdict
from policycheck.testing.mutation.mutants import Mutant
from policycheck.testing.mutation.worker import work

SECONDS = 120.0
"""How long the tests of one mutant may take, with making a suite ready for the first."""

# A fork would copy the locks of the threads that the engine runs in.
_CONTEXT = get_context("spawn")

Told = Callable[[Verdict], None]


@dataclass
class _Worker:
    process: SpawnProcess
    connection: Connection
    place: int | None = None
    until: float = 0.0

    def end(self) -> None:
        with suppress(OSError):
            self.connection.close()
        self.process.join(1)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def verdicts(
    mutants: Sequence[Mutant],
    selection: Selection,
    fixtures: Path | None,
    jobs: int,
    told: Told,
    by: By = By.TESTS,
) -> tuple[Verdict, ...]:
    """What the tests say of each mutant.

    Args:
        mutants: In the order in which they are tried: neighbours tend to be noticed by one test.
        selection: The policies that are tested, and perhaps the library.
        fixtures: Where the scenarios are.
        jobs: How many processes.
        told: Called with each verdict as it comes.
        by: What is to notice them.

    Raises:
        PolicycheckError: The tests cannot be read in a process.
    """
    found: dict[int, Verdict] = {}
    waiting = iter(range(len(mutants)))
    workers = [_Worker(*_process(selection, fixtures, by)) for _ in range(min(jobs, len(mutants)))]
    try:
        for each in workers:
            _give(each, waiting, mutants)
        while busy := [each for each in workers if each.place is not None]:
            for each in _answering(busy):
                place = each.place
                assert place is not None
                verdict = _answer(each)
                if verdict.state is State.CRASHED:
                    each.end()
                    each.process, each.connection = _process(selection, fixtures, by)
                found[place] = verdict
                told(verdict)
                _give(each, waiting, mutants)
    finally:
        for each in workers:
            each.end()
    return tuple(found[place] for place in range(len(mutants)))


def _process(
    selection: Selection, fixtures: Path | None, by: By
) -> tuple[SpawnProcess, Connection]:
    ours, theirs = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=work, args=(theirs, selection, fixtures, by), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _give(worker: _Worker, waiting: Iterator[int], mutants: Sequence[Mutant]) -> None:
    worker.place = next(waiting, None)
    worker.until = monotonic() + SECONDS
    if worker.place is not None:
        # One that died at once is found dead when its answer is waited for.
        with suppress(BrokenPipeError):
            worker.connection.send(mutants[worker.place])


def _answering(busy: Sequence[_Worker]) -> list[_Worker]:
    """The processes that have answered, died, or had their time."""
    first = min(each.until for each in busy)
    ready = wait([each.connection for each in busy], max(first - monotonic(), 0))
    return [each for each in busy if each.connection in ready or each.until <= monotonic()]


def _answer(worker: _Worker) -> Verdict:
    if not worker.connection.poll():
        worker.process.kill()
        return Verdict(State.CRASHED, f"no result after {SECONDS:.0f} seconds")
    try:
        answer = worker.connection.recv()
    except (EOFError, OSError):
        return Verdict(State.CRASHED, "the engine aborted")
    if isinstance(answer, Exception):
        raise answer
    verdict: Verdict = answer
    return verdict
