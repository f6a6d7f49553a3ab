"""The columns of a batch of cases, found by path, as numpy sees them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]
Numbers = npt.NDArray[np.signedinteger[Any]]
Path = tuple[str, ...]

NO_ROWS: Rows = np.empty(0, np.intp)
ITEM = "*"
_EPOCH = date(1970, 1, 1)
_WORD = np.iinfo(np.int64)


def day_number(day: date) -> int:
    """The days since 1 January 1970, as ``date32`` counts them."""
    return (day - _EPOCH).days


@dataclass(frozen=True)
class Column:
    """The values of one fact: one for each case, or one for each item of a list.

    What stands where an object around it is null does not count, whatever it is. To find that out
    takes time, so it is done only where a value looks wrong.

    Attributes:
        values: The values.
        holder: The objects that hold the values, one each; ``None`` for a case and for an item.
        lists: The lists that the values are items of, one after the other; ``None`` for others.
    """

    values: pa.Array
    holder: "Column | None" = None
    lists: "Column | None" = None

    def rows_of(self, mask: Mask) -> Rows:
        """The rows in the batch of the values that a mask marks."""
        places = np.flatnonzero(mask)
        return places if self.rows is None or not len(places) else self.rows[places]

    @cached_property
    def rows(self) -> Rows | None:
        """The row of each value in the batch; ``None`` where value *i* is of row *i*."""
        if self.lists is None:
            return None if self.holder is None else self.holder.rows
        places = np.repeat(np.arange(len(self.lists.values)), self.lists.lengths)
        return places if self.lists.rows is None else self.lists.rows[places]

    @cached_property
    def known(self) -> Mask:
        """Which values count: neither they nor the objects around them are null."""
        own = known(self.values)
        if self.holder is None or self.holder.surely_known:
            return own
        return own & self.holder.known

    @cached_property
    def surely_known(self) -> bool:
        """Whether no value is null, nor anything around it."""
        return not self.values.null_count and (self.holder is None or self.holder.surely_known)

    @cached_property
    def numbers(self) -> Numbers:
        """What is compared: whole numbers, days, cents (thousandths), places in an ``enum``.

        Anything may stand where a value does not count. A decimal of more than 64 bits becomes the
        largest or smallest number of 64.
        """
        values = self.values
        if pa.types.is_dictionary(values.type):
            values = values.indices
        if not pa.types.is_decimal(values.type):
            width = 4 if pa.types.is_date32(values.type) else values.type.bit_width // 8
            return _buffer(values, 1, np.dtype(f"<i{width}"))
        words = _buffer(values, 1, np.dtype("<i8"), 2).reshape(-1, 2)
        low, high = np.ascontiguousarray(words[:, 0]), words[:, 1]
        if not high.any() and low.min() >= 0:
            return low
        return np.where(high == low >> 63, low, np.where(high < 0, _WORD.min, _WORD.max))

    @cached_property
    def extremes(self) -> tuple[int, int]:
        """The smallest and the largest of ``numbers``, those that do not count included."""
        return int(self.numbers.min()), int(self.numbers.max())

    @cached_property
    def lengths(self) -> Numbers:
        """The items of each list, or the bytes of each text; none where it does not count."""
        lengths = np.diff(self._offsets)
        return lengths if self.surely_known else np.where(self.known, lengths, 0)

    @cached_property
    def bytes(self) -> npt.NDArray[np.uint8]:
        """The UTF-8 of all texts one after the other, with that of texts that do not count."""
        data = self.values.buffers()[2]
        if data is None:
            return np.empty(0, np.uint8)
        return np.frombuffer(data, np.uint8)[self._offsets[0] : self._offsets[-1]]

    def items(self) -> "Column":
        """The items of all lists.

        Not kept here: they hold this column, and a cycle of the two would stay in memory until the
        garbage collector comes by, which counts objects and not what they hold.
        """
        first, last = int(self._offsets[0]), int(self._offsets[-1])
        values = self.values.values[first:last]
        if self.lengths.sum() != len(values):
            counts = np.repeat(self.known, np.diff(self._offsets))
            values = values.filter(pa.array(counts))
        return Column(values, lists=self)

    def member(self, name: str) -> "Column":
        """A member of each object."""
        return Column(self.values.field(name), holder=self)

    @property
    def _offsets(self) -> Numbers:
        array = self.values
        offsets = np.frombuffer(array.buffers()[1], np.dtype("<i4"))
        return offsets[array.offset : array.offset + len(array) + 1]


class Columns:
    """A batch of cases, and the day on which each of them is judged.

    Attributes:
        count: How many cases there are.
    """

    def __init__(self, cases: pa.RecordBatch, as_of: date | pa.Array) -> None:
        self.count = cases.num_rows
        self._as_of = _days(as_of, cases.num_rows)
        self._found: dict[Path, Column | None] = {(): Column(cases.to_struct_array())}

    def at(self, path: Path) -> Column | None:
        """The column at a path, in which ``*`` stands for any item; ``None`` where all is null."""
        if path not in self._found:
            above = self.at(path[:-1])
            self._found[path] = None if above is None else _below(above, path[-1])
        return self._found[path]

    def first_day(self) -> int:
        """The first day on which a case is judged."""
        return int(self._as_of.min())

    def days(self, column: Column) -> Numbers:
        """For each value of a column, the day on which its case is judged."""
        if len(self._as_of) == 1 or column.rows is None:
            return self._as_of
        return self._as_of[column.rows]


def known(values: pa.Array) -> Mask:
    """Which values are not null."""
    bits = values.buffers()[0]
    if not values.null_count or bits is None:
        return np.full(len(values), not values.null_count)
    start = values.offset
    taken = np.frombuffer(bits, np.uint8)[start // 8 : (start + len(values) + 7) // 8]
    unpacked = np.unpackbits(taken, bitorder="little")[start % 8 :]
    return unpacked[: len(values)].view(np.bool_)


def _below(above: Column, step: str) -> Column | None:
    found = above.items() if step == ITEM else above.member(step)
    return None if found.values.null_count == len(found.values) else found


def _days(as_of: date | pa.Array, count: int) -> Numbers:
    """One day for all cases, or one for each."""
    if isinstance(as_of, date):
        return np.array([day_number(as_of)], np.int32)
    if as_of.type != pa.date32() or as_of.null_count or len(as_of) != count:
        raise ValueError("as_of is not one day, or a date32 without nulls for each case")
    return Column(as_of).numbers if count else np.zeros(1, np.int32)


def _buffer(array: pa.Array, which: int, kind: np.dtype[Any], words: int = 1) -> Numbers:
    whole = np.frombuffer(array.buffers()[which], kind)
    return whole[words * array.offset : words * (array.offset + len(array))]
