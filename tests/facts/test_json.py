"""What is read from JSON, and what is refused, with its place."""

import json
from pathlib import Path

import pytest

from facts.support import refused, the_problem, value_of, where, write
from policycheck.facts import read_case
from policycheck.facts.documents import MOST_VALUES


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "case.json"


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "pointer"),
    [
        ("{", "invalid-json", 1, 2, ""),
        ('{"provider": {},\n}', "invalid-json", 2, 1, ""),
        ("{'provider': {}}", "invalid-json", 1, 2, ""),
        ('{"contract_year": 2024} x', "invalid-json", 1, 25, ""),
        ('{"provider":\n {"agb": 06290123}}', "invalid-json", 2, 11, ""),
        ('{"provider": {"name": "\x07"}}', "invalid-json", 1, 24, ""),
        ("", "empty-file", 1, 1, ""),
        (" \n", "empty-file", 1, 1, ""),
        ("[]", "not-a-mapping", 1, 1, ""),
        ("null", "not-a-mapping", 1, 1, ""),
        ('{"provider": {},\n "provider": {}}', "duplicate-key", 2, 2, "/provider"),
        (
            '{"provider": {"name": "x",\n  "na\\u006de": "x"}}',
            "duplicate-key",
            2,
            3,
            "/provider/name",
        ),
        ('{"contract_year":\n  NaN}', "not-a-number", 2, 3, "/contract_year"),
        ('{"contract_year": -Infinity}', "not-a-number", 1, 19, "/contract_year"),
        (
            '{"insurers": {"asr": {"contract_years": [2022, Infinity]}}}',
            "not-a-number",
            1,
            48,
            "/insurers/asr/contract_years/1",
        ),
        ('{"provider": {"name": "\\ud83d"}}', "invalid-text", 1, 23, "/provider/name"),
        ('{"provider": {"name": "a\\u0000"}}', "invalid-text", 1, 23, "/provider/name"),
        ('{"provider":\r\n{"agb": 6290123}}', "unquoted-identifier", 2, 9, "/provider/agb"),
    ],
)
def test_refuses_one_mistake_at_its_place(
    file: Path, text: str, code: str, line: int, column: int, pointer: str
) -> None:
    assert where(the_problem(file, text)) == (code, line, column, pointer)


def test_explains_a_leading_zero(file: Path) -> None:
    assert "an identifier must be in quotes" in the_problem(file, '{"a": 012}').message


def test_says_a_key_is_given_twice_without_hiding_what_is_in_it(file: Path) -> None:
    text = '{"provider": {"agb": 1},\n "provider": {"agb": "06290123"}}'
    assert [where(problem)[:2] for problem in refused(file, text)] == [
        ("unquoted-identifier", 1),
        ("duplicate-key", 2),
    ]


@pytest.mark.parametrize("text", ["[", '{"a":', '[{"a":'])
def test_refuses_a_hundred_thousand_levels(file: Path, text: str) -> None:
    assert the_problem(file, text * 100_000).code == "too-deep"


def test_reads_64_levels_and_refuses_65(file: Path) -> None:
    def nested(levels: int) -> str:
        return '{"provider": ' + "[" * (levels - 1) + "]" * (levels - 1) + "}"

    assert the_problem(file, nested(64)).code == "wrong-type"
    assert where(the_problem(file, nested(65))) == ("too-deep", 1, 77, "")


def test_brackets_inside_text_are_no_levels(file: Path) -> None:
    text = "[{" * 100 + '\\"'
    assert value_of(file, json.dumps({"description": text})) == {"description": text}


@pytest.mark.parametrize("text", ['"' + '\\"' * 1_000_000, '{"a": "' + "[" * 1_000_000])
def test_an_endless_text_takes_no_quadratic_time(file: Path, text: str) -> None:
    assert the_problem(file, text).code == "invalid-json"


def test_refuses_too_many_values(file: Path) -> None:
    problem = the_problem(file, json.dumps({"provider": [1] * (MOST_VALUES + 1)}))
    assert problem.code == "too-many-values"


def test_numbers_have_any_length(file: Path) -> None:
    problem = the_problem(file, '{"contract_year": ' + "9" * 100_000 + "}")
    assert where(problem) == ("out-of-range", 1, 19, "/contract_year")
    assert problem.message == ("found " + "9" * 60 + "…; expected at least 2000 and at most 2100")


@pytest.mark.parametrize("number", ["1e400000", "1e-400000", "1e99999999999999999999999", "-1e9"])
def test_an_enormous_exponent_is_refused_at_once(file: Path, number: str) -> None:
    problem = the_problem(file, '{"insurers": {"asr": {"turnover": {"2021": ' + number + "}}}}")
    assert problem.code in ("out-of-range", "too-many-decimals")
    assert number in problem.message


def test_finds_values_in_the_text(file: Path) -> None:
    text = (
        '{"provider": {"serious_errors": [\n  {"on": "2020-02-29", "integrity_in_doubt": true}]}}'
    )
    case = read_case(write(file, text))
    assert case.position("") == (1, 1)
    assert case.position("/provider/serious_errors/0") == (2, 3)
    assert case.position("/provider/serious_errors/0/on") == (2, 10)
    assert case.position("/provider/serious_errors/1") is None


def test_keeps_the_order_of_the_file(file: Path) -> None:
    assert list(value_of(file, '{"contract_year": 2024, "as_of": "2023-08-15"}')) == [
        "contract_year",
        "as_of",
    ]
