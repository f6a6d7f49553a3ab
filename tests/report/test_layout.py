"""Lines and grids on terminals of any width: nothing is lost, nothing sticks out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from policycheck.report.blocks import GAP, Grid, Line, Rule, Tone, section
from policycheck.report.layout import lay_out
from policycheck.report.plain import clean

WORDS = st.lists(st.text("abcé€[]/-.", min_size=1, max_size=30), min_size=1, max_size=20)
ESCAPE = "\x1b"


def test_a_paragraph_wraps_under_itself() -> None:
    line = Line("one two three four five six seven", indent=2, mark="• ")
    assert lay_out([line], 20, False) == "  • one two three\n    four five six\n    seven\n"


def test_a_word_that_does_not_fit_is_folded_and_not_cut() -> None:
    out = lay_out([Line("provider.a_very_long_name_of_a_fact", indent=4)], 24, False)
    assert out.replace("\n    ", "").strip() == "provider.a_very_long_name_of_a_fact"


@given(WORDS, st.integers(20, 120), st.integers(0, 6), st.sampled_from(["", "• "]))
def test_every_word_survives_every_width(
    words: list[str], width: int, indent: int, mark: str
) -> None:
    out = lay_out([Line(" ".join(words), indent=indent, mark=mark)], width, False)
    assert re.sub(r"\s", "", out) == mark.strip() + "".join(words)
    assert all(cell_len(line) <= width and line == line.rstrip() for line in out.split("\n"))


@given(st.lists(st.tuples(*[st.text("ab. ", max_size=40)] * 3), max_size=4), st.integers(20, 120))
def test_every_cell_survives_every_width(rows: list[tuple[str, ...]], width: int) -> None:
    out = lay_out([Grid(("A", "B", "C"), tuple(rows), indent=2)], width, False)
    for letter in "ab.":
        assert out.count(letter) == sum(cell.count(letter) for row in rows for cell in row)
    assert all(cell_len(line) <= width for line in out.split("\n"))


def test_a_grid_has_columns_where_there_is_room() -> None:
    grid = Grid(("Fact", "Type"), (("provider.agb", "identifier"), ("provider.kvk", "identifier")))
    assert lay_out([grid], 80, False) == (
        "Fact          Type\nprovider.agb  identifier\nprovider.kvk  identifier\n"
    )
    assert lay_out([grid], 40, False) == (
        "provider.agb\n  Type: identifier\nprovider.kvk\n  Type: identifier\n"
    )


def test_a_grid_without_heads_starts_with_its_first_row() -> None:
    assert lay_out([Grid(("", ""), (("a", "b"),), indent=4)], 80, False) == "    a  b\n"


def test_blank_lines_and_rules() -> None:
    assert lay_out([Line("a"), GAP, Rule(), Line("b")], 20, False) == f"a\n\n{'─' * 20}\nb\n"


@pytest.mark.parametrize("tone", Tone)
def test_colour_only_where_it_is_wanted(tone: Tone) -> None:
    line = Line("text", tone, indent=2, mark="✗ ")
    assert ESCAPE not in lay_out([line], 40, False)
    assert (ESCAPE in lay_out([line], 40, True)) == (tone is not Tone.PLAIN)


def test_text_is_no_markup_and_moves_no_cursor() -> None:
    hostile = "[red]x[/red] :smile: \x1b[2J\x1b]8;;http://x\x07 \u202e"
    out = lay_out([Line(hostile), Grid(("h",), ((hostile,),))], 80, False)
    assert ESCAPE not in out
    assert out.count("[red]x[/red] :smile:") == 2
    assert clean(hostile).strip() in out


def test_a_section_without_rows_is_not_there() -> None:
    assert section("Title", []) == []
    assert section("Title", [Line("a")]) == [GAP, Line("Title", Tone.STRONG, 2), Line("a")]
