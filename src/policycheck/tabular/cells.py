"""A cell of a table as a value of a fact: the fact says what the text in it means."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from policycheck.facts import Unreadable, formats
from policycheck.facts.dictionary import type_of
from policycheck.tabular.plain import plain_type
from policycheck.tabular.types import DECIMALS

Schema = Mapping[str, Any]
_ITEMS = ";"
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_DUTCH_NUMBER = re.compile(r"-?[0-9]{1,30}(?:,[0-9]{1,30})?")
_DUTCH_DAY = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
_TRUTHS = {"true": True, "false": False}
_DUTCH_TRUTHS = {**_TRUTHS, "ja": True, "waar": True, "nee": False, "onwaar": False}
_MIDNIGHT = time()


class NoFit(Exception):
    """A cell holds no value of its fact."""


@dataclass(frozen=True)
class Notation:
    """How values are written.

    Attributes:
        dutch: ``1234,56``, ``31-12-2023`` and ``ja``, ``nee``, ``waar`` and ``onwaar``. Dates as
            ``2023-12-31``, and ``true`` and ``false``, are understood in any case.
    """

    dutch: bool = False

    def value(self, cell: Any, schema: Schema) -> Any:
        """What a cell says, as a plain value of the fact; ``None`` for an empty cell.

        Raises:
            NoFit: It is no such value; it has to be read by itself, which says why.
        """
        value = self.best(cell, schema)
        if value is not None and not _fits(value, schema):
            raise NoFit
        return value

    def best(self, cell: Any, schema: Schema) -> Any:
        """The value that a cell is closest to; its text where it is none of the fact.

        Args:
            cell: Text, or a value of a cell of Excel.
            schema: The schema of the fact.
        """
        kind = type_of(schema)
        if isinstance(cell, str):
            text = cell.strip()
            return self._of_text(text, kind, schema) if text else None
        if isinstance(cell, bool) or cell is None:
            return cell
        if isinstance(cell, float):
            # Excel knows no whole numbers; the shortest text of a number is the one in the cell.
            cell = int(cell) if cell.is_integer() else Decimal(repr(cell))
        if isinstance(cell, int | Decimal):
            return [self.best(cell, schema["items"])] if kind == "list" else cell
        if isinstance(cell, datetime):
            # Excel has one type for days and times: a day is a time at midnight.
            return cell.date().isoformat() if cell.time() == _MIDNIGHT else _no_day(cell)
        if isinstance(cell, time | timedelta):
            return _no_value(cell)
        return cell.isoformat() if isinstance(cell, date) else cell

    def _of_text(self, text: str, kind: str, schema: Schema) -> Any:
        if kind == "list":
            return self._list(text, schema)
        if kind == "bool":
            return (_DUTCH_TRUTHS if self.dutch else _TRUTHS).get(text.lower(), text)
        if kind == "integer":
            return int(text) if _INTEGER.fullmatch(text) else text
        if kind in ("amount", "decimal"):
            pattern = _DUTCH_NUMBER if self.dutch else _NUMBER
            return Decimal(text.replace(",", ".")) if pattern.fullmatch(text) else text
        if kind in ("date", "event_date") and self.dutch and (day := _DUTCH_DAY.fullmatch(text)):
            return f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"
        return text

    def _list(self, text: str, schema: Schema) -> Any:
        """Items with semicolons between them, or a list as JSON has it."""
        if not text.startswith("["):
            return [self.best(item, schema["items"]) for item in text.split(_ITEMS)]
        try:
            return json.loads(text, parse_float=Decimal, object_pairs_hook=_members)
        except (ValueError, RecursionError):
            return text


def _no_day(moment: datetime) -> Unreadable:
    sentence = f"found {moment}, a time without a time zone; give the day alone"
    return Unreadable("time-without-zone", sentence, str(moment))


def _no_value(found: time | timedelta) -> Unreadable:
    sentence = f"found {found}, a time of day, a duration or a day before 1900; no fact is one"
    return Unreadable("wrong-type", sentence, str(found))


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key is given twice")
    return found


def _fits(value: Any, schema: Schema) -> bool:
    """Whether a value has the type of its fact, so that it can stand in a column."""
    kind = type_of(schema)
    if kind == "list":
        # Objects are for whoever reads the row by itself.
        return isinstance(value, list) and all(
            item is not None and not isinstance(item, dict) and _fits(item, schema["items"])
            for item in value
        )
    if kind == "bool":
        return isinstance(value, bool)
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63
    if kind in ("amount", "decimal"):
        return _is_number(value, DECIMALS[schema["format"]])
    return isinstance(value, str)


def _is_number(value: Any, kind: Any) -> bool:
    return (
        isinstance(value, int | Decimal)
        and not isinstance(value, bool)
        and formats.has_decimals(kind.scale, value)
        and abs(value) < 10 ** (kind.precision - kind.scale)
    )


def column(
    cells: Sequence[Any], schema: Schema, notation: Notation
) -> tuple[pa.Array, pa.Array | None]:
    """A column of cells as plain values.

    Returns:
        The values, and where a cell has to be read by itself; ``None`` if nowhere.
    """
    memo = _Memo(schema, notation)
    values = [memo[type(cell), cell] for cell in cells]
    if not memo.misfits:
        return pa.array(values, _column_type(schema)), None
    misfits = np.fromiter((value is _MISFIT for value in values), bool, len(values))
    known = [None if value is _MISFIT else value for value in values]
    return pa.array(known, _column_type(schema)), pa.array(misfits)


_MISFIT = object()


class _Memo(dict[tuple[type, Any], Any]):
    """What each cell says: in a column many are the same."""

    def __init__(self, schema: Schema, notation: Notation) -> None:
        super().__init__()
        self._schema = schema
        self._notation = notation
        self.misfits = False

    def __missing__(self, key: tuple[type, Any]) -> Any:
        try:
            value = self._notation.value(key[1], self._schema)
        except NoFit:
            self.misfits = True
            value = _MISFIT
        self[key] = value
        return value


def _column_type(schema: Schema) -> pa.DataType:
    kind = type_of(schema)
    if kind == "list":
        return pa.list_(_column_type(schema["items"]))
    return DECIMALS[schema["format"]] if kind in ("amount", "decimal") else plain_type(schema)
