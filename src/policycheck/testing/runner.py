"""Runs tests: each policy is compiled once, with its Rego tests, and several run at a time."""

import os
import re
from collections.abc import Callable, Container, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from policycheck.engine import Program, compile_rules
from policycheck.errors import EngineError, PolicycheckError
from policycheck.evaluation import Compiled, Policies
from policycheck.policies.rules import LIBRARY
from policycheck.policies.selection import Selection
from policycheck.testing.judging import conditions_to_show, differences, rule_difference
from policycheck.testing.kept import keep_results, name_of, read_kept
from policycheck.testing.rego_tests import RegoTest
from policycheck.testing.results import Item, Result, State
from policycheck.testing.scenarios import Scenario
from policycheck.testing.suites import Suite, read_suites

Wanted = Callable[[Item], bool]
Told = Callable[[Result], None]


def _all(_: Item) -> bool:
    return True


def untold(_: Result) -> None:
    """Tell nobody of a result."""


def run(
    selection: Selection,
    fixtures: Path | None,
    *,
    pattern: str | None = None,
    fail_fast: bool = False,
    keep: bool = False,
    told: Told = untold,
) -> tuple[Result, ...]:
    """Run the tests of the policies that are meant.

    Args:
        selection: The policies of a rules directory, and perhaps the library.
        fixtures: The directory with ``scenarios`` and their base cases; ``None``: no scenarios.
        pattern: A regular expression; only tests in whose id it is found.
        fail_fast: End with the first test that fails.
        keep: Keep the results of a policy whose tests all pass, and take them from there as long
            as none of its files has changed; a pattern chooses among them.
        told: Called with each result as it comes, from several threads.

    Returns:
        A result for each test: by policy, the scenarios before the Rego tests. Empty if there is
        no test.

    Raises:
        RulesError: A manifest or a file of tests is wrong.
        EngineError: Rules or Rego tests do not compile.
    """
    wanted = matching(pattern)
    subjects = [*selection.policies, *([LIBRARY] if selection.library else [])]
    names = names_of(selection, fixtures) if keep else {}
    kept = {each: found for each, name in names.items() if (found := read_kept(name)) is not None}
    suites = read_suites(without(selection, kept), fixtures)
    found = run_suites(suites, wanted=wanted, fail_fast=fail_fast, told=told)
    by_subject: dict[str, list[Result]] = {each: [] for each in subjects}
    for result in found:
        by_subject[result.item.subject].append(result)
    if pattern is None:
        for subject, name in names.items():
            if subject not in kept and not (fail_fast and not all(e.good for e in found)):
                keep_results(name, by_subject[subject])
    for subject, results in kept.items():
        by_subject[subject] = [each for each in results if wanted(each.item)]
    return tuple(result for results in by_subject.values() for result in results)


def names_of(selection: Selection, fixtures: Path | None) -> dict[str, str]:
    """Per policy that is meant, and for the library, the name of its results in the cache."""
    subjects = [*selection.policies, *([LIBRARY] if selection.library else [])]
    return {each: name_of(each, selection.directory, fixtures) for each in subjects}


def without(selection: Selection, done: Container[str]) -> Selection:
    """What is left of a selection."""
    return Selection(
        selection.directory,
        tuple(each for each in selection.policies if each not in done),
        selection.library and LIBRARY not in done,
    )


def matching(pattern: str | None) -> Wanted:
    """Whether a test is wanted: if the regular expression is found in its id.

    Raises:
        re.error: It is no regular expression.
    """
    if pattern is None:
        return _all
    wanted = re.compile(pattern)
    return lambda item: wanted.search(item.id) is not None


def run_suites(
    suites: Sequence[Suite],
    *,
    wanted: Wanted = _all,
    fail_fast: bool = False,
    told: Told = untold,
) -> tuple[Result, ...]:
    """Run several suites at a time, as the engine lets other threads run meanwhile.

    Raises:
        EngineError: The rules or the Rego tests of a suite do not compile.
    """
    suites = [each for each in suites if any(wanted(item) for item in each.items)]

    def results(suite: Suite) -> tuple[Result, ...]:
        return run_suite(suite, wanted=wanted, fail_fast=fail_fast, told=told)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [result for each in pool.map(results, suites) for result in each]
    failed = next((place for place, each in enumerate(found, 1) if not each.good), None)
    return tuple(found[:failed] if fail_fast else found)


