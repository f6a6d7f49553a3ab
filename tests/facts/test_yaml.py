"""What is read from YAML, and what is refused, with its place."""

from pathlib import Path

import pytest

from facts.support import refused, the_problem, value_of, where
from policycheck.facts.documents import MOST_VALUES, MOST_YAML


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "case.yaml"


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "pointer"),
    [
        ("a: [\n", "invalid-yaml", 2, 1, ""),
        ("provider:\n\tname: x\n", "invalid-yaml", 2, 1, ""),
        ('provider: {name: "\\UFFFFFFFF"}\n', "invalid-yaml", None, None, ""),
        ("provider: {}\nx: \x07\n", "invalid-yaml", 2, 4, ""),
        ("", "empty-file", 1, 1, ""),
        ("# nothing yet\n", "empty-file", 1, 1, ""),
        ("---\n", "empty-file", 1, 1, ""),
        ("null\n", "empty-file", 1, 1, ""),
        ("- provider\n", "not-a-mapping", 1, 1, ""),
        ("\n provider\n", "not-a-mapping", 2, 2, ""),
        ("provider: {}\n---\nprovider: {}\n", "several-documents", 2, 1, ""),
        ("%YAML 1.1\n---\nprovider: {}\n", "yaml-version", 2, 1, ""),
        ("provider: {}\ninsurers: {}\nprovider: {}\n", "duplicate-key", 3, 1, "/provider"),
        (
            "provider:\n  agb: '06290123'\n  \"agb\": '06290123'\n",
            "duplicate-key",
            3,
            3,
            "/provider/agb",
        ),
        (
            "provider: {peer_support: {level: .nan}}\n",
            "not-a-number",
            1,
            34,
            "/provider/peer_support/level",
        ),
        ("contract_year: -.INF\n", "not-a-number", 1, 16, "/contract_year"),
        ("provider: !!map {}\n", "tag", 1, 11, "/provider"),
        ("provider: {name: ! x}\n", "tag", 1, 18, "/provider/name"),
        ("!!str provider: {}\n", "tag", 1, 1, ""),
        ("provider: &p {}\n", "anchor", 1, 11, "/provider"),
        ("provider: *p\n", "alias", 1, 11, "/provider"),
        ("? *p\n: {}\n", "alias", 1, 3, ""),
        (
            "insurers:\n  asr:\n    turnover: {20.1: 60000}\n",
            "key-not-text",
            3,
            16,
            "/insurers/asr/turnover/20.1",
        ),
        ("true: 1\n", "key-not-text", 1, 1, "/true"),
        (".nan: 1\n", "key-not-text", 1, 1, "/.nan"),
        (": 1\n", "key-not-text", 1, 1, "/"),
        ("? [a, {b: [&x c]}]\n: {d: *x}\n", "key-not-text", 1, 3, ""),
    ],
)
def test_refuses_one_mistake_at_its_place(
    file: Path, text: str, code: str, line: int | None, column: int | None, pointer: str
) -> None:
    assert where(the_problem(file, text)) == (code, line, column, pointer)


def test_says_what_was_found_and_what_to_do(file: Path) -> None:
    assert the_problem(file, "provider: {}\nprovider: {}\n").message == (
        '"provider" is given twice, first on line 1; keep one'
    )
    assert the_problem(file, "insurers: {asr: {turnover: {20.1: 1}}}").message == (
        'the key "20.1" is not text; put quotes around it'
    )
    assert the_problem(file, "%YAML 1.1\n---\nprovider: {}\n").message == (
        "YAML 1.1 is asked for; only YAML 1.2 is read: remove the directive"
    )


def test_reports_every_mistake_in_the_order_of_the_file(file: Path) -> None:
    text = "nonsense: *a\nprovider: {agb: 1, agb: 2}\ncontract_year: .inf\nas_of: 2023-02-30\n"
    found = [(problem.line, problem.code) for problem in refused(file, text)]
    assert found == [
        (1, "unknown-fact"),
        (1, "alias"),
        (2, "unquoted-identifier"),
        (2, "duplicate-key"),
        (3, "not-a-number"),
        (4, "invalid-date"),
    ]


