"""However a line of JSON is written, reading many at once says the same as reading it alone."""

import json
import random
import re
from typing import Any

import pytest

from policycheck.errors import InvalidCase
from policycheck.facts import case_from_json
from policycheck.tabular.constants import Constants
from policycheck.tabular.plain import case_at
from policycheck.tabular.readers.json_lines import JsonLines
from policycheck.tabular.rows import Rows
from tabular.support import fixtures

# What only looking at the value itself can tell; checks over columns see it afterwards.
LATER = frozenset(
    {
        "contradiction",
        "invalid-identifier",
        "invalid-text",
        "missing-fact",
        "out-of-range",
        "repeated-item",
        "too-many-items",
        "too-many-values",  # then a list has too many items: no case has room for so many values
        "wrong-length",
    }
)


def together(lines: list[bytes], lines_before: int = 0) -> Rows:
    return JsonLines("cases.ndjson", True, Constants()).rows(b"\n".join(lines), lines_before + 1)


def alone(line: bytes) -> Any:
    """The value of a case, or the problems of a line that is none."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        return ["not-utf-8"]
    try:
        return case_from_json(text.strip("\r\t "), name="cases.ndjson").value
    except InvalidCase as error:
        return [problem.code for problem in error.problems]


def check(lines: list[bytes]) -> int:
    """Compare; how many lines are cases."""
    rows = together(lines)
    found = {
        number: case_at(rows.cases, index) for index, number in enumerate(rows.numbers.tolist())
    }
    rejects = {reject.row: reject for reject in rows.rejects}
    blank = {number for number, line in enumerate(lines, 1) if not line.strip(b" \t\r")}
    assert found.keys() | rejects.keys() | blank == set(range(1, len(lines) + 1))
    assert len(found) + len(rejects) + len(blank) == len(lines)
    for number, line in enumerate(lines, 1):
        expected = alone(line)
        if number in blank:
            continue
        if not isinstance(expected, list):
            assert found[number] == expected, line
        elif number in found:
            assert LATER.issuperset(expected), (line, expected)
        else:
            assert [problem.code for problem in rejects[number].problems] == expected, line
            assert {problem.line for problem in rejects[number].problems} <= {number}
    return len(found)


ASR = '{"insurers": {"asr": {"turnover": {"2022": %s}}}}'
FTE = '{"provider": {"medical_specialist": {"specialists": [{"relation": "employed", "fte": %s}]}}}'
DAY = '{"provider": {"started_on": %s}}'
YEAR = '{"contract_year": %s}'
KVK = '{"provider": {"kvk": %s}}'
SECTORS = '{"provider": {"sectors": %s}}'
NUMBERS = [
    "0",
    "-0",
    "0.0",
    "-0.0",
    "1",
    "1.0",
    "1.00",
    "1.000",
    "1.5",
    "12.34",
    "12.340",
    "12.345",
    "0.875",
    "0.8750",
    "1e2",
    "1E2",
    "1e-2",
    "1E-2",
    "1.25e1",
    "125e-2",
    "1250e-3",
    "1.5e-1",
    "12e-1",
    "0.1e1",
    "1e15",
    "1e400",
    "1e-400",
    "-1e400",
    "1000000000000",
    "1000000000000.01",
    "999999999999.99",
    "9999999999999",
    "99999999999999999999",
    "0.1000000000000000055511151231257827",
    "123456789012345.67",
    "NaN",
    "Infinity",
    "-Infinity",
    "nan",
    "01",
    "1.",
    ".5",
    "+1",
    "--1",
    "0x10",
    "1_000",
    "1,5",
    "true",
    "null",
    '"1"',
    '"12.34"',
    "[]",
    "{}",
    "[1]",
    "2024",
    "2024.0",
    "2.024e3",
    "20240e-1",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
]
TEXTS = (
    '"2023-08-15"',
    '"2023-8-15"',
    '"2023-02-29"',
    '"2024-02-29"',
    '"1699-12-31"',
    '"1700-01-01"',
    '"2199-12-31"',
    '"2200-01-01"',
    '"0000-01-01"',
    '"2023-08-31T22:30:00Z"',
    '"2023-08-31T21:30:00.123456789+00:00"',
    '"2023-08-31t23:59:60z"',
    '"2023-08-31T24:00:00Z"',
    '"2023-08-31T22:30:00"',
    '"2199-12-31T23:30:00Z"',
    '"15-08-2023"',
    '" 2023-08-15"',
    '"2023-08-15 "',
    '"2023-08-15\\n"',
    '"\\u0032023-08-15"',
    '"01234567"',
    '"1234567"',
    '"\\u0660\\u0661\\u0662\\u0663\\u0664\\u0665\\u0666\\u0667"',
    '"a\tb"',
    '"a\\u0000b"',
    '"\\ud800"',
    '"\\ud83d\\ude00"',
    '"\\x41"',
    '"} null"',
    '"}null"',
    '"1e-5"',
    '"0.000"',
    '""',
    '"ggz"',
    '["ggz"]',
    '["ggz", "ggz"]',
    '["ggz", null]',
    "[null]",
    '["x"]',
    "[[]]",
    "[{}]",
    "20230815",
    "true",
    "null",
    "{}",
    "'x'",
)
LINES = [
    "{}",
    "null",
    "{} null",
    "{}null{}",
    "{}\tnull\t{}",
    "{}{}",
    "{} {}",
    "{},{}",
    "[]",
    "[{}]",
    "1",
    "true",
    '"x"',
    "{",
    "}",
    "{{}}",
    "{}}",
    "",
    "  ",
    "\t\r",
    "\x0b",
    "\x00",
    "\ufeff{}",
    "\xa0{}",
    "// {}",
    "{/**/}",
    '{"contract_year": 2024,}',
    '{"contract_year": 2024, "contract_year": 2025}',
    '{"contract_year": null, "contract_year": 2024}',
    '{"contract_year": 2024, "contract_ye\\u0061r": 2024}',
    '{"contract_ye\\u0061r": 2024}',
    '{"provider": {"kvk": "01234567"}, "provider": {}}',
    '{"provider": null}',
    '{"provider": {}}',
    '{"provider": {"quality_statute": {}}}',
    '{"provider": {"serious_errors": [{}]}}',
    '{"provider": {"serious_errors": [null]}}',
    '{"provider": {"serious_errors": []}}',
    '{"provider": {"serious_errors": {}}}',
    '{"provider": []}',
    '{"provider": "x"}',
    '{"insurers": {"asr": {"departures": {"no_claims_yet": {}}}}}',
    '{"insurers": {"asr": {"departures": {"no_claims_yet": {"by": null}}}}}',
    '{"insurers": {"asr": {"departures": {"no_claims_yet": null}}}}',
    '{"insurers": {"other": {}}}',
    '{"unknown": 1}',
    '{"": 1}',
    '{"provider": {"nested": {"deeply": [1, 2]}}}',
    '{"provider": ' + "[" * 100 + "]" * 100 + "}",
    '{"x": ' + "[" * 100_000,
    '{"provider": ' + '{"provider": ' * 100 + "1" + "}" * 101,
    '{"contract_year": ' + "1" * 5000 + "}",
    '{"insurers": {"asr": {"turnover": {"2022": 0.' + "1" * 5000 + "}}}}",
    '{"insurers": {"asr": {"contract_years": [' + ", ".join(["2024"] * 20_001) + "]}}}",
    '{"description": "' + "x" * 100_000 + '"}',
]
HOSTILE = [
    line.encode()
    for line in [
        *LINES,
        *(form % value for form in (ASR, FTE, YEAR, KVK, DAY) for value in NUMBERS),
        *(form % value for form in (ASR, YEAR, KVK, DAY, SECTORS) for value in TEXTS),
    ]
] + [b'{"description": "\xff"}', b'{"description": "\xc3\xa9"}', b"\xff", b'{"\xff": 1}']
GOOD = [json.dumps(case).encode() for case in fixtures()]


def test_every_hostile_line_by_itself() -> None:
    cases = sum(check([line]) for line in HOSTILE[: len(LINES)])
    assert cases >= 10


def test_hostile_lines_all_at_once() -> None:
    assert check(HOSTILE) > 90


@pytest.mark.parametrize("seed", range(3))
def test_hostile_lines_among_good_ones(seed: int) -> None:
    drawn = random.Random(seed)
    lines = [*drawn.sample(HOSTILE, 60), *drawn.choices(GOOD, k=200)]
    drawn.shuffle(lines)
    assert check(lines) >= 200


TOKENS = [
    *("null", "{}", "[]", "true", '""', '"x"', ",", ":", "{", "}", "[", "]", '"', "\\", " ", "\t"),
    *("}null", "} null{", "{}{}", '"2023-01-01"', "\\u0000", "\x00", "é", '"provider":{},', "NaN"),
    *("1.0", "1e2", "125e-1", "1.230", "12.345", "0.000", "01", '"description":null,', "1" * 400),
]
VALUE = re.compile(r'(?<=[:\[,])\s*("[^"]*"|[-0-9.]+|true|false|\{|\[)')


def changed(line: str, drawn: random.Random) -> str:
    """A line in which something stands where it should not."""
    for _ in range(drawn.randint(1, 3)):
        start = drawn.randrange(len(line) + 1)
        end = start + drawn.choice([0, 0, 1, 2, 20])
        found = list(VALUE.finditer(line))
        if found and drawn.random() < 0.6:
            start, end = drawn.choice(found).span(1)
        line = line[:start] + drawn.choice(TOKENS) + line[end:]
    return line


@pytest.mark.parametrize("seed", range(4))
def test_lines_that_were_changed_at_random(seed: int) -> None:
    drawn = random.Random(seed)
    lines = [
        changed(line.decode(), drawn).encode() if drawn.random() < 0.5 else line
        for line in drawn.choices(GOOD, k=150)
    ]
    assert check(lines) > 50


def test_a_reject_says_where_and_shows_the_line() -> None:
    lines = [*GOOD[:3], b'{"contract_yaer": 2024, "provider": {"kvk": 1}}', *GOOD[3:6]]
    rows = together(lines, lines_before=100)
    [reject] = rows.rejects
    assert rows.numbers.tolist() == [101, 102, 103, 105, 106, 107]
    assert (reject.row, reject.text) == (104, lines[3].decode())
    assert [(each.code, each.line, each.column) for each in reject.problems] == [
        ("unknown-fact", 104, 2),
        ("unquoted-identifier", 104, 45),
    ]
    assert "did you mean contract_year?" in reject.problems[0].message
    assert {problem.file for problem in reject.problems} == {"cases.ndjson"}


def test_a_fact_that_turns_up_late_is_read() -> None:
    lines = [b'{"contract_year": 2024}'] * 500 + [b'{"provider": {"kvk": "01234567"}}']
    rows = together(lines)
    assert case_at(rows.cases, 500) == {"provider": {"kvk": "01234567"}}
    assert not rows.rejects


@pytest.mark.parametrize("constants", [{("contract_year",): 2024}, {("provider", "sectors"): []}])
def test_constants_fill_what_is_absent_and_contradict_nothing(constants: Any) -> None:
    reader = JsonLines("cases.ndjson", True, Constants(constants, "mapping.yaml"))
    lines = [
        "{}",
        '{"contract_year": 2024}',
        '{"contract_year": 2023}',
        '{"provider": {"sectors": []}}',
        '{"provider": {"sectors": ["ggz"]}}',
        '{"provider": null}',
    ]
    rows = reader.rows("\n".join(lines).encode(), 1)
    [keys] = constants
    for index in range(rows.cases.num_rows):
        value: Any = case_at(rows.cases, index)
        for key in keys:
            value = value[key]
        assert value == constants[keys]
    [reject] = rows.rejects
    assert reject.row == (3 if keys == ("contract_year",) else 5)
    assert "the mapping file mapping.yaml sets" in reject.problems[0].message
