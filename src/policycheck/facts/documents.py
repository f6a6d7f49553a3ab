"""A case as it was written: plain values, what is wrong with the writing, and where things stand.

Numbers are :class:`~decimal.Decimal`, so that the text decides how many decimals there are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any, NoReturn

from policycheck.errors import InvalidCase, Problem
from policycheck.facts.problems import Finding, Places

MOST_BYTES = 10_000_000
MOST_YAML = 1_000_000  # characters; ruamel.yaml takes seconds for each million
MOST_LEVELS = 64
MOST_VALUES = 20_000

TOO_DEEP = f"values are nested deeper than {MOST_LEVELS} levels; a case needs far fewer"
TOO_MANY = f"there are more than {MOST_VALUES} values; a case needs far fewer"
TOO_LARGE = f"larger than {MOST_BYTES // 1_000_000} MB; a case is a few kilobytes"
TOO_LARGE_YAML = f"larger than {MOST_YAML // 1_000_000} MB, the most that is read as YAML"
EMPTY = "nothing is written here; expected a mapping of facts, such as provider: {sectors: [ggz]}"


@dataclass(frozen=True)
class Unreadable:
    """Stands in a mapping for a value that is there and could not be read.

    Attributes:
        code: The kind of problem.
        sentence: What is wrong with it.
        written: How it was written, as far as that can be said.
    """

    code: str
    sentence: str
    written: str

    def __str__(self) -> str:
        return self.written


@dataclass(frozen=True)
class Document:
    """What one reader makes of one file.

    Attributes:
        name: The file as the caller named it.
        value: The top-level mapping. A value that could not be read is ``None``.
        findings: What is wrong with the writing. Whoever checks the facts reports these too.
        locate: Finds the places; it may read the text again, so it is called once, when needed.
    """

    name: str
    value: dict[str, Any]
    findings: tuple[Finding, ...]
    locate: Callable[[], Places]

    @cached_property
    def places(self) -> Places:
        """Where every key and value stands."""
        return self.locate()


def refuse(
    code: str, message: str, file: str, line: int | None = None, column: int | None = None
) -> NoReturn:
    """Refuse the whole document."""
    raise InvalidCase([Problem(code, message, file, line, column)])


def number(text: str) -> Decimal:
    """A number as written, of any length. An exponent beyond reason becomes merely enormous."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("1e-999999" if "e-" in text.lower() else "1e999999")


def kind(value: object) -> str:
    """What a value is, in words."""
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else "a single value"
