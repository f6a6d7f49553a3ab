"""What the tests of a policy have seen of its rules.

Three measures, of which the first two count towards the percentage:

- per condition, the statuses that it got in a scenario that passed, of those that it can get;
- per comparison that a parameter goes into, whether it was seen to hold and not to hold, and, for
  one of order, with both sides equal: at the boundary itself;
- the lines of Rego that no test reached.
"""

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from policycheck.engine import compile_plan
from policycheck.errors import EngineError
from policycheck.model import Status
from policycheck.plan import Plan
from policycheck.plan.flow import OPERATORS, Comparison, Flow
from policycheck.plan.interpreter import Interpreter
from policycheck.plan.interpreter.builtins import COMPARISONS
from policycheck.plan.interpreter.steps import Trace
from policycheck.plan.walk import blocks_in
from policycheck.policies.manifest import PolicyManifest
from policycheck.policies.rules import LIBRARY
from policycheck.policies.selection import Selection
from policycheck.testing.kept import keep_results, read_coverage, read_kept
from policycheck.testing.possible import Possible
from policycheck.testing.results import Result, State
from policycheck.testing.runner import (
    Running,
    Told,
    compiled,
    entrypoints,
    matching,
    names_of,
    run_compiled,
    untold,
    without,
)
from policycheck.testing.seen import (
    ComparisonCoverage,
    ConditionCoverage,
    Coverage,
    FileCoverage,
    Side,
)
from policycheck.testing.suites import Suite, read_suites

SCOPE = "scope"
_HOLDS = {written: COMPARISONS[name] for name, written in OPERATORS.items()}
_ORDERED = (">", ">=", "<", "<=")

Covered = tuple[tuple[Result, ...], Coverage]


def cover(running: Running, results: Iterable[Result]) -> Coverage:
    """What the tests that passed have seen: each is run again, by an interpreter of the plan.

    Raises:
        EngineError: The rules call a builtin that the interpreter does not have
            (``unknown_builtin``), or it gives another answer than the engine
            (``interpreter_differs``).
    """
    suite = running.suite
    plan = _plan(suite)
    interpreter = Interpreter(plan, suite.rules.data)
    passed = {each.item.id: each for each in results if each.state is State.PASSED}
    _run_again(running, interpreter, passed)
    policy = suite.manifest
    if policy is None:
        return Coverage(suite.name, (), (), _files(suite, plan, interpreter.trace))
    flow = Flow(plan, tuple(policy.id.split("."))).comparisons()
    used = frozenset().union(*flow.values())
    return Coverage(
        suite.name,
        _conditions(policy, plan, passed.values()),
        tuple(sorted(_comparisons(flow, interpreter.trace), key=lambda e: (e.file, e.row))),
        _files(suite, plan, interpreter.trace),
        tuple(each for each in policy.parameters if each not in used),
    )


def _plan(suite: Suite) -> Plan:
    modules = {**suite.rules.modules, **suite.tests}
    return compile_plan(modules, suite.rules.data, entrypoints(suite))


def _run_again(running: Running, interpreter: Interpreter, passed: Mapping[str, Result]) -> None:
    suite = running.suite
    for scenario in suite.scenarios:
        result = passed.get(scenario.item.id)
        if result and result.decision:
            document = running.policies.input_document(
                scenario.policy, scenario.case, readings=scenario.readings
            )
            answer = interpreter.query(suite.rules.entrypoints[scenario.decision], document)
            statuses = {id: str(c.status) for id, c in result.decision.conditions.items()}
            if answer["statuses"] != statuses:
                raise EngineError(
                    "interpreter_differs", f"the interpreter differs on {scenario.item.id}"
                )
    for test in suite.rego_tests:
        if test.item.id in passed:
            interpreter.query(test.rule, {})


