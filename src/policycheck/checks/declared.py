"""What rules decide and what manifests declare: each has the other."""

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence

from policycheck.checks.finding import Spot
from policycheck.checks.module import Module, Rule
from policycheck.checks.scopes import spot
from policycheck.checks.subject import Subject

# Manifests without clauses of the document.
_NO_CLAUSES = ("parameters", "readings", "not_normative", "laws")

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
    for module in subject.rules:
        declared = _declared(subject, module)
        for rule in module.rules:
            for kind, name in _decided(rule):
                if name and name not in declared.get(kind, {name}):
                    message = (
                        f"no manifest declares the {kind} {name}: give it a clause, or rename it"
                    )
                    yield spot(module, rule.statement.first, message)


def missing_rule(subject: Subject) -> Iterator[Spot]:
    """Conditions, exemptions and results that no rule gives a value."""
    given = {module.stem: _given(module) for module in subject.rules}
    modules = {module.stem: module for module in subject.rules}
    for decision in _decisions(subject):
        if decision not in modules or decision not in subject.contents:
            continue
        helpers = _imported(modules[decision], subject)
        rules = set().union(given[decision], *(given.get(name, ()) for name in helpers))
        for kind, names in _entries(subject, decision).items():
            for name, (file, pointer) in names.items():
                if (kind, name) not in rules and (kind, "") not in rules:
                    message = f"no rule of {decision}.rego gives the {kind} {name} a value"
                    yield Spot(file, *subject.position(file, pointer), message)


def undecided_clause(subject: Subject) -> Iterator[Spot]:
    """Clauses that no condition decides, and that say no reason why."""
    if subject.manifest is None:
        return
    missing = {clause.id for clause in subject.manifest.clauses if clause.missing}
    for name, content in subject.contents.items():
        for group in ("scope", "clauses"):
            entries = content.get(group, ()) if name not in _NO_CLAUSES else ()
            for place, clause in enumerate(entries):
                if clause["id"] in missing:
                    file = f"{subject.folder}/{name}.yaml"
                    message = (
                        f"nothing decides the clause {clause['id']}: give it conditions, name what"
                        " decides it, or say why it is information"
                    )
                    yield Spot(file, *subject.position(file, f"/{group}/{place}/id"), message)


def unused_reading(subject: Subject) -> Iterator[Spot]:
    """Defensible values of readings, other than the default, that no rule follows."""
    followed = {
        rule.path[1:3]
        for module in subject.rules
        for rule in module.rules
        if rule.name == "readings" and len(rule.path) >= 3
    }
    file = f"{subject.folder}/readings.yaml"
    for id, reading in subject.contents.get("readings", {}).items():
        defensible = [k for k, v in reading["values"].items() if v["standing"] == "defensible"]
        sound = reading["default"] in defensible
        for value in defensible if sound else ():
            if value != reading["default"] and (id, value) not in followed:
                message = (
                    f"no rule follows the value {value} of {id}: write"
                    f' readings["{id}"]["{value}"], or make it noted'
                )
                yield Spot(file, *subject.position(file, f"/{id}/values/{value}"), message)


def _decisions(subject: Subject) -> Sequence[str]:
    decisions: Sequence[str] = subject.contents.get("policy", {}).get("decisions", ())
    return decisions


def _declared(subject: Subject, module: Module) -> Mapping[str, Collection[str]]:
    """What the manifests declare for a module: its own decision, or all where it is of none.

    A kind is left out where a manifest that may declare it cannot be read.
    """
    every = _decisions(subject)
    decisions = [module.stem] if module.stem in every else every
    declared: dict[str, Collection[str]] = {}
    if decisions and all(each in subject.contents for each in decisions):
        for each in decisions:
            for kind, names in _entries(subject, each).items():
                declared[kind] = {*declared.get(kind, ()), *names}
    if "readings" in subject.contents:
        readings = subject.contents["readings"]
        declared["reading"] = readings.keys()
        declared["value of a reading"] = {
            f"{id}/{value}" for id, reading in readings.items() for value in reading["values"]
        }
    return declared


def _entries(subject: Subject, decision: str) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """What a decision declares by kind and name, each with its file and its pointer."""
    own = subject.contents[decision]
    file = f"{subject.folder}/{decision}.yaml"
    results = own.get("result", {}).get("properties", {})
    return {
        "condition": dict(_conditions(subject, decision)),
        "exemption": {id: (file, f"/exemptions/{id}") for id in own.get("exemptions", {})},
        "result": {id: (file, f"/result/properties/{id}") for id in results},
    }


def _conditions(subject: Subject, decision: str) -> Iterator[tuple[str, tuple[str, str]]]:
    for name, group in (("policy", "scope"), (decision, "clauses")):
        for at, clause in enumerate(subject.contents[name][group]):
            for place, condition in enumerate(clause.get("conditions", ())):
                pointer = f"/{group}/{at}/conditions/{place}/id"
                yield condition["id"], (f"{subject.folder}/{name}.yaml", pointer)


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
