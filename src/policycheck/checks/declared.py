"""What rules decide and what manifests declare: each has the other."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from policycheck.checks.finding import Spot
from policycheck.checks.module import Module, Rule
from policycheck.checks.scopes import spot
from policycheck.checks.subject import Subject
from policycheck.policies.manifest import DecisionRule, PolicyManifest

# What a rule may give a value to, and what a manifest calls it.
_KINDS = {
    "conditions": "condition",
    "due": "condition",
    "departed": "condition",
    "exempt": "exemption",
    "result": "result",
}


def undeclared_rule(subject: Subject) -> Iterator[Spot]:
    """Rules for conditions, exemptions, results and readings that no manifest declares."""
    policy = subject.manifest
    if policy is None:
        return
    for module in subject.rules:
        declared = _declared(policy, module)
        for rule in module.rules:
            for kind, name in _decided(rule):
                known = declared[kind]
                if name and name not in known:
                    message = (
                        f"no manifest declares the {kind} {name}: give it a clause, or rename it"
                    )
                    yield spot(module, rule.statement.first, message)


def missing_rule(subject: Subject) -> Iterator[Spot]:
    """Conditions, exemptions and results that no rule gives a value."""
    policy = subject.manifest
    if policy is None:
        return
    given = {module.stem: _given(module) for module in subject.rules}
    modules = {module.stem: module for module in subject.rules}
    for decision in policy.decisions.values():
        if decision.id not in modules:
            continue
        helpers = _imported(modules[decision.id], subject)
        rules = set().union(given[decision.id], *(given.get(name, ()) for name in helpers))
        for kind, name in _wanted(decision):
            if (kind, name) not in rules and (kind, "") not in rules:
                file, pointer = _place(subject, decision.id, kind, name)
                if pointer:
                    message = f"no rule of {decision.id}.rego gives the {kind} {name} a value"
                    yield Spot(file, *subject.position(file, pointer), message)


def unused_reading(subject: Subject) -> Iterator[Spot]:
    """Defensible values of readings, other than the default, that no rule follows."""
    policy = subject.manifest
    if policy is None:
        return
    followed = {
        rule.path[1:3]
        for module in subject.rules
        for rule in module.rules
        if rule.name == "readings" and len(rule.path) >= 3
    }
    file = f"{subject.folder}/readings.yaml"
    for reading in policy.readings.values():
        sound = reading.default in reading.defensible
        for value in reading.defensible if sound else ():
            if value != reading.default and (reading.id, value) not in followed:
                message = (
                    f"no rule follows the value {value} of {reading.id}: write"
                    f' readings["{reading.id}"]["{value}"], or make it noted'
                )
                place = subject.position(file, f"/{reading.id}/values/{value}")
                yield Spot(file, *place, message)


def _declared(policy: PolicyManifest, module: Module) -> Mapping[str, frozenset[str]]:
    """What the manifests declare for a module: its own decision, or all where it is of none."""
    own = policy.decisions.get(module.stem)
    decisions = [own] if own else list(policy.decisions.values())
    return {
        "condition": frozenset(c for each in decisions for c in each.conditions),
        "exemption": frozenset(e for each in decisions for e in each.exemptions),
        "result": frozenset(r for each in decisions for r in _results(each)),
        "reading": frozenset(policy.readings),
        "value of a reading": frozenset(
            f"{reading.id}/{value}"
            for reading in policy.readings.values()
            for value in reading.values
        ),
    }


def _results(decision: DecisionRule) -> Iterable[str]:
    properties: Mapping[str, Any] = decision.result.get("properties", {})
    return properties


def _decided(rule: Rule) -> Iterator[tuple[str, str]]:
    """To what a rule gives a value, by kind and name; the name is empty where it varies."""
    path = rule.path
    if path[:1] == ("readings",):
        if len(path) >= 2:
            yield "reading", path[1]
        if len(path) >= 3 and path[1] and path[2]:
            yield "value of a reading", f"{path[1]}/{path[2]}"
        path = path[3:]
    if path[:1] and path[0] in _KINDS:
        if path[0] == "departed":
            # departed contains "name": what it has is no part of its path.
            yield from _contained(rule)
        else:
            yield _KINDS[path[0]], path[1] if len(path) > 1 else ""


def _contained(rule: Rule) -> Iterator[tuple[str, str]]:
    tokens = rule.statement.tokens
    for before, token in itertools.pairwise(tokens):
        if before.text == "contains" and token.text.startswith('"'):
            yield "condition", token.text[1:-1]
            return


def _given(module: Module) -> set[tuple[str, str]]:
    """To what the rules of a module give a value, other readings left out."""
    return {
        decided
        for rule in module.rules
        if rule.name in ("conditions", "exempt", "result")
        for decided in _decided(rule)
    }


def _imported(module: Module, subject: Subject) -> Iterator[str]:
    """The other modules of the same policy that a module imports."""
    package = ("data", *subject.id.split("."))
    return (path[-1] for path in module.aliases.values() if path[:-1] == package)


def _wanted(decision: DecisionRule) -> Iterator[tuple[str, str]]:
    yield from (("condition", name) for name in decision.conditions)
    yield from (("exemption", name) for name in decision.exemptions)
    yield from (("result", name) for name in _results(decision))


def _place(subject: Subject, decision: str, kind: str, name: str) -> tuple[str, str]:
    """The file and the pointer of the entry that declares a condition or an exemption."""
    own = {"exemption": "/exemptions", "result": "/result/properties"}
    if kind in own:
        return f"{subject.folder}/{decision}.yaml", f"{own[kind]}/{name}"
    for file in (decision, "policy"):
        content = subject.contents[file]
        for group in ("clauses", "scope"):
            for at, clause in enumerate(content.get(group, ())):
                for place, condition in enumerate(clause.get("conditions", ())):
                    if condition["id"] == name:
                        pointer = f"/{group}/{at}/conditions/{place}/id"
                        return f"{subject.folder}/{file}.yaml", pointer
    return "", ""