def _conditions(
    policy: PolicyManifest, plan: Plan, passed: Iterable[Result]
) -> tuple[ConditionCoverage, ...]:
    seen: dict[tuple[str, str], set[Status]] = {}
    for result in passed:
        if result.decision:
            for id, decided in result.decision.conditions.items():
                decision = SCOPE if id in policy.scope else result.decision.decision
                seen.setdefault((decision, id), set()).add(decided.status)
    possible = Possible(policy, plan)
    found: dict[tuple[str, str], ConditionCoverage] = {}
    for rule in policy.decisions.values():
        for condition in rule.conditions.values():
            decision = SCOPE if condition.id in policy.scope else rule.id
            key = (decision, condition.id)
            can_be = possible.statuses(rule, condition)
            found.setdefault(
                key,
                ConditionCoverage(
                    decision,
                    condition.id,
                    condition.title,
                    tuple(each for each in Status if each in can_be),
                    tuple(each for each in Status if each in seen.get(key, ())),
                ),
            )
    return tuple(found.values())


def _comparisons(
    flow: Mapping[Comparison, frozenset[str]], trace: Trace
) -> Iterable[ComparisonCoverage]:
    for comparison, parameters in flow.items():
        holds = _HOLDS[comparison.operator]
        orders = trace.compared.get(comparison.site, set())
        ordered = comparison.operator in _ORDERED
        seen = {Side.HOLDS if holds(each) else Side.FAILS for each in orders}
        if ordered and 0 in orders:
            seen.add(Side.EQUAL)
        possible = Side if ordered else (Side.HOLDS, Side.FAILS)
        place = comparison.position
        yield ComparisonCoverage(
            tuple(sorted(parameters)),
            comparison.operator,
            place.file if place else "",
            place.row if place else 0,
            tuple(possible),
            tuple(each for each in Side if each in seen),
        )


def _files(suite: Suite, plan: Plan, trace: Trace) -> tuple[FileCoverage, ...]:
    """The lines of the modules under test: those of the policy, or those of the library."""
    directory = suite.name.replace(".", "/")
    rows: dict[str, set[int]] = {}
    reached: dict[str, set[int]] = {}
    for block in blocks_in(each.blocks for each in plan.functions.values()):
        begun = trace.reached.get(id(block), 0)
        for number, statement in enumerate(block.statements):
            place = statement.position
            if place and place.file.startswith(f"{directory}/") and place.file not in suite.tests:
                rows.setdefault(place.file, set()).add(place.row)
                if number < begun:
                    reached.setdefault(place.file, set()).add(place.row)
    return tuple(
        FileCoverage(file, tuple(sorted(all_)), tuple(sorted(all_ - reached.get(file, set()))))
        for file, all_ in sorted(rows.items())
    )


def run_covered(
    selection: Selection,
    fixtures: Path | None,
    *,
    pattern: str | None = None,
    keep: bool = False,
    told: Told = untold,
) -> tuple[tuple[Result, ...], tuple[Coverage, ...]]:
    """Run tests as :func:`policycheck.testing.run` does, and say what they have seen.

    Returns:
        The results, and the coverage of each policy, and of the library, that has a test.

    Raises:
        RulesError: A manifest or a file of tests is wrong.
        EngineError: Rules or tests do not compile, or as for :func:`cover`.
    """
    wanted = matching(pattern)
    # A pattern leaves tests out, so what they see is another thing.
    names = names_of(selection, fixtures) if keep and pattern is None else {}
    kept = {each: found for each, name in names.items() if (found := _kept(name))}

    def work(suite: Suite) -> Covered:
        running = compiled(suite)
        results = run_compiled(running, wanted=wanted, told=told)
        coverage = cover(running, results)
        if suite.name in names:
            keep_results(names[suite.name], results, coverage)
        return results, coverage

    suites = [
        each
        for each in read_suites(without(selection, kept), fixtures)
        if any(wanted(item) for item in each.items)
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        done = dict(zip((each.name for each in suites), pool.map(work, suites), strict=True))
    done |= kept
    covered = [done[each] for each in (*selection.policies, LIBRARY) if each in done]
    return tuple(each for results, _ in covered for each in results), tuple(c for _, c in covered)


def _kept(name: str) -> Covered | None:
    results, coverage = read_kept(name), read_coverage(name)
    return None if results is None or coverage is None else (results, coverage)
