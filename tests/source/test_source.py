"""The text of Rego modules: tokens that lose nothing, and the statements they make up."""

from pathlib import Path

import pytest

from policycheck.resources import shipped
from policycheck.source import Kind, statements_of, tokens_of

FILES = sorted(shipped("rego").rglob("*.rego"))

MODULE = """# A chapter
package acme.demo["a b"]

import data.acme.demo_2024.scope as s
import rego.v1

conditions["é"] := input.a == "#" if {
	not input.b # why
}

else_where := 1 if {
	input.x >= 1.5
} else := 2

test_it if {
	x with input.group as {"a": 1}
		with input.known_at as "2024-01-01"
}
"""


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_the_tokens_of_a_shipped_module_are_its_text(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    tokens = tokens_of(text)
    assert "".join(each.text for each in tokens) == text
    assert [each for each in tokens if each.kind is Kind.STRANGE] == []
    assert [each.text for each in tokens if text[each.offset : each.end] != each.text] == []


def test_a_token_knows_its_place() -> None:
    found = {each.text: each for each in tokens_of(MODULE)}
    assert (found['"é"'].row, found['"é"'].column, found['"é"'].kind) == (7, 12, Kind.STRING)
    assert (found["input"].kind, found["not"].kind) == (Kind.NAME, Kind.KEYWORD)
    assert found["# why"].kind is Kind.COMMENT
    assert (found["1.5"].kind, found[">="].kind) == (Kind.NUMBER, Kind.OPERATOR)
    assert tokens_of("a ~ b")[2].kind is Kind.STRANGE


def test_the_statements_of_a_module() -> None:
    statements = statements_of(tokens_of(MODULE))
    assert [(each.keyword, each.name, each.first.row) for each in statements] == [
        ("package", "acme", 2),
        ("import", "data", 4),
        ("import", "rego", 5),
        ("", "conditions", 7),
        ("", "else_where", 11),
        ("", "test_it", 15),
    ]
    assert statements[0].path == ("acme", "demo", "a b")
    assert statements[1].path == ("data", "acme", "demo_2024", "scope")
    assert "".join(each.text for each in statements[3].head) == 'conditions["é"]:=input.a=="#"'
    assert statements[5].tokens[-1].text == "}"


def test_a_statement_goes_on_after_an_operator() -> None:
    text = "package a\n\np := 1 +\n    2\n\nq := true\n\nr if\n    q\n"
    statements = statements_of(tokens_of(text))
    assert [(each.name, len(each.tokens)) for each in statements] == [
        ("a", 2),
        ("p", 5),
        ("q", 3),
        ("r", 3),
    ]
