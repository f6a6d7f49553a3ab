"""However a case is written, it is the same case; and whatever is written, nothing breaks."""

import io
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from facts.generators import cases
from policycheck.errors import InvalidCase
from policycheck.facts import case_from_mapping
from policycheck.facts.case import _case, _parsed


def as_yaml(value: Any) -> str:
    out = io.StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.allow_unicode = False
    yaml.width = 10_000  # where ruamel.yaml breaks a line of escapes it can add a space
    yaml.dump(value, out)
    return out.getvalue()


def read(text: str, name: str) -> Any:
    return _case(_parsed(text, name), None).value


@given(cases())
@settings(max_examples=100)
def test_json_yaml_and_python_say_the_same(value: dict[str, Any]) -> None:
    expected = case_from_mapping(value).value
    assert read(json.dumps(value), "case.json") == expected
    assert read(json.dumps(value), "<stdin>") == expected
    assert read(json.dumps(value, ensure_ascii=False), "case.yaml") == expected
    assert read(as_yaml(value), "case.yaml") == expected


@given(cases())
@settings(max_examples=100)
def test_normalising_is_done_once(value: dict[str, Any]) -> None:
    once = case_from_mapping(value).value
    assert case_from_mapping(once).value == once
    assert json.loads(json.dumps(once)) == once


def without_nulls(value: Any) -> Any:
    if isinstance(value, list):
        return [without_nulls(item) for item in value]
    if not isinstance(value, dict):
        return value
    members = {key: without_nulls(member) for key, member in value.items() if member is not None}
    return {key: member for key, member in members.items() if member != {}}


@given(cases())
@settings(max_examples=100)
def test_normalising_only_leaves_out_what_is_not_known(value: dict[str, Any]) -> None:
    assert case_from_mapping(value).value == without_nulls(value)


NASTY = st.text(
    st.sampled_from(" \n\t:-?[]{},#&*!|>'\"%@`~<\\/\r\x00\x07\x85\u2028\ufeff\U0001f600é0129.eExuU")
)


@pytest.mark.parametrize("name", ["case.json", "case.yaml", "<stdin>"])
@given(st.text() | NASTY)
@settings(max_examples=300)
def test_any_text_is_a_case_or_has_problems(name: str, text: str) -> None:
    try:
        read(text, name)
    except InvalidCase as error:
        for problem in error.problems:
            assert str(problem).isprintable()
            assert len(str(problem)) < 2000
            assert str(problem).encode()


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.text()
    | st.dates(min_value=date(1, 1, 1))
    | st.datetimes(timezones=st.none() | st.timezones()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner),
)
NAMES = st.sampled_from(["provider", "insurers", "asr", "as_of", "turnover", "contract_years"])


@given(st.dictionaries(NAMES, ANYTHING | st.dictionaries(NAMES, ANYTHING)))
@settings(max_examples=200)
def test_any_mapping_is_a_case_or_has_problems(value: dict[str, Any]) -> None:
    try:
        json.dumps(case_from_mapping(value).value, allow_nan=False)
    except InvalidCase as error:
        for problem in error.problems:
            assert str(problem).isprintable()
            assert problem.file == "<mapping>"
