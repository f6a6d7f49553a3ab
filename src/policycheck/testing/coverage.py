"""What the tests of a policy have seen of its rules.

Three measures, of which the first two count towards the percentage:

- per condition, the statuses that it got in a scenario that passed, of those that it can get;
- per comparison that a parameter goes into, whether it was seen to hold and not to hold, and, for
  one of order, with both sides equal: at the boundary itself;
- the lines of Rego that no test reached.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from policycheck.engine import compile_plan
from policycheck.errors import EngineError
from policycheck.model import Status, Text
from policycheck.plan import Plan
from policycheck.plan.builtins import COMPARISONS
from policycheck.plan.flow import OPERATORS, Comparison, Flow
from policycheck.plan.interpreter import Interpreter, Trace
from policycheck.plan.walk import blocks_in
from policycheck.policies.manifest import PolicyManifest
from policycheck.testing.possible import Possible
from policycheck.testing.results import Result, State
from policycheck.testing.runner import Running, entrypoints
from policycheck.testing.suites import Suite

SCOPE = "scope"
_HOLDS = {written: COMPARISONS[name] for name, written in OPERATORS.items()}
_ORDERED = (">", ">=", "<", "<=")


class Side(StrEnum):
    """How a comparison can be seen."""

    HOLDS = "holds"
    FAILS = "fails"
    EQUAL = "equal"


@dataclass(frozen=True)
class ConditionCoverage:
    """The statuses of a condition.

    Attributes:
        decision: The decision; ``scope`` for a condition that all of them share.
        possible: Those that it can get, in the order of the statuses.
        seen: Those that it got in a scenario that passed.
    """

    decision: str
    id: str
    title: Text
    possible: tuple[Status, ...]
    seen: tuple[Status, ...]

    @property
    def lacking(self) -> tuple[Status, ...]:
        """The statuses that it can get and that no scenario showed."""
        return tuple(each for each in self.possible if each not in self.seen)


@dataclass(frozen=True)
class ComparisonCoverage:
    """The sides of a comparison that parameters go into.

    Attributes:
        parameters: Their ids.
        operator: As it is written: ``>=``.
        file: The module; empty if it is not known.
        row: Its row, or that of what stands before it; 0 if it is not known.
        possible: The sides that it has.
        seen: Those that a test showed.
    """

    parameters: tuple[str, ...]
    operator: str
    file: str
    row: int
    possible: tuple[Side, ...]
    seen: tuple[Side, ...]

    @property
    def lacking(self) -> tuple[Side, ...]:
        """The sides that no test showed."""
        return tuple(each for each in self.possible if each not in self.seen)


@dataclass(frozen=True)
class FileCoverage:
    """The lines of a module on which something stands that can run, and those never reached."""

    file: str
    rows: tuple[int, ...]
    lacking: tuple[int, ...]


@dataclass(frozen=True)
class Coverage:
    """What the tests of one policy, or of the library, have seen.

    Attributes:
        subject: The policy's id, or the name of the library.
        unused: The parameters that go into no comparison.
    """

    subject: str
    conditions: tuple[ConditionCoverage, ...]
    comparisons: tuple[ComparisonCoverage, ...]
    files: tuple[FileCoverage, ...]
    unused: tuple[str, ...] = ()

    @property
    def possible(self) -> int:
        """How many statuses and sides there are."""
        return sum(len(each.possible) for each in (*self.conditions, *self.comparisons))

    @property
    def lacking(self) -> int:
        """How many of them no test showed."""
        return sum(len(each.lacking) for each in (*self.conditions, *self.comparisons))


def percentage(coverages: Iterable[Coverage]) -> float:
    """The share of the statuses and sides that tests showed; 100 where there are none."""
    listed = tuple(coverages)
    possible = sum(each.possible for each in listed)
    lacking = sum(each.lacking for each in listed)
    return 100.0 if not possible else 100.0 * (possible - lacking) / possible


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
            for id, condition in result.decision.conditions.items():
                decision = SCOPE if id in policy.scope else result.decision.decision
                seen.setdefault((decision, id), set()).add(condition.status)
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
