"""The tests of one suite, made ready to run on many mutants of its rules.

A decision is made in two steps: its rules find what holds in the case, and the shared library makes
a decision of that. The second step is slow and hardly ever changed, so the rules are compiled with
a library that hands back what was found. Where that is the same text as that of the rules that were
not changed, so is the decision, and nothing else is computed.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from policycheck.engine import ENGINE, Program, compile_rules
from policycheck.engine.documents import to_json
from policycheck.errors import EngineError
from policycheck.evaluation import Policies
from policycheck.evaluation.explain import explain
from policycheck.model import Receipt
from policycheck.source import Statement
from policycheck.testing.judging import differences
from policycheck.testing.mutation.fates import State, Verdict
from policycheck.testing.mutation.mutants import DataChange, Edit, Mutant
from policycheck.testing.mutation.reach import Reach, data_paths
from policycheck.testing.rego_tests import RegoTest
from policycheck.testing.runner import Running
from policycheck.testing.scenarios import Scenario
from policycheck.testing.suites import Suite
from policycheck.version import __version__

OUTCOME = "policycheck/outcome.rego"
_HANDS_BACK = "package policycheck.outcome\n\nimport rego.v1\n\ndecide(_, found) := found\n"
_VERDICT = "policycheck/verdict_of_what_was_found.rego"
# A set is a list once it has been JSON, and the library joins this one with others.
_DECIDES = """package policycheck.verdict_of_what_was_found

import data.policycheck.outcome
import rego.v1

departed := {id | some id in object.get(input.found, "departed", [])}

found := object.union(input.found, {"departed": departed})

