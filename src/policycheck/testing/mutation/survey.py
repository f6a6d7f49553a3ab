"""The mutants of rules, and which of them the tests or the laws notice."""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from policycheck.policies.selection import Selection
from policycheck.testing.mutation.equivalents import Equivalent, read_equivalents
from policycheck.testing.mutation.fates import By, Fate, State, Verdict
from policycheck.testing.mutation.making import mutants_of, sampled
from policycheck.testing.mutation.mutants import Mutant
from policycheck.testing.mutation.pool import verdicts
from policycheck.testing.suites import Suite


@dataclass(frozen=True)
class Stale:
    """An entry of a list of equivalent mutants that is not true any more.

    Attributes:
        by: The test that notices the mutant; empty if there is no such mutant.
    """

    equivalent: Equivalent
    by: str = ""


@dataclass(frozen=True)
class Survey:
    """What became of every mutant that was tried.

    Attributes:
        fates: By file.
        stale: The entries of the lists of equivalent mutants that are not true any more.
        among: How many mutants there are, those that were not tried included.
        seconds: How long it took.
        by: What was to notice them.
    """

    fates: tuple[Fate, ...]
    stale: tuple[Stale, ...]
    among: int
    seconds: float
    by: By = By.TESTS

    @property
    def survivors(self) -> tuple[Fate, ...]:
        """The mutants that no test or law notices and no list explains."""
        return tuple(each for each in self.fates if each.state is State.SURVIVED)

    @property
    def good(self) -> bool:
        """Whether there is nothing to mend."""
        undecided = any(each.state is State.NOT_DECIDED for each in self.fates)
        return not self.survivors and not self.stale and not undecided


# No test or law says that an entry about these is wrong.
_TRUE_ENTRY = (State.EQUIVALENT, State.NOT_DECIDED)


def _nothing(_: object) -> None:
    pass


def survey(
    suites: Sequence[Suite],
    selection: Selection,
    fixtures: Path | None,
    *,
    pattern: str | None = None,
    sample: int | None = None,
    seed: int = 0,
    jobs: int | None = None,
    told: Callable[[object], None] = _nothing,
    by: By = By.TESTS,
) -> Survey:
    """Try the mutants of rules whose tests pass, or whose laws hold.

    Args:
        suites: What ``selection`` means; the mutants are made of these.
        selection: The policies, and perhaps the library: each process reads their tests anew.
        fixtures: Where the scenarios and the lists of equivalent mutants are.
        pattern: A regular expression; only mutants in whose id it is found.
        sample: Only so many of them.
        seed: Decides which.
        jobs: How many processes; by default one for each processor.
        told: Called for each mutant that was tried.
        by: What is to notice them. Laws need the extra ``prove``.

    Raises:
        RulesError: A list of equivalent mutants is wrong.
        EngineError: The rules or the tests do not compile.
    """
    begun = perf_counter()
    listed: dict[str, Equivalent] = {}
    everything: list[Mutant] = []
    for suite in suites:
        listed |= read_equivalents(fixtures, suite.name)
        everything += mutants_of(suite, selection.directory)
    wanted = [each for each in everything if re.search(pattern or "", each.id)]
    tried = wanted if sample is None else sampled(wanted, sample, seed)
    found = verdicts(tried, selection, fixtures, jobs or os.cpu_count() or 1, told, by)
    fates = tuple(_fate(*each, listed) for each in zip(tried, found, strict=True))
    stale = _stale(fates, everything, listed)
    return Survey(fates, tuple(stale), len(everything), perf_counter() - begun, by)


def _fate(mutant: Mutant, verdict: Verdict, listed: Mapping[str, Equivalent]) -> Fate:
    if verdict.state is State.SURVIVED and mutant.id in listed:
        return Fate(mutant, State.EQUIVALENT, listed[mutant.id].argument)
    return Fate(mutant, verdict.state, verdict.by)


def _stale(
    fates: Sequence[Fate], everything: Sequence[Mutant], listed: Mapping[str, Equivalent]
) -> Iterator[Stale]:
    known = {each.id for each in everything}
    for id, equivalent in listed.items():
        if id not in known:
            yield Stale(equivalent)
    for fate in fates:
        if fate.mutant.id in listed and fate.state not in _TRUE_ENTRY:
            yield Stale(listed[fate.mutant.id], fate.by)
