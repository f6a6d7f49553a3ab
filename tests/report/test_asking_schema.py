"""The open facts as a JSON Schema: it stands alone, and refuses what a case may not have."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from policycheck.asking.blank import to_fill_in
from policycheck.asking.model import Questions, questions_of
from policycheck.asking.relevance import Asker, Question
from policycheck.errors import InvalidCase
from policycheck.evaluation import load
from policycheck.facts import case_from_mapping, formats, load_schemas, read_case
from policycheck.model import Language
from policycheck.policies import load_manifests
from policycheck.report.asking_schema import asking_schema
from policycheck.report.naming import Naming
from policycheck.report.plain import plain
from policycheck.words import Words

SCHEMAS = load_schemas()
MANIFESTS = load_manifests()
RULES = tuple(rule for each in MANIFESTS.values() for rule in each.decisions.values())
EVERY = Questions(None, None, RULES, to_fill_in(RULES, SCHEMAS))


def made(questions: Questions = EVERY, language: Language = Language.EN) -> dict[str, Any]:
    return asking_schema(questions, SCHEMAS.schema, Naming(Words(language), SCHEMAS.dictionary))


def validator(schema: Mapping[str, Any]) -> Draft202012Validator:
    """The validator of a form that knows the formats of amounts and dates."""
    checker = FormatChecker(formats=())
    checker.checks("date", ValueError)(formats.is_date)
    for name, most in formats.DECIMALS.items():
        checker.checks(name)(partial(_has_decimals, most))
    return Draft202012Validator(schema, format_checker=checker)


def _has_decimals(most: int, value: object) -> bool:
    return not isinstance(value, float) or round(value, most) == value


def at(pointer: str, value: Any) -> dict[str, Any]:
    """A case with one fact."""
    for step in reversed(pointer.split("/")[1:]):
        value = {step: value}
    found: dict[str, Any] = value
    return found


def examples() -> Iterator[tuple[str, Any]]:
    for fact in EVERY.facts:
        for example in fact.definition.examples:
            yield fact.pointer, plain(example)


STRANGE: tuple[Any, ...] = (
    True,
    "",
    "x",
    "ja",
    0,
    -1,
    1.5,
    0.001,
    12.345,
    1e13,
    99999,
    [],
    {},
    ["x"],
    [1, 1],
)
STRANGE += ("2023-02-31", "1600-01-01", "2023-1-1", "31-12-2023", "0123456", "a\x00b", "y" * 5000)
STRANGE += ([{}], [{"on": 1}], {"x": 1}, {"by": "x"}, ["ggz", "ggz"], [2023] * 2, "none", "ggz")


@pytest.mark.parametrize("language", Language)
def test_it_is_a_schema_that_stands_alone(language: Language) -> None:
    schema = made(language=language)
    Draft202012Validator.check_schema(schema)
    assert "$ref" not in str(schema)
    assert schema["title"] == {"nl": "Geval", "en": "Case"}[language]


def test_every_fact_has_its_place_in_the_order() -> None:
    schema = made()
    for number, fact in enumerate(EVERY.facts, 1):
        found = schema
        for step in fact.pointer.split("/")[1:]:
            found = found["properties"][step]
        assert found["x-order"] == number
        assert found["x-path"] == fact.pointer
        assert {each["decision"] for each in found["x-clauses"]} <= set(EVERY.decisions)


def test_every_example_fits() -> None:
    check = validator(made())
    for pointer, example in examples():
        if not (isinstance(example, str) and "T" in example and example[:2] == "20"):
            assert check.is_valid(at(pointer, example)), (pointer, example)


def test_what_a_case_may_not_have_is_refused() -> None:
    check = validator(made())
    both = {True: 0, False: 0}
    for fact in EVERY.facts:
        for value in STRANGE:
            instance = at(fact.pointer, value)
            try:
                case_from_mapping(instance)
            except InvalidCase:
                assert not check.is_valid(instance), (fact.pointer, value)
                both[False] += 1
            else:
                both[True] += 1
    assert min(both.values()) > 100


def test_what_is_not_asked_is_no_part_of_it() -> None:
    assert not validator(made()).is_valid({"provider": {"unheard_of": 1}})
    assert not validator(made()).is_valid({"description": "x"})


def test_nothing_has_to_be_answered() -> None:
    assert validator(made()).is_valid({})


def test_answers_go_into_the_case(root: Path) -> None:
    case = read_case(root / "fixtures/cases/asr.ggz_2024/new-institution.yaml")
    policies = load(policies=["asr.ggz_2024"])
    question = Question((("asr.ggz_2024", "eligibility"),))
    asking = Asker(policies, exact=False).ask(case, question)
    schema = made(questions_of(asking, every=True))
    assert schema["x-as-of"] == asking.as_of.isoformat()
    merged: Any = dict(case.value)
    for fact in asking.facts:
        example = plain(fact.definition.examples[0])
        validator(schema).validate(at(fact.pointer, example))
        merged = _merged(merged, at(fact.pointer, example))
    case_from_mapping(merged)
    assert merged != case.value
    known = at("/provider/organisation", "institution")
    assert not validator(schema).is_valid(known)


def _merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(one)
    for key, value in other.items():
        below = found.get(key)
        found[key] = _merged(below, value) if isinstance(below, dict) else value
    return found
