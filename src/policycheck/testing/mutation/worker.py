"""A process that runs the tests on mutants: where the engine aborts, it takes only this with it."""

import os
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from policycheck.engine.child import no_core_dump
from policycheck.policies.rules import LIBRARY
from policycheck.policies.selection import Selection
from policycheck.testing.mutation.bench import Bench
from policycheck.testing.mutation.fates import State, Verdict
from policycheck.testing.mutation.mutants import Mutant
from policycheck.testing.suites import read_suites


class Benches:
    """The suites that are under test, each made ready when a mutant of it comes.

    Args:
        selection: The policies, and perhaps the library.
        fixtures: Where the scenarios are; ``None``: there are none.
    """

    def __init__(self, selection: Selection, fixtures: Path | None) -> None:
        self._selection = selection
        self._fixtures = fixtures
        self._ready: dict[str, Bench] = {}

    def verdict(self, mutant: Mutant) -> Verdict:
        """What the tests say: of the mutant's own suite, and of the policies above the library."""
        verdict = Verdict(State.SURVIVED)
        for name in self._suites_of(mutant):
            verdict = self._bench(name).verdict(mutant)
            if verdict.state is not State.SURVIVED:
                break
        return verdict

    def _suites_of(self, mutant: Mutant) -> Sequence[str]:
        above = self._selection.policies if mutant.subject == LIBRARY else ()
        return (mutant.subject, *above)

    def _bench(self, name: str) -> Bench:
        if name not in self._ready:
            library = name == LIBRARY
            policies = () if library else (name,)
            meant = Selection(self._selection.directory, policies, library)
            (suite,) = read_suites(meant, self._fixtures)
            self._ready[name] = Bench(suite)
        return self._ready[name]


def work(connection: Connection, selection: Selection, fixtures: Path | None) -> None:
    """Answer a verdict for every mutant that comes, until the connection is closed."""
    no_core_dump()
    # What the engine prints when it aborts is for nobody.
    silence = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(silence, descriptor)
    benches = Benches(selection, fixtures)
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
