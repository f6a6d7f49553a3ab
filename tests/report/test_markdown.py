"""What others wrote stays text in Markdown and in annotations."""

import pytest

from policycheck.report.impact_github import _command
from policycheck.report.markdown import fenced, folded, table, text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("a_b*c", "a\\_b\\*c"),
        ("a | b", "a \\| b"),
        ("<script>&amp;", "&lt;script&gt;&amp;amp;"),
        ("[x](http://y)", "\\[x\\](http&#58;//y)"),
        ("www.x.nl, a@b.nl, @all", "www&#46;x.nl, a&#64;b.nl, &#64;all"),
        ("one\n# two", "one \\# two"),
        ("\x1b[2J\u202e`code`", "\\[2J\\`code\\`"),
    ],
)
def test_nothing_becomes_markup(value: str, written: str) -> None:
    assert text(value) == written


def test_a_fence_is_longer_than_any_in_it() -> None:
    assert fenced("a\n```\nb\n", "yaml") == ["````yaml", "a", "```", "b", "````"]
    assert fenced("a", "") == ["```", "a", "```"]


def test_tables_and_details() -> None:
    assert table(["a", "b"], [["1", "2"]]) == ["| a | b |", "| --- | --- |", "| 1 | 2 |"]
    assert folded("More", ["x"]) == [
        "<details>",
        "<summary>More</summary>",
        "",
        "x",
        "",
        "</details>",
    ]


def test_an_annotation_is_one_line_and_ends_where_it_ends() -> None:
    line = _command("error", "a: b, c", "100% of it\n::notice::no")
    assert line == "::error title=a%3A b%2C c::100%25 of it ::notice::no"