def run_suite(
    suite: Suite,
    *,
    trusted: bool = False,
    wanted: Wanted = _all,
    fail_fast: bool = False,
    told: Told = untold,
) -> tuple[Result, ...]:
    """Compile a suite once and run its tests, one after another.

    Args:
        suite: The tests, and the rules that they are about.
        trusted: For rules that are known to compile: leave out the child process.
        wanted: Whether to run a test.
        fail_fast: End with the first that fails.
        told: Called with each result as it comes.

    Raises:
        EngineError: The rules or the Rego tests do not compile.
    """
    running = compiled(suite, trusted=trusted)
    return run_compiled(running, wanted=wanted, fail_fast=fail_fast, told=told)


def run_compiled(
    running: "Running",
    *,
    wanted: Wanted = _all,
    fail_fast: bool = False,
    told: Told = untold,
) -> tuple[Result, ...]:
    """Run the tests of a suite that is compiled; the arguments are those of :func:`run_suite`."""
    results = []
    for result in _results(running, wanted):
        results.append(result)
        told(result)
        if fail_fast and not result.good:
            break
    return tuple(results)


@dataclass(frozen=True)
class Running:
    """A suite that is compiled: decisions and Rego tests in one program."""

    suite: Suite
    program: Program
    policies: Policies

    def scenario(self, test: Scenario) -> Result:
        """Run one scenario."""
        begun = perf_counter()
        try:
            decision = self.policies.decide(
                test.policy, test.decision, test.case, readings=test.readings
            )
        except PolicycheckError as error:
            return _error(test.item, error, begun)
        wrong = differences(decision, test.expect)
        return Result(
            test.item,
            State.FAILED if wrong else State.PASSED,
            wrong,
            conditions_to_show(decision, wrong),
            seconds=perf_counter() - begun,
            decision=decision,
        )

    def rego_test(self, test: RegoTest) -> Result:
        """Run one Rego test, or one case of it; a pending one is not run."""
        if test.pending:
            return Result(test.item, State.PENDING)
        begun = perf_counter()
        value, defined = None, True
        try:
            value = self.program.query(test.rule, {})
        except EngineError as error:
            if error.code != "undefined":
                return _error(test.item, error, begun)
            defined = False
        wrong = rule_difference(test, value, defined)
        state = State.FAILED if wrong else State.PASSED
        return Result(test.item, state, wrong, seconds=perf_counter() - begun)


def compiled(suite: Suite, *, trusted: bool = False) -> Running:
    """Compile the rules and the Rego tests of a suite together.

    Raises:
        EngineError: They do not compile.
    """
    modules = {**suite.rules.modules, **suite.tests}
    program = compile_rules(modules, suite.rules.data, entrypoints(suite), trusted=trusted)
    manifests = {suite.name: suite.manifest} if suite.manifest else {}
    known = {suite.name: Compiled(suite.rules, program, suite.texts)}
    return Running(suite, program, Policies(manifests, known, suite.schemas))


def entrypoints(suite: Suite) -> tuple[str, ...]:
    """What a suite asks of the engine: the decisions, and the rules of the Rego tests."""
    rules = (each.rule for each in suite.rego_tests)
    return tuple(dict.fromkeys((*suite.rules.entrypoints.values(), *rules)))


def _results(running: Running, wanted: Wanted) -> Iterator[Result]:
    for scenario in running.suite.scenarios:
        if wanted(scenario.item):
            yield running.scenario(scenario)
    for test in running.suite.rego_tests:
        if wanted(test.item):
            yield running.rego_test(test)


def _error(item: Item, error: PolicycheckError, begun: float) -> Result:
    return Result(item, State.ERROR, message=str(error), seconds=perf_counter() - begun)
