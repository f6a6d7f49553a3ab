"""Values from a case made safe to print, and documents made of plain values."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean(text: str) -> str:
    """The text on one line, without control, direction, surrogate and other unseen characters.

    A case is written by others: what it says must not move the cursor, hide text or start a new
    line that looks like one of ours.
    """
    return "".join(
        " " if char in "\t\n\r\v\f\x85\u2028\u2029" else char
        for char in text
        if char in "\t\n\r\v\f\x85\u2028\u2029" or unicodedata.category(char) not in _HIDDEN
    )


def plain(value: Any) -> Any:
    """A value as JSON and YAML have it: maps, lists, strings, numbers, booleans and ``None``."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, str):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Sequence | set | frozenset):
        return [plain(item) for item in value]
    return value


def line_ranges(lines: Sequence[int]) -> str:
    """Line numbers with runs joined: ``185-187, 190``."""
    runs: list[list[int]] = []
    for line in sorted(set(lines)):
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    return ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in runs)
