"""Runs the Rego tests: every rule ``test_...`` in a ``*_test.rego`` is true, in both engines."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from policycheck.policies.selection import select
from policycheck.resources import shipped
from policycheck.testing import Suite, read_suites
from policycheck.testing.judging import rule_difference
from policycheck.testing.rego_tests import RegoTest
from policycheck.testing.runner import Running, compiled

REGO = shipped("rego")
LIBRARY = "policycheck"
SUITES = {suite.name: suite for suite in read_suites(select([]), None)}
TESTS = [test for suite in SUITES.values() for test in suite.rego_tests]
FILES = sorted(REGO.rglob("*_test.rego"))
# regopy ends the whole process on a `with` that replaces all of the input.
_WHOLE_INPUT = re.compile(r"\bwith input as\b")


@pytest.fixture(scope="module")
def in_regopy() -> Callable[[str], Running]:
    return cache(lambda name: compiled(SUITES[name], trusted=True))


@pytest.fixture(scope="module")
def in_opa(opa: Any) -> Callable[[str], Any]:
    def engine(suite: Suite) -> Any:
        made = opa()
        for name, source in {**suite.rules.modules, **suite.tests}.items():
            made.add_policy(name, source)
        made.add_data(dict(suite.rules.data))
        return made

    return cache(lambda name: engine(SUITES[name]))


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.item.id)
def test_a_rego_test_is_true_in_regopy(test: RegoTest, in_regopy: Callable[[str], Running]) -> None:
    result = in_regopy(test.item.subject).rego_test(test)
    assert (result.state, result.differences, result.message) == ("passed", (), "")


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.item.id)
def test_a_rego_test_is_true_in_opa(test: RegoTest, in_opa: Callable[[str], Any]) -> None:
    path = test.rule.replace("/", ".")
    value = in_opa(test.item.subject).eval_document(path, {})
    assert rule_difference(test, value, value is not None) == ()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_of_rego_tests_is_written_as_both_engines_need(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert not _WHOLE_INPUT.search(source), "replace a part of the input: with input.group as {...}"
    assert [test for test in TESTS if test.item.file == file], "there are no tests in it"


def test_every_module_of_the_library_has_tests() -> None:
    modules = {file.stem for file in (REGO / LIBRARY).glob("*.rego") if file not in FILES}
    assert {f"{name}_test" for name in modules} == {
        file.stem for file in FILES if file.parent.name == LIBRARY
    }
