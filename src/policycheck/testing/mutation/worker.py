"""A process that tries mutants: where the engine aborts, it takes only this with it."""

import os
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from policycheck.engine import load_engine
from policycheck.engine.child import no_core_dump
from policycheck.policies.rules import LIBRARY
from policycheck.policies.selection import Selection
from policycheck.testing.mutation.bench import Bench
from policycheck.testing.mutation.fates import By, State, Verdict
from policycheck.testing.mutation.mutants import Mutant
from policycheck.testing.suites import Suite, read_suites


class Benches:
    """The suites that are under test, each made ready when a mutant of it comes.

    Args:
        selection: The policies, and perhaps the library.
        fixtures: Where the scenarios are; ``None``: there are none.
        by: What is to notice mutants.
    """

    def __init__(self, selection: Selection, fixtures: Path | None, by: By = By.TESTS) -> None:
        self._by = by
        self._selection = selection
        self._fixtures = fixtures
        self._ready: dict[str, _Judge] = {}

    def verdict(self, mutant: Mutant) -> Verdict:
        """What is said of the mutant: by its own suite, and by the policies above the library."""
        verdict = Verdict(State.SURVIVED)
        for name in self._suites_of(mutant):
            found = self._bench(name).verdict(mutant)
            if found.state is State.NOT_DECIDED:
                verdict = found
            elif found.state is not State.SURVIVED:
                return found
        return verdict

    def _suites_of(self, mutant: Mutant) -> Sequence[str]:
        above = self._selection.policies if mutant.subject == LIBRARY else ()
        if self._by is By.LAWS and mutant.subject == LIBRARY:
            return above
        return (mutant.subject, *above)

    def _bench(self, name: str) -> "_Judge":
        if name not in self._ready:
            library = name == LIBRARY
            policies = () if library else (name,)
            meant = Selection(self._selection.directory, policies, library)
            (suite,) = read_suites(meant, self._fixtures)
            self._ready[name] = _judge(suite, self._by)
        return self._ready[name]


class _Judge(Protocol):
    def verdict(self, mutant: Mutant) -> Verdict: ...


def _judge(suite: Suite, by: By) -> _Judge:
    if by is By.TESTS:
        return Bench(suite)
    # Imported here: it brings the solver, which comes with an extra, and after the engine.
    from policycheck.testing.mutation.law_bench import LawBench

    return LawBench(suite)


def work(
    connection: Connection, selection: Selection, fixtures: Path | None, by: By = By.TESTS
) -> None:
    """Answer a verdict for every mutant that comes, until the connection is closed."""
    no_core_dump()
    # What the engine prints when it aborts is for nobody.
    silence = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(silence, descriptor)
    if by is By.LAWS:
        load_engine()
    benches = Benches(selection, fixtures, by)
    while True:
        try:
            mutant = connection.recv()
        except (EOFError, KeyboardInterrupt):
            sys.exit(0)
        try:
            connection.send(benches.verdict(mutant))
        except KeyboardInterrupt:
            sys.exit(0)
        # Whatever is wrong here is for the process that started this one to say.
        except Exception as error:  # noqa: BLE001
            connection.send(error)
