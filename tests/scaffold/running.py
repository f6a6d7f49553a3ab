"""Runs the rules, the Rego tests and the scenarios of a policy in both engines."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from policycheck import Decision, Policies, load, read_case
from policycheck.engine import compile_rules
from policycheck.scaffold import Places


@dataclass(frozen=True)
class Sentence:
    """A scenario: a case with what is expected of its decision."""

    name: str
    decision: str
    case: Mapping[str, Any]
    expect: Mapping[str, Any]


def sentences(places: Places, policy: str) -> Iterator[Sentence]:
    """Every scenario of a policy; its file may hold nothing that is not known here."""
    for file in sorted(places.scenarios(policy).glob("*.yaml")):
        content = read(file)
        assert set(content) == {"policy", "decision", "base", "scenarios"}
        assert (content["policy"], content["decision"]) == (policy, file.stem)
        base = read_case(places.fixtures / content["base"]).value
        for each in content["scenarios"]:
            assert set(each) - {"change"} == {"name", "expect"}
            case = changed(base, each.get("change", {}))
            yield Sentence(each["name"], content["decision"], case, each["expect"])


def changed(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    case = deepcopy(dict(base))
    for pointer, value in changes.items():
        *above, last = pointer.strip("/").split("/")
        place: Any = case
        for key in above:
            place = place.setdefault(key, {})
        if value is None:
            place.pop(last, None)
        else:
            place[last] = value
    return case


def said(decision: Decision, expect: Mapping[str, Any]) -> dict[str, Any]:
    """What the decision says about the things that are expected."""
    found = {
        "outcome": decision.outcome,
        "missing": list(decision.missing),
        "statuses": {id: decision.conditions[id].status for id in expect["statuses"]},
    }
    return {key: found[key] for key in expect}


def rego_tests(directory: Path, files: str) -> dict[str, str]:
    """The entrypoint of each test in files of a policy's directory, with the name of its file."""
    found: dict[str, str] = {}
    for file in sorted(directory.glob(files)):
        text = file.read_text(encoding="utf-8")
        match = re.search(r"^package (\S+)$", text, re.MULTILINE)
        assert match
        package = match[1].replace(".", "/")
        names = re.findall(r"^(test_\w+) if", text, re.MULTILINE)
        assert len(names) == len(set(names)) > 0
        found |= {f"{package}/{name}": file.name for name in names}
    return found


class Both:
    """One policy in regopy and in the real OPA, its Rego tests included, or those in some files."""

    def __init__(
        self, places: Places, policy: str, engine_class: Any, tests: str = "*_test.rego"
    ) -> None:
        self.policies: Policies = load(places.rules, policies=[policy])
        self.policy = policy
        rules = self.policies.rules(policy)
        directory = places.policy(policy)
        self.tests = rego_tests(directory, tests)
        modules = dict(rules.modules) | {
            name: (directory / name).read_text(encoding="utf-8")
            for name in set(self.tests.values())
        }
        self.entrypoints = dict(rules.entrypoints)
        # They have been compiled in a child process by now.
        self.regopy = compile_rules(
            modules, rules.data, [*self.entrypoints.values(), *self.tests], trusted=True
        )
        self.opa = engine_class()
        for name, text in modules.items():
            self.opa.add_policy(name, text)
        self.opa.add_data(dict(rules.data))

    def answers(self, entrypoint: str, document: Mapping[str, Any]) -> tuple[Any, Any]:
        return (
            self.regopy.query(entrypoint, document),
            self.opa.eval_document(entrypoint.replace("/", "."), dict(document)),
        )

    def everything_holds(self, places: Places) -> list[str]:
        """Every Rego test is true and every scenario holds, in both; the names of the scenarios."""
        for test in self.tests:
            assert self.answers(test, {}) == (True, True), test
        names = []
        for each in sentences(places, self.policy):
            decision = self.policies.decide(self.policy, each.decision, each.case)
            assert said(decision, each.expect) == each.expect, each.name
            document = self.policies.input_document(self.policy, each.case)
            here, there = self.answers(self.entrypoints[each.decision], document)
            assert here == there, each.name
            names.append(each.name)
        assert len(names) == len(set(names))
        return names


def read(file: Path) -> Any:
    return YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
