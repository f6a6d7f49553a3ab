"""Runs the Rego tests: every rule ``test_...`` in a ``*_test.rego`` is true, in both engines."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from policycheck.engine import Program, compile_rules
from policycheck.policies import load_manifests, rule_set

REGO = Path(__file__).resolve().parents[1] / "rego"
LIBRARY = "policycheck"
_PACKAGE = re.compile(r"^package (\S+)$", re.MULTILINE)
_TEST = re.compile(r"^(test_\w+)\b", re.MULTILINE)
# regopy ends the whole process on a `with` that replaces all of the input.
_WHOLE_INPUT = re.compile(r"\bwith input as\b")


@dataclass(frozen=True)
class RegoTest:
    file: Path
    package: str
    name: str

    @property
    def entrypoint(self) -> str:
        return f"{self.package}.{self.name}".replace(".", "/")

    def __str__(self) -> str:
        return f"{self.package}.{self.name}"


def _tests(file: Path) -> list[RegoTest]:
    source = file.read_text(encoding="utf-8")
    match = _PACKAGE.search(source)
    assert match, f"{file} has no package"
    return [RegoTest(file, match[1], name) for name in _TEST.findall(source)]


FILES = sorted(REGO.rglob("*_test.rego"))
TESTS = [test for file in FILES for test in _tests(file)]


@cache
def _rules(folder: Path) -> tuple[Mapping[str, str], Mapping[str, Any]]:
    """The modules and the data that the tests in a folder need, the tests themselves included."""
    tests = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*_test.rego")}
    if folder.name == LIBRARY:
        files = [file for file in folder.glob("*.rego") if file.name not in tests]
        return {**{file.name: file.read_text(encoding="utf-8") for file in files}, **tests}, {}
    policy = ".".join(folder.relative_to(REGO).parts)
    rules = rule_set(REGO, load_manifests(REGO, [policy])[policy])
    return {**rules.modules, **tests}, rules.data


@pytest.fixture(scope="module")
def in_regopy() -> Callable[[Path], Program]:
    def program(folder: Path) -> Program:
        modules, data = _rules(folder)
        entrypoints = [test.entrypoint for test in TESTS if test.file.parent == folder]
        return compile_rules(modules, data, entrypoints)

    return cache(program)


@pytest.fixture(scope="module")
def in_opa(opa: Any) -> Callable[[Path], Any]:
    def engine(folder: Path) -> Any:
        modules, data = _rules(folder)
        made = opa()
        for name, source in modules.items():
            made.add_policy(name, source)
        made.add_data(dict(data))
        return made

    return cache(engine)


@pytest.mark.parametrize("test", TESTS, ids=str)
def test_a_rego_test_is_true_in_regopy(
    test: RegoTest, in_regopy: Callable[[Path], Program]
) -> None:
    assert in_regopy(test.file.parent).query(test.entrypoint, {}) is True


@pytest.mark.parametrize("test", TESTS, ids=str)
def test_a_rego_test_is_true_in_opa(test: RegoTest, in_opa: Callable[[Path], Any]) -> None:
    path = test.entrypoint.replace("/", ".")
    assert in_opa(test.file.parent).eval_document(path, {}) is True


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_of_rego_tests_is_written_as_both_engines_need(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert not _WHOLE_INPUT.search(source), "replace a part of the input: with input.group as {...}"
    names = _TEST.findall(source)
    assert names, "there are no tests in it"
    # Two rules of one name are true when one of them is.
    assert len(names) == len(set(names))


def test_every_module_of_the_library_has_tests() -> None:
    modules = {file.stem for file in (REGO / LIBRARY).glob("*.rego") if file not in FILES}
    assert {f"{name}_test" for name in modules} == {
        file.stem for file in FILES if file.parent.name == LIBRARY
    }
