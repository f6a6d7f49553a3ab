"""Blocks laid out for a terminal: wrapped, never cut off, with colour where it is wanted."""

import io
from collections.abc import Iterable, Iterator
from functools import cache

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text as Styled

from policycheck.report.blocks import Block, Cell, Grid, Line, Tone
from policycheck.report.plain import clean

_STYLES = {
    Tone.PLAIN: Style(),
    Tone.STRONG: Style(bold=True),
    Tone.FAINT: Style(dim=True),
    Tone.GOOD: Style(color="green"),
    Tone.BAD: Style(color="red"),
    Tone.DOUBT: Style(color="yellow"),
}
_NARROW = 72
_LEAST = 16
# Stands for the space in an amount while lines are broken; no text can hold it.
_KEPT = "\ue000"


def lay_out(blocks: Iterable[Block], width: int, colour: bool) -> str:
    """The blocks as text of at most that many columns, ending in a newline.

    Lines that have no room for their words fold inside a word; nothing is left out. Where there
    is hardly any room, the indentation gives way before the text does.
    """
    return "".join(f"{row}\n" for block in blocks for row in _rows(block, width, colour))


def _rows(block: Block, width: int, colour: bool) -> Iterable[str]:
    if isinstance(block, Line):
        return _line(block, width, colour)
    if isinstance(block, Grid):
        return _grid(block, width, colour)
    return ["─" * width]


def _line(line: Line, width: int, colour: bool) -> Iterator[str]:
    indent = max(min(line.indent, width - len(line.mark) - _LEAST), 0)
    lead = " " * indent + line.mark
    system = ColorSystem.STANDARD if colour else None
    for row in _wrapped(clean(line.text), max(width - len(lead), 1)):
        yield _STYLES[line.tone].render(f"{lead}{row}".rstrip(), color_system=system)
        lead = " " * len(lead)


def _wrapped(text: str, room: int) -> list[str]:
    if cell_len(text) <= room:
        return [text]
    kept = Styled(text.replace("€ ", f"€{_KEPT}"))
    rows = kept.wrap(_console(room), room, overflow="fold")
    return [row.plain.replace(_KEPT, " ") for row in rows]


def _grid(grid: Grid, width: int, colour: bool) -> Iterator[str]:
    if width < _NARROW:
        for row in grid.rows:
            yield from _paragraph(grid, row, width, colour)
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
        cells = (_as_line(cell) for cell in row)
        table.add_row(*(Styled(clean(cell.text), _STYLES[cell.tone]) for cell in cells))
    console = _console(width, colour)
    with console.capture() as captured:
        console.print(Padding(table, (0, 0, 0, grid.indent), expand=False))
    for text in captured.get().removesuffix("\n").split("\n"):
        yield text.rstrip()


def _paragraph(grid: Grid, row: tuple[Cell, ...], width: int, colour: bool) -> Iterator[str]:
    """A row below itself: the first cell, then the others, each after the head of its column."""
    first, *others = map(_as_line, row)
    yield from _line(Line(first.text, Tone.STRONG, grid.indent), width, colour)
    for head, cell in zip(grid.heads[1:], others, strict=True):
        if cell.text:
            text = f"{head}: {cell.text}" if head else cell.text
            yield from _line(Line(text, cell.tone, grid.indent + 2), width, colour)


def _as_line(cell: Cell) -> Line:
    return Line(cell) if isinstance(cell, str) else cell


@cache
def _console(width: int, colour: bool = False) -> Console:
    return Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