decision := outcome.decide(input.manifest, found)
"""
_ENTRYPOINT = "policycheck/verdict_of_what_was_found/decision"
_RECEIPT = Receipt("", "", "", ENGINE, __version__)
_SHAPE = ("decision", ":=", "outcome", ".", "decide", "(", "data")


@dataclass
class _Asked:
    """One scenario, with what never changes about it.

    Attributes:
        document: The input of the rules.
        term: The same as text.
        found: What the rules that were not changed find, as text; ``None`` until it is wanted.
    """

    scenario: Scenario
    document: dict[str, Any]
    term: str
    found: str | None = None


@dataclass
class _Decision:
    """The scenarios of one decision, those first that killed a mutant last.

    Attributes:
        rules: The modules that find what holds, or that decide where there is one step.
        two_steps: Whether the shared library decides about what they find.
    """

    id: str
    entrypoint: str
    rules: frozenset[str]
    two_steps: bool
    asked: list[_Asked] = field(default_factory=list)


class Bench:
    """One suite, ready to run on mutants. For one thread.

    Args:
        suite: The suite; all of its tests pass.
    """

    def __init__(self, suite: Suite) -> None:
        self._suite = suite
        self._modules = {**suite.rules.modules, **suite.tests, _VERDICT: _DECIDES}
        self._reach = Reach(self._modules)
        self._place: tuple[str, ...] = tuple(suite.name.split(".")) if suite.manifest else ()

    def verdict(self, mutant: Mutant) -> Verdict:
        """What the tests say of a mutant: the first that fails, or that none does."""
        try:
            for decision in self._decisions_of(mutant):
                if by := self._killed(mutant, decision):
                    return Verdict(State.KILLED, by)
            if by := self._killed_by_rego(mutant):
                return Verdict(State.KILLED, by)
        except _Invalid as error:
            return Verdict(State.INVALID, str(error))
        return Verdict(State.SURVIVED)

    # The scenarios

    @cached_property
    def _decisions(self) -> dict[str, _Decision]:
        policy = self._suite.manifest
        if policy is None:
            return {}
        policies = Policies({policy.id: policy}, {}, self._suite.schemas)
        found = {id: self._decision(id, path) for id, path in self._suite.rules.entrypoints.items()}
        for each in self._suite.scenarios:
            document = policies.input_document(policy.id, each.case, readings=each.readings)
            asked = _Asked(each, document, to_json(document, "input"))
            found[each.decision].asked.append(asked)
        return found

    def _decision(self, id: str, entrypoint: str) -> _Decision:
        package = tuple(entrypoint.split("/")[:-1])
        module = next(each for each in self._modules if self._reach.package(each) == package)
        two_steps = OUTCOME in self._modules and any(
            _hands_on(each) for each in self._reach.statements(module)
        )
        rules = self._reach.closure(module, [OUTCOME] if two_steps else [])
        return _Decision(id, entrypoint, rules, two_steps)

    def _decisions_of(self, mutant: Mutant) -> list[_Decision]:
        """The decisions that a mutant can change: first that whose file it is in."""
        found = [
            each
            for each in self._decisions.values()
            if self._finds_other(mutant, each) or self._decides_otherwise(mutant, each)
        ]
        stem = mutant.file.rpartition("/")[2].partition(".")[0]
        return sorted(found, key=lambda each: each.id != stem)

    def _finds_other(self, mutant: Mutant, decision: _Decision) -> bool:
        if isinstance(mutant.change, Edit):
            return mutant.file in decision.rules
        if mutant.parameter is not None:
            return mutant.parameter in self._reach.names(decision.rules)
        changed = set(_manifests(mutant.change))
        if not decision.two_steps:
            return decision.id in changed
        return bool(changed & self._manifests_read(decision))

    def _manifests_read(self, decision: _Decision) -> frozenset[str]:
        """The decisions whose manifest the rules read themselves, beside handing on their own."""
        above = (*self._place, "manifests")
        return frozenset(
            path[len(above)]
            for module in decision.rules
            for statement in self._reach.statements(module)
            if not _hands_on(statement)
            for path in data_paths(statement.tokens)
            if path[: len(above)] == above and len(path) > len(above)
        )

    def _decides_otherwise(self, mutant: Mutant, decision: _Decision) -> bool:
        if not decision.two_steps:
            return False
        if isinstance(mutant.change, Edit):
            return mutant.file in self._verdict_modules
        return mutant.parameter is None and decision.id in _manifests(mutant.change)

    @cached_property
    def _verdict_modules(self) -> frozenset[str]:
        return self._reach.closure(_VERDICT)

    def _killed(self, mutant: Mutant, decision: _Decision) -> str | None:
        """The scenario of a decision that fails."""
        finds_other = self._finds_other(mutant, decision)
        otherwise = self._decides_otherwise(mutant, decision)
        finding = self._finding(decision, mutant) if finds_other else None
        deciding = self._deciding(mutant) if otherwise and _is_edit(mutant) else None
        manifest = self._data(mutant if otherwise else None)["manifests"].get(decision.id)
        for place, asked in enumerate(decision.asked):
            if asked.found is None:
                asked.found = self._found(decision)(asked)
            try:
                found = finding(asked) if finding else asked.found
                if found == asked.found and not otherwise:
                    continue
                answer = _answer(found)
                if decision.two_steps:
                    answer = self._decided(asked, answer, manifest, deciding)
                good = self._as_expected(asked, answer)
            except (EngineError, LookupError, ValueError, TypeError):
                good = False
            if not good:
                decision.asked.insert(0, decision.asked.pop(place))
                return asked.scenario.item.id
        return None

    def _found(self, decision: _Decision) -> "_Finding":
        found = self._findings.get(decision.id)
        if found is None:
            found = self._findings[decision.id] = self._finding(decision, None)
        return found

    @cached_property
    def _findings(self) -> "dict[str, _Finding]":
        return {}

    def _finding(self, decision: _Decision, mutant: Mutant | None) -> "_Finding":
        """The rules of a decision compiled, with a mutant's change in them."""
        modules = self._texts(decision.rules, mutant)
        if decision.two_steps:
            modules[OUTCOME] = _HANDS_BACK
        data = self._at_place(self._data(mutant))
        return _Finding(_compiled(modules, data, [decision.entrypoint]), decision)

    def _deciding(self, mutant: Mutant | None) -> Program:
        return _compiled(self._texts(self._verdict_modules, mutant), {}, [_ENTRYPOINT])

    @cached_property
    def _unchanged_deciding(self) -> Program:
        return self._deciding(None)

    def _decided(
        self, asked: _Asked, found: Any, manifest: Mapping[str, Any], deciding: Program | None
    ) -> Any:
        given = {key: asked.document[key] for key in ("as_of", "known_at", "readings")}
        document = {**given, "found": found, "manifest": manifest}
        return (deciding or self._unchanged_deciding).query(_ENTRYPOINT, document)

    def _as_expected(self, asked: _Asked, answer: Any) -> bool:
        policy, scenario = self._suite.manifest, asked.scenario
        assert policy is not None
        rule = policy.decisions[scenario.decision]
        decision = explain(policy, rule, asked.document, answer, _RECEIPT, self._suite.texts)
        return not differences(decision, scenario.expect)

    # The Rego tests

    def _killed_by_rego(self, mutant: Mutant) -> str | None:
        """The Rego test that fails, of those whose modules a mutant can change."""
        for module, tests in self._rego_tests.items():
            reached = self._reach.closure(module)
            if not self._is_read_by(mutant, reached):
                continue
            entrypoints = list(dict.fromkeys(each.rule for each in tests))
            data = self._at_place(self._data(mutant))
            program = _compiled(self._texts(reached, mutant), data, entrypoints)
            running = Running(self._suite, program, Policies({}, {}, self._suite.schemas))
            for place, test in enumerate(tests):
                if not running.rego_test(test).good:
                    tests.insert(0, tests.pop(place))
                    return test.item.id
        return None

    @cached_property
    def _rego_tests(self) -> dict[str, list[RegoTest]]:
        """The tests of each module that has some."""
        found: dict[str, list[RegoTest]] = {}
        for test in self._suite.rego_tests:
            package = tuple(test.rule.split("/")[:-1])
            modules = (each for each in self._suite.tests if self._reach.package(each) == package)
            found.setdefault(next(modules), []).append(test)
        return found

    def _is_read_by(self, mutant: Mutant, modules: frozenset[str]) -> bool:
        if isinstance(mutant.change, Edit):
            return mutant.file in modules
        if mutant.parameter is not None:
            return mutant.parameter in self._reach.names(modules)
        return OUTCOME in modules and bool(self._place)

    # What is compiled

    def _texts(self, names: frozenset[str], mutant: Mutant | None) -> dict[str, str]:
        texts = {name: text for name, text in self._modules.items() if name in names}
        if mutant is not None and isinstance(mutant.change, Edit) and mutant.file in texts:
            texts[mutant.file] = mutant.change.made(texts[mutant.file])
        return texts

    def _data(self, mutant: Mutant | None) -> dict[str, Any]:
        """What the rules read of the manifests of the policy."""
        data: Any = self._suite.rules.data
        for key in self._place:
            data = data[key]
        if mutant is not None and isinstance(mutant.change, DataChange):
            return mutant.change.made(data)
        return dict(data)

    def _at_place(self, data: dict[str, Any]) -> dict[str, Any]:
        for key in reversed(self._place):
            data = {key: data}
        return data


@dataclass(frozen=True)
class _Finding:
    """The compiled rules of a decision."""

    program: Program
    decision: _Decision

    def __call__(self, asked: _Asked) -> str:
        return self.program.query_text(self.decision.entrypoint, asked.term)


class _Invalid(Exception):
    """The rules of a mutant do not compile."""


def _compiled(modules: Mapping[str, str], data: Any, entrypoints: Sequence[str]) -> Program:
    try:
        return compile_rules(modules, data, entrypoints, trusted=True)
    except EngineError as error:
        raise _Invalid(str(error)) from None


def _answer(text: str) -> Any:
    return json.loads(text)["expressions"][0]


def _hands_on(statement: Statement) -> bool:
    """Whether a rule hands what was found to the shared library."""
    return tuple(token.text for token in statement.tokens[: len(_SHAPE)]) == _SHAPE


def _is_edit(mutant: Mutant) -> bool:
    return isinstance(mutant.change, Edit)


def _manifests(change: DataChange) -> Iterator[str]:
    """The decisions whose manifest is changed."""
    return (str(path[1]) for path, _ in change.values if path[0] == "manifests")
