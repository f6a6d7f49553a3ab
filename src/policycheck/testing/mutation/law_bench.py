"""The laws of one policy, made ready to be asked of many mutants of its rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from time import monotonic
from typing import Any

from policycheck.engine import compile_plan
from policycheck.errors import EngineError
from policycheck.evaluation import Policies
from policycheck.lifting import Unliftable, lift
from policycheck.lifting.library import is_shipped
from policycheck.plan import Plan
from policycheck.policies.laws import Law
from policycheck.policies.manifest import ParameterVersion, PolicyManifest
from policycheck.proving.proofs import Verdict as Proof
from policycheck.proving.refuting import Lifting, Refutation, Refuter
from policycheck.proving.subject import Subject
from policycheck.testing.mutation.fates import State, Verdict
from policycheck.testing.mutation.mutants import DataChange, Edit, Mutant
from policycheck.testing.mutation.reach import Reach, data_paths
from policycheck.testing.suites import Suite

SECONDS = 5.0
"""How long one question may take."""

_TOGETHER = 60.0  # for one mutant; less than its process gets
_SLOTS = 4
"""A list of a case has at most so many items here: a case that breaks a law needs no more."""


@dataclass(frozen=True)
class _Decision:
    """One decision, with what its rules read."""

    id: str
    entrypoint: str
    modules: frozenset[str]
    laws: tuple[Law, ...]


class LawBench:
    """One policy, ready for its laws to be asked of mutants. For one thread.

    The process must have loaded the engine before numpy: plans are compiled in it.

    Args:
        suite: The policy; all of its laws hold.
    """

    def __init__(self, suite: Suite) -> None:
        assert suite.manifest is not None
        self._suite = suite
        self._policy = suite.manifest
        self._place = tuple(suite.name.split("."))
        self._reach = Reach(suite.rules.modules)
        self._plans: dict[str, Plan] = {}
        self._refuters: dict[str, Refuter] = {}

    def verdict(self, mutant: Mutant) -> Verdict:
        """What the laws say of a mutant: the first that it breaks, or that none does."""
        until = monotonic() + _TOGETHER
        undecided = Verdict(State.SURVIVED)
        try:
            for decision in self._decisions_of(mutant):
                found = self._refuted(decision, mutant, until)
                if found.fails:
                    return Verdict(State.KILLED, f"{decision.id}: {found.law}")
                if found.verdict is Proof.NOT_DECIDED:
                    says = (decision.id, found.law, found.reason)
                    undecided = Verdict(State.NOT_DECIDED, ": ".join(filter(None, says)))
        except EngineError as error:
            return Verdict(State.INVALID, str(error))
        return undecided

    def _refuted(self, decision: _Decision, mutant: Mutant, until: float) -> Refutation:
        plan = self._plan(decision, mutant)
        if not decision.laws:
            return Refutation(Proof.PROVED)
        try:
            return self._refuter(decision).refuted(
                self._lifting(decision, plan, mutant), mutant.parameter, until
            )
        except Unliftable as error:
            return Refutation(Proof.NOT_DECIDED, reason=f"it cannot be lifted: {error}")

    # Which decisions

    @cached_property
    def _decisions(self) -> tuple[_Decision, ...]:
        return tuple(self._read_decisions())

    def _read_decisions(self) -> Iterator[_Decision]:
        for id, entrypoint in self._suite.rules.entrypoints.items():
            package = tuple(entrypoint.split("/")[:-1])
            modules = self._suite.rules.modules
            module = next(each for each in modules if self._reach.package(each) == package)
            laws = tuple(each for each in self._policy.laws.values() if each.decision == id)
            yield _Decision(id, entrypoint, self._reach.closure(module), laws)

    def _decisions_of(self, mutant: Mutant) -> list[_Decision]:
        """The decisions that a mutant can change: first that whose file it is in."""
        found = [each for each in self._decisions if self._can_change(mutant, each)]
        stem = mutant.file.rpartition("/")[2].partition(".")[0]
        return sorted(found, key=lambda each: each.id != stem)

    def _can_change(self, mutant: Mutant, decision: _Decision) -> bool:
        if isinstance(mutant.change, Edit):
            return mutant.file in decision.modules
        if mutant.parameter is not None:
            return mutant.parameter in self._reach.names(decision.modules)
        changed = {path[1] for path, _ in mutant.change.values if path[0] == "manifests"}
        return bool(changed & {decision.id, *self._manifests_read(decision)})

    def _manifests_read(self, decision: _Decision) -> Iterator[str]:
        above = (*self._place, "manifests")
        for module in decision.modules:
            for statement in self._reach.statements(module):
                for path in data_paths(statement.tokens):
                    if path[: len(above)] == above and len(path) > len(above):
                        yield path[len(above)]

    # What the rules say

    def _refuter(self, decision: _Decision) -> Refuter:
        found = self._refuters.get(decision.id)
        if found is None:
            lifting = self._lifting(decision, self._plan(decision, None), None)
            found = self._refuters[decision.id] = Refuter(decision.laws, lifting, SECONDS)
        return found

    def _plan(self, decision: _Decision, mutant: Mutant | None) -> Plan:
        """The compiled rules of a decision; another value of a parameter compiles to the same."""
        if mutant is not None and isinstance(mutant.change, Edit):
            texts = self._modules(mutant)
            return self._compiled(decision, texts)
        if decision.id not in self._plans:
            self._plans[decision.id] = self._compiled(decision, self._suite.rules.modules)
        return self._plans[decision.id]

    def _compiled(self, decision: _Decision, texts: Mapping[str, str]) -> Plan:
        modules = {name: text for name, text in texts.items() if name in decision.modules}
        return compile_plan(modules, self._suite.rules.data, [decision.entrypoint], here=True)

    def _modules(self, mutant: Mutant | None) -> dict[str, str]:
        texts = dict(self._suite.rules.modules)
        if mutant is not None and isinstance(mutant.change, Edit):
            texts[mutant.file] = mutant.change.made(texts[mutant.file])
        return texts

    def _lifting(self, decision: _Decision, plan: Plan, mutant: Mutant | None) -> Lifting:
        schemas = self._suite.schemas
        manifest, data = self._changed(mutant)
        policies = Policies({manifest.id: manifest}, {}, schemas)
        known = is_shipped(self._modules(mutant))

        def lifting(readings: Mapping[str, str]) -> Subject:
            lifted = lift(
                plan,
                data,
                decision.entrypoint,
                schemas.schema,
                readings=readings,
                known_library=known,
                slots=_SLOTS,
            )
            rule = manifest.decisions[decision.id]
            return Subject(policies, manifest, rule, lifted, readings, _SLOTS)

        return lifting

    def _changed(self, mutant: Mutant | None) -> tuple[PolicyManifest, dict[str, Any]]:
        """The manifest and the base data with what a mutant changes in them."""
        whole: dict[str, Any] = dict(self._suite.rules.data)
        if mutant is None or not isinstance(mutant.change, DataChange):
            return self._policy, whole
        data: Any = whole
        for key in self._place:
            data = data[key]
        data = mutant.change.made(data)
        manifest = self._policy
        if mutant.parameter is not None:
            manifest = _with_parameter(manifest, mutant.parameter, data["parameters"])
        for key in reversed(self._place):
            data = {key: data}
        return manifest, data


def _with_parameter(
    policy: PolicyManifest, id: str, parameters: Mapping[str, Any]
) -> PolicyManifest:
    """A law that compares with a parameter means the value that the rules have."""
    versions = tuple(
        ParameterVersion(
            each["value"], date.fromisoformat(each["published"]) if each["published"] else None
        )
        for each in parameters[id]
    )
    changed = replace(policy.parameters[id], versions=versions)
    return replace(policy, parameters={**policy.parameters, id: changed})
