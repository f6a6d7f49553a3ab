"""However a line of JSON is written, reading many at once says the same as reading it alone."""

import random
from typing import Any

import pytest

from policycheck.errors import InvalidCase
from policycheck.facts import case_from_json
from policycheck.tabular.constants import Constants
from policycheck.tabular.plain import case_at
from policycheck.tabular.readers.json_lines import JsonLines
from policycheck.tabular.rows import Rows
from tabular.hostile import GOOD, HOSTILE, LINES, changed

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
