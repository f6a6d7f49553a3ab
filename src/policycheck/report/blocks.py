"""What a report consists of before it has a width and a colour: lines and grids."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """How a line is meant; the layout gives it a colour."""

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    GOOD = "good"
    BAD = "bad"
    DOUBT = "doubt"


@dataclass(frozen=True)
class Line:
    """A paragraph that wraps under itself.

    Attributes:
        text: What it says; empty for a blank line.
        indent: Columns before the mark.
        mark: A short sign before the text; what wraps stays clear of it.
    """

    text: str
    tone: Tone = Tone.PLAIN
    indent: int = 0
    mark: str = ""


Cell = str | Line


@dataclass(frozen=True)
class Grid:
    """Columns; on a narrow terminal each row becomes a small paragraph.

    Attributes:
        rows: Cells; of one that is a line, the text and the tone count.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    indent: int = 0


@dataclass(frozen=True)
class Rule:
    """A horizontal line from side to side."""


Block = Line | Grid | Rule

GAP = Line("")


def section(title: str, blocks: list[Block]) -> list[Block]:
    """The blocks under a heading, after a blank line; nothing where there are none."""
    return [GAP, Line(title, Tone.STRONG, indent=2), *blocks] if blocks else []
