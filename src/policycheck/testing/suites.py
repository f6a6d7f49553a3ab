"""What is tested together: a policy, or the shared library, with all of its tests."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from policycheck.errors import Problem, RulesError
from policycheck.facts import CaseSchemas, load_schemas
from policycheck.model import PolicyText
from policycheck.policies import RuleSet, load_manifests, rule_set, texts_of
from policycheck.policies.manifest import PolicyManifest
from policycheck.policies.rules import LIBRARY
from policycheck.policies.selection import Selection
from policycheck.testing.rego_tests import SUFFIX, RegoTest, read_rego_tests
from policycheck.testing.results import Item
from policycheck.testing.scenarios import Scenario, read_scenarios


@dataclass(frozen=True)
class Suite:
    """The tests of one policy or of the library, and the rules that they are about.

    To run them on other rules, such as a mutant: ``suite.with_module(name, text)``.

    Attributes:
        name: The policy's id, or ``policycheck`` for the library.
        manifest: The policy's; ``None`` for the library.
        rules: The modules under test and their data.
        tests: The modules with Rego tests, named as those of the rules.
        texts: The policies of the same insurer and sector of care.
        scenarios: In the order of their files.
        rego_tests: In the order of their files.
        schemas: The schemas of the cases.
    """

    name: str
    manifest: PolicyManifest | None
    rules: RuleSet
    tests: Mapping[str, str]
    texts: tuple[PolicyText, ...]
    scenarios: tuple[Scenario, ...]
    rego_tests: tuple[RegoTest, ...]
    schemas: CaseSchemas

    @property
    def items(self) -> tuple[Item, ...]:
        """Every test, the scenarios first."""
        scenarios = (each.item for each in self.scenarios)
        return (*scenarios, *(each.item for each in self.rego_tests))

    def with_module(self, name: str, text: str) -> "Suite":
        """The same tests on rules of which one module has another text."""
        return replace(self, rules=replace(self.rules, modules={**self.rules.modules, name: text}))


def read_suites(selection: Selection, fixtures: Path | None) -> tuple[Suite, ...]:
    """The tests of the policies that are meant, and of the library if that is.

    Args:
        selection: The policies of a rules directory.
        fixtures: The directory with ``scenarios`` and their base cases; ``None``: no scenarios.

    Raises:
        RulesError: A manifest or a file of tests is wrong; every problem of every policy.
    """
    schemas = load_schemas()
    manifests = (
        load_manifests(selection.directory, selection.policies) if selection.policies else {}
    )
    suites = []
    problems: list[Problem] = []
    for policy in manifests.values():
        try:
            suites.append(_policy_suite(selection.directory, policy, fixtures, schemas))
        except RulesError as error:
            problems.extend(error.problems)
    if selection.library:
        try:
            suites.append(_library_suite(selection.directory, schemas))
        except RulesError as error:
            problems.extend(error.problems)
    if problems:
        raise RulesError(problems)
    return tuple(suites)


def _policy_suite(
    directory: Path, policy: PolicyManifest, fixtures: Path | None, schemas: CaseSchemas
) -> Suite:
    scenarios: tuple[Scenario, ...] = ()
    problems: list[Problem] = []
    try:
        scenarios = read_scenarios(fixtures, policy, schemas) if fixtures else ()
    except RulesError as error:
        problems.extend(error.problems)
    files = _texts(directory / policy.id.replace(".", "/"))
    try:
        rego_tests = read_rego_tests(files, policy.id)
    except RulesError as error:
        problems.extend(error.problems)
    if problems:
        raise RulesError(problems)
    return Suite(
        name=policy.id,
        manifest=policy,
        rules=rule_set(directory, policy),
        tests=_named(directory, files),
        texts=texts_of(directory, policy),
        scenarios=scenarios,
        rego_tests=rego_tests,
        schemas=schemas,
    )


def _library_suite(directory: Path, schemas: CaseSchemas) -> Suite:
    folder = directory / LIBRARY
    files = _texts(folder)
    modules = {
        file.relative_to(directory).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.glob("*.rego"))
        if not file.name.endswith(SUFFIX)
    }
    return Suite(
        name=LIBRARY,
        manifest=None,
        rules=RuleSet(modules, {}, {}, ""),
        tests=_named(directory, files),
        texts=(),
        scenarios=(),
        rego_tests=read_rego_tests(files, LIBRARY),
        schemas=schemas,
    )


def _texts(folder: Path) -> dict[Path, str]:
    return {file: file.read_text(encoding="utf-8") for file in sorted(folder.glob(f"*{SUFFIX}"))}


def _named(directory: Path, files: Mapping[Path, str]) -> dict[str, str]:
    return {file.relative_to(directory).as_posix(): text for file, text in files.items()}
