"""Assertions about one value: how large, how long, which characters."""

from dataclasses import dataclass

import pyarrow.compute as pc

from policycheck.tabular.validation.columns import (
    NO_ROWS,
    Column,
    Columns,
    Mask,
    Numbers,
    Path,
    Rows,
)

# What facts.formats.is_text refuses; a text in UTF-8 has no halves of characters.
_UNPRINTABLE = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x{9f}]"
_FIRST_PRINTABLE = 0x20
_DELETE = 0x7F
_BEFORE_HIGH_CONTROL = 0xC2  # the first byte of U+0080 to U+00BF
_ZERO, _NINE = ord("0"), ord("9")


@dataclass(frozen=True)
class AtLeast:
    """No number is less than ``limit``, counted as :attr:`Column.numbers` does."""

    path: Path
    keyword: str
    limit: int

    def refused(self, cases: Columns) -> Rows:
        """The rows with a number that is less."""
        column = cases.at(self.path)
        if column is None or column.extremes[0] >= self.limit:
            return NO_ROWS
        return column.rows_of((column.numbers < self.limit) & column.known)


@dataclass(frozen=True)
class AtMost:
    """No number is more than ``limit``, counted as :attr:`Column.numbers` does."""

    path: Path
    keyword: str
    limit: int

    def refused(self, cases: Columns) -> Rows:
        """The rows with a number that is more."""
        column = cases.at(self.path)
        if column is None or column.extremes[1] <= self.limit:
            return NO_ROWS
        return column.rows_of((column.numbers > self.limit) & column.known)


@dataclass(frozen=True)
class LongEnough:
    """A text has at least ``least`` characters, as Python counts them."""

    path: Path
    keyword: str
    least: int

    def refused(self, cases: Columns) -> Rows:
        """The rows with a text that is shorter."""
        column = cases.at(self.path)
        if column is None:
            return NO_ROWS
        return column.rows_of((_characters(column) < self.least) & column.known)


@dataclass(frozen=True)
class ShortEnough:
    """A text has at most ``most`` characters, as Python counts them."""

    path: Path
    keyword: str
    most: int

    def refused(self, cases: Columns) -> Rows:
        """The rows with a text that is longer."""
        column = cases.at(self.path)
        # No text has more characters than bytes.
        if column is None or column.lengths.max() <= self.most:
            return NO_ROWS
        return column.rows_of((_characters(column) > self.most) & column.known)


@dataclass(frozen=True)
class Printable:
    """A text has no control characters but tab, line feed and carriage return."""

    path: Path
    keyword: str

    def refused(self, cases: Columns) -> Rows:
        """The rows with a text that has one."""
        column = cases.at(self.path)
        if column is None:
            return NO_ROWS
        data = column.bytes
        # Nearly always there is no byte that could be one, and no text has to be looked at.
        if not (
            (data < _FIRST_PRINTABLE).any()
            or (data == _DELETE).any()
            or (data == _BEFORE_HIGH_CONTROL).any()
        ):
            return NO_ROWS
        return column.rows_of(_matches(column, _UNPRINTABLE) & column.known)


@dataclass(frozen=True)
class Digits:
    """A text is ``count`` digits."""

    path: Path
    keyword: str
    count: int

    def refused(self, cases: Columns) -> Rows:
        """The rows with another text."""
        column = cases.at(self.path)
        if column is None:
            return NO_ROWS
        data = column.bytes
        wrong = column.lengths != self.count
        # Where every byte is a digit, as is usual, only the lengths can be wrong.
        if len(data) and (data.min() < _ZERO or data.max() > _NINE):
            wrong |= ~_matches(column, "^[0-9]+$")
        return column.rows_of(wrong & column.known)


@dataclass(frozen=True)
class OneOf:
    """A value of an ``enum`` is given by its place in the schema; a batch that is not so is none.

    It refuses no row: whoever made the batch had to.
    """

    path: Path
    keyword: str
    values: tuple[str, ...]

    def refused(self, cases: Columns) -> Rows:
        """No row.

        Raises:
            ValueError: The dictionary of the column is not the values of the schema, in order.
        """
        column = cases.at(self.path)
        if column is not None and not (self._listed(column) and self._within(column)):
            raise ValueError(f"the values of /{'/'.join(self.path)} are not those of the schema")
        return NO_ROWS

    def _listed(self, column: Column) -> bool:
        return tuple(column.values.dictionary.to_pylist()) == self.values

    def _within(self, column: Column) -> bool:
        first, last = column.extremes
        if first >= 0 and last < len(self.values):
            return True
        places = column.numbers[column.known]
        return not ((places < 0) | (places >= len(self.values))).any()


def _characters(column: Column) -> Numbers:
    counts: Numbers = pc.utf8_length(column.values).fill_null(0).to_numpy()
    return counts


def _matches(column: Column, pattern: str) -> Mask:
    found = pc.match_substring_regex(column.values, pattern).fill_null(False)
    mask: Mask = found.to_numpy(zero_copy_only=False)
    return mask
