"""What strangers wrote, made safe; values, made plain."""

import json
import unicodedata
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycheck.model import Outcome
from policycheck.report.json_format import json_text
from policycheck.report.plain import clean, line_ranges, plain
from policycheck.report.yaml_format import yaml_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De Brug & Zn. \u00e9\u20ac", "De Brug & Zn. \u00e9\u20ac"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x9b31m", "31m"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("a\u2066b\u2069\u200b", "ab"),
        ("one\r\ntwo\tthree\u2028four\x85five", "one  two three four five"),
        ("\x00\x07\x7f\ud800", ""),
        ("[bold]not markup[/bold]", "[bold]not markup[/bold]"),
    ],
)
def test_text_of_strangers_is_safe(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text())
def test_nothing_unseen_survives(text: str) -> None:
    cleaned = clean(text)
    assert not {unicodedata.category(c) for c in cleaned} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert clean(cleaned) == cleaned


def test_values_become_what_json_has() -> None:
    value = MappingProxyType(
        {
            "day": date(2023, 9, 1),
            "outcome": Outcome.MET,
            "cents": Decimal("19.99"),
            "whole": Decimal("5E+1"),
            "list": (1, True, None),
        }
    )
    assert plain(value) == {
        "day": "2023-09-01",
        "outcome": "met",
        "cents": 19.99,
        "whole": 50,
        "list": [1, True, None],
    }
    assert type(plain(Outcome.MET)) is str


@pytest.mark.parametrize(
    ("lines", "expected"),
    [((185,), "185"), ((185, 186, 187), "185-187"), ((190, 185, 186), "185-186, 190"), ((), "")],
)
def test_runs_of_lines_are_joined(lines: tuple[int, ...], expected: str) -> None:
    assert line_ranges(lines) == expected


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)
    ),
    max_leaves=8,
)


@given(JSON)
def test_json_and_yaml_say_the_same(document: object) -> None:
    from ruamel.yaml import YAML

    assert json.loads(json_text(document)) == document
    assert YAML(typ="safe", pure=True).load(yaml_text({"d": document})) == {"d": document}


def test_json_keeps_letters_and_the_order_of_keys() -> None:
    assert json_text({"z": "€", "a": []}) == '{\n  "z": "€",\n  "a": []\n}\n'


def test_yaml_is_block_style() -> None:
    document = {"z": {"day": "2023-09-01", "agb": "01234567"}, "a": ["é", {"b": None}]}
    assert yaml_text(document) == (
        "z:\n  day: '2023-09-01'\n  agb: '01234567'\na:\n  - é\n  - b: null\n"
    )


@pytest.mark.parametrize("char", "\x1b\x9b\x85\u2028\u202e\u200b\ud800\x7f")
def test_unseen_characters_are_escaped(char: str) -> None:
    assert char not in json_text({"name": f"a{char}b"})
    assert char not in yaml_text({"name": f"a{char}b", f"k{char}": 1})
    assert json.loads(json_text([char])) == [char]
