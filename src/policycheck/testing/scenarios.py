"""Scenarios: a base case with changes, and what must come out of one decision about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policycheck.errors import InvalidCase, Problem, RulesError
from policycheck.facts import Case, CaseSchemas, case_from_mapping, load_schemas, read_case
from policycheck.facts.suggestions import did_you_mean
from policycheck.policies.manifest import DecisionRule, PolicyManifest
from policycheck.testing.changes import NoPlace, changed
from policycheck.testing.results import Item, Kind
from policycheck.testing.scenario_file import ScenarioFile, read_scenario_file

FOLDER = "scenarios"
_DAYS = ("as_of", "known_at")


@dataclass(frozen=True)
class Scenario:
    """One sentence about a decision that must be true.

    Attributes:
        item: Its sentence and its place.
        policy: The policy's id.
        decision: The decision's id.
        case: The base case with the changes.
        readings: The readings to fix.
        expect: What must come out, by the keys of the schema of scenarios.
        covers: The ids of the edge cases that it is about.
        base: The base case, below the fixtures; empty where its facts stand in the file itself.
        change: What is changed in it, by JSON Pointer.
    """

    item: Item
    policy: str
    decision: str
    case: Case
    readings: Mapping[str, str]
    expect: Mapping[str, Any]
    covers: tuple[str, ...] = ()
    base: str = ""
    change: Mapping[str, Any] = field(default_factory=dict)


def read_scenarios(
    fixtures: Path, policy: PolicyManifest, schemas: CaseSchemas | None = None
) -> tuple[Scenario, ...]:
    """The scenarios of a policy, in the order of their files: ``scenarios/<policy>/*.yaml``.

    Args:
        fixtures: The directory that holds ``scenarios``, and the base cases.
        policy: The policy that they are about.
        schemas: The schemas of cases; by default those that come with policycheck.

    Raises:
        RulesError: A file or a scenario in it is wrong; every problem of every file.
    """
    reader = _Reader(fixtures, policy, schemas or load_schemas(), [], {})
    scenarios = [each for path in scenario_paths(fixtures, policy.id) for each in reader.read(path)]
    if reader.problems:
        raise RulesError(reader.problems)
    return tuple(scenarios)


def scenario_paths(fixtures: Path, policy: str) -> list[Path]:
    """The files with scenarios of a policy, in order."""
    return sorted((fixtures / FOLDER / policy).rglob("*.yaml"))


@dataclass(frozen=True)
class _Reader:
    fixtures: Path
    policy: PolicyManifest
    schemas: CaseSchemas
    problems: list[Problem]
    places: dict[str, str]

    def read(self, path: Path) -> Iterator[Scenario]:
        try:
            file = read_scenario_file(path)
            rule = self._decision(file)
            base = self._base(file)
        except RulesError as error:
            self.problems.extend(error.problems)
            return
        for number, content in enumerate(file.value["scenarios"]):
            found = [
                *self._names(file, number, content, rule),
                *self._twice(file, number, content["name"]),
            ]
            case = self._case(file, number, content, base)
            if isinstance(case, Case) and not found:
                yield self._scenario(file, number, content, case)
            else:
                self.problems.extend([*found, *([] if isinstance(case, Case) else case)])

    def _scenario(
        self, file: ScenarioFile, number: int, content: Mapping[str, Any], case: Case
    ) -> Scenario:
        decision, name = file.value["decision"], content["name"]
        line = file.line("scenarios", number)
        base = file.value["base"]
        return Scenario(
            item=Item(
                id=f"{self.policy.id}.{decision}: {name}",
                kind=Kind.SCENARIO,
                name=name,
                subject=self.policy.id,
                file=file.path,
                line=line,
            ),
            policy=self.policy.id,
            decision=decision,
            case=case,
            readings=content.get("choose", {}),
            expect=content["expect"],
            covers=tuple(content.get("covers", ())),
            base=base if isinstance(base, str) else "",
            change=content.get("change", {}),
        )

    def _decision(self, file: ScenarioFile) -> DecisionRule:
        named, decision = file.value["policy"], file.value["decision"]
        if named != self.policy.id:
            message = f"the policy is {named}, but the file lies in the directory {self.policy.id}"
            raise RulesError([file.problem("other-policy", message, "policy")])
        if decision not in self.policy.decisions:
            hint = did_you_mean(decision, list(self.policy.decisions))
            message = f"{self.policy.id} has no decision {decision}{hint}"
            raise RulesError([file.problem("unknown-decision", message, "decision")])
        return self.policy.decisions[decision]

    def _base(self, file: ScenarioFile) -> Mapping[str, Any]:
        """The facts to change: of a file as a case has them, else as they are written."""
        base = file.value["base"]
        if isinstance(base, dict):
            return base
        try:
            return read_case(self.fixtures / base, schemas=self.schemas).value
        except InvalidCase as error:
            message = f"the base case is wrong: {error.problems[0]}"
            raise RulesError([file.problem("base-case", message, "base")]) from None

    def _case(
        self, file: ScenarioFile, number: int, content: Mapping[str, Any], base: Mapping[str, Any]
    ) -> Case | list[Problem]:
        changes = content.get("change", {})
        try:
            facts = changed(base, changes)
        except NoPlace as error:
            at = ("scenarios", number, "change", error.pointer)
            return [file.problem("no-place", str(error), *at)]
        facts |= {key: content[key] for key in _DAYS if key in content}
        try:
            return case_from_mapping(facts, name=str(file.path), schemas=self.schemas)
        except InvalidCase as error:
            return [_in_scenario(file, number, changes, each) for each in error.problems]

    def _names(
        self, file: ScenarioFile, number: int, content: Mapping[str, Any], rule: DecisionRule
    ) -> Iterator[Problem]:
        """The names of conditions and readings that do not exist."""
        readings = list(self.policy.readings)
        expect = content["expect"]
        for where, kind, known in (
            (("choose",), "reading", readings),
            (("expect", "readings"), "reading", readings),
            (("expect", "noted"), "reading", readings),
            (("expect", "statuses"), "condition", list(rule.conditions)),
            (("expect", "deadlines"), "condition", list(rule.conditions)),
            (("expect", "states"), "condition", list(rule.conditions)),
        ):
            named = (content if where == ("choose",) else expect).get(where[-1], ())
            for place, name in enumerate(named):
                if name not in known:
                    key = name if isinstance(named, dict) else place
                    hint = did_you_mean(
                        name.replace("-", "_"), [k.replace("-", "_") for k in known]
                    )
                    message = f"there is no {kind} {name}{hint.replace('_', '-')}"
                    at = ("scenarios", number, *where, key)
                    yield file.problem(f"unknown-{kind}", message, *at)

    def _twice(self, file: ScenarioFile, number: int, name: str) -> Iterator[Problem]:
        here = f"{file.path}:{file.line('scenarios', number)}"
        there = self.places.setdefault(f"{file.value['decision']}: {name}", here)
        if there != here:
            message = f"this name stands at {there} too: give each scenario its own"
            yield file.problem("repeated-name", message, "scenarios", number, "name")


def _in_scenario(
    file: ScenarioFile, number: int, changes: Mapping[str, Any], problem: Problem
) -> Problem:
    """A problem of the case at the change that it comes from, or else at the scenario."""
    message = f"{problem.pointer}: {problem.message}" if problem.pointer else problem.message
    for pointer in changes:
        if problem.pointer == pointer or problem.pointer.startswith(f"{pointer}/"):
            return file.problem(problem.code, message, "scenarios", number, "change", pointer)
    key = problem.pointer.strip("/")
    at = (key,) if key in _DAYS else ()
    return file.problem(problem.code, message, "scenarios", number, *at)
