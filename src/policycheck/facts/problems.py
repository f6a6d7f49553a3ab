"""From what is wrong in a case to problems that are safe to print, in order, and not too many."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from policycheck.errors import Problem

MOST_PROBLEMS = 100
_LONGEST_TEXT = 60
_LONGEST_POINTER = 300
_INDEX = re.compile(r"\*|0|[1-9][0-9]?")


class Place(NamedTuple):
    """Where a value stands, and for a scalar how it is written there.

    A value that comes from Python has a line of ``None``, and its rank as the column, so that
    problems keep the order of the values. One in a workbook has that too, and its cell.
    """

    line: int | None
    column: int
    written: str = ""
    cell: str | None = None


@dataclass(frozen=True)
class Places:
    """The places in one document, by JSON Pointer.

    Attributes:
        values: Where each value stands.
        keys: Where the key of each member stands.
    """

    values: dict[str, Place]
    keys: dict[str, Place]

    def of(self, pointer: str) -> Place:
        """The place of the value, or of the nearest value around it."""
        while pointer and pointer not in self.values:
            pointer = pointer.rpartition("/")[0]
        return self.values.get(pointer, Place(None, 0))

    def of_key(self, pointer: str) -> Place:
        """The place of the key of that member, or of its value."""
        return self.keys.get(pointer) or self.of(pointer)


@dataclass(frozen=True)
class Finding:
    """A problem whose sentence is made only if it is shown."""

    code: str
    pointer: str
    place: Place
    sentence: Callable[[], str]


def child(pointer: str, token: str | int) -> str:
    """The JSON Pointer of a member or an item."""
    return f"{pointer}/{str(token).replace('~', '~0').replace('/', '~1')}"


def tokens(pointer: str) -> list[str]:
    """The keys and indices of a JSON Pointer."""
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def position(text: str, offset: int) -> tuple[int, int]:
    """The line and column, from 1, at an offset into a text."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def dotted(pointer: str) -> str:
    """A pointer as people write it: ``provider.serious_errors[0].on``."""
    name = ""
    for step in tokens(pointer):
        name += f"[{step}]" if _INDEX.fullmatch(step) else f".{step}"
    return printable(name.removeprefix("."), _LONGEST_POINTER)


def printable(text: str, longest: int = _LONGEST_TEXT) -> str:
    """A text of a stranger: shortened, and without characters that a terminal would obey."""
    cut = text if len(text) <= longest else f"{text[:longest]}…"
    if cut.isprintable():
        return cut
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)


def quoted(text: str) -> str:
    """A text of a stranger between double quotes."""
    return f'"{printable(text)}"'


def reported(findings: Sequence[Finding], file: str) -> list[Problem]:
    """The problems in the order of the file: the first hundred, and how many more there are."""
    ordered = sorted(findings, key=lambda found: (found.place.line or 0, found.place.column))
    problems = [_problem(found, file) for found in ordered[:MOST_PROBLEMS]]
    more = len(ordered) - MOST_PROBLEMS
    if more > 0:
        sentence = f"and {more} more; solve the problems above first"
        problems.append(Problem("more-problems", sentence, file))
    return problems


def _problem(found: Finding, file: str) -> Problem:
    line = found.place.line
    return Problem(
        code=found.code,
        message=found.sentence(),
        file=file,
        line=line,
        column=None if line is None else found.place.column,
        pointer=printable(found.pointer, _LONGEST_POINTER),
        cell=found.place.cell,
    )
