"""Blocks laid out for a terminal: wrapped, never cut off, with colour where it is wanted."""

import io
from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from policycheck.report.blocks import Block, Grid, Line, Tone
from policycheck.report.plain import clean

_STYLES = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.FAINT: "dim",
    Tone.GOOD: "green",
    Tone.BAD: "red",
    Tone.DOUBT: "yellow",
}
_NARROW = 72
_LEAST = 16


def lay_out(blocks: Iterable[Block], width: int, colour: bool) -> str:
    """The blocks as text of at most that many columns, ending in a newline.

    Lines that have no room for their words fold inside a word; nothing is left out. Below about
    twenty columns the indentation gives way before the text does.
    """
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )
    for block in blocks:
        if isinstance(block, Line):
            _line(console, block, width)
        elif isinstance(block, Grid):
            _grid(console, block, width)
        else:
            console.print("─" * width, soft_wrap=True)
    return "".join(
        f"{line.rstrip()}\n" for line in buffer.getvalue().removesuffix("\n").split("\n")
    )


def _line(console: Console, line: Line, width: int) -> None:
    indent = max(min(line.indent, width - len(line.mark) - _LEAST), 0)
    lead = " " * indent + line.mark
    room = max(width - len(lead), 1)
    rest = " " * len(lead)
    style = _STYLES[line.tone]
    rows = Styled(clean(line.text)).wrap(console, room, overflow="fold")
    for number, row in enumerate(rows or [Styled("")]):
        row.rstrip()
        row.stylize(style)
        console.print(Styled.assemble((rest if number else lead, style), row), soft_wrap=True)


def _grid(console: Console, grid: Grid, width: int) -> None:
    if width < _NARROW:
        for row in grid.rows:
            first, *others = row
            _line(console, Line(first, Tone.STRONG, grid.indent), width)
            for cell in filter(None, others):
                _line(console, Line(cell, indent=grid.indent + 2), width)
        return
    table = Table(
        box=None,
        padding=(0, 2, 0, 0),
        pad_edge=False,
        show_header=any(grid.heads),
        header_style="bold",
    )
    for head in grid.heads:
        table.add_column(clean(head), overflow="fold")
    for row in grid.rows:
        table.add_row(*(Styled(clean(cell)) for cell in row))
    console.print(Padding(table, (0, 0, 0, grid.indent), expand=False))