@pytest.mark.parametrize("text", ["[", "{a: ", "- ", "? "])
def test_refuses_a_hundred_thousand_levels(file: Path, text: str) -> None:
    problem = the_problem(file, text * 100_000)
    assert problem.code == "too-deep"
    assert problem.line == 1
    assert problem.column == 64 * len(text) + 1


def test_reads_64_levels_and_refuses_65(file: Path) -> None:
    def nested(levels: int) -> str:
        return "provider: " + "[" * (levels - 1) + "]" * (levels - 1)

    assert the_problem(file, nested(64)).code == "wrong-type"
    assert where(the_problem(file, nested(65))) == ("too-deep", 1, 74, "")


def test_builds_nothing_of_a_billion_laughs(file: Path) -> None:
    layers = ["provider: &a0 {name: lol}"]
    layers += [f"x{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    found = refused(file, "\n".join(layers))
    assert {problem.code for problem in found} == {
        "anchor",
        "alias",
        "unknown-fact",
    }


def test_refuses_too_many_values(file: Path) -> None:
    problem = the_problem(file, f"provider: [{'1,' * (MOST_VALUES + 1)}]")
    assert problem.code == "too-many-values"
    assert problem.line == 1


def test_refuses_more_yaml_than_it_can_scan_in_seconds(file: Path) -> None:
    assert the_problem(file, "#" * (MOST_YAML + 1)).code == "too-large"
    assert value_of(file, "#" * (MOST_YAML - 20) + "\nprovider: {}") == {}


def test_refuses_a_tag_that_takes_quadratic_time(file: Path) -> None:
    assert where(the_problem(file, "provider:\n  name: !" + "x" * 900_000)) == ("tag", 2, 9, "")


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "2023-08-15", "0x", "1_000", "NaN", "1e", "<<"]
)
def test_text_without_quotes_stays_text(file: Path, word: str) -> None:
    assert value_of(file, f"provider: {{name: {word}}}") == {"provider": {"name": word}}


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("60000", 60000),
        ("+1", 1),
        ("1.", 1),
        (".5", 0.5),
        ("0.10", 0.1),
        ("1e2", 100),
        ("1.5e1", 15),
        ("0x1F", 31),
        ("0o17", 15),
        ("-0", 0),
        ("007", 7),
        ("1000000000000", 10**12),
    ],
)
def test_numbers_of_the_core_schema(file: Path, written: str, amount: float) -> None:
    value = value_of(file, f"insurers: {{asr: {{turnover: {{'2021': {written}}}}}}}")
    assert value["insurers"]["asr"]["turnover"]["2021"] == amount


@pytest.mark.parametrize("null", ["", "~", "null", "Null", "NULL"])
def test_every_null_means_not_known(file: Path, null: str) -> None:
    assert value_of(file, f"contract_year: 2024\nprovider:\n  name: {null}\n") == {
        "contract_year": 2024
    }


def test_joins_the_halves_that_json_writes_for_one_character(file: Path) -> None:
    text = 'provider: {name: "\\ud83d\\ude00"}'
    assert value_of(file, text) == {"provider": {"name": "\U0001f600"}}


def test_refuses_half_a_character(file: Path) -> None:
    problem = the_problem(file, 'provider: {name: "\\ud83d"}')
    assert where(problem) == ("invalid-text", 1, 18, "/provider/name")


def test_reads_block_text_comments_and_a_document_start(file: Path) -> None:
    text = (
        "--- # a case\ndescription: |\n  two\n  lines\nprovider: {sectors: [ggz]} # really\n...\n"
    )
    assert value_of(file, text) == {
        "description": "two\nlines\n",
        "provider": {"sectors": ["ggz"]},
    }


def test_a_year_without_quotes_is_a_key(file: Path) -> None:
    text = "insurers: {asr: {turnover: {2021: 60000}}}\n"
    assert value_of(file, text) == {"insurers": {"asr": {"turnover": {"2021": 60000}}}}
