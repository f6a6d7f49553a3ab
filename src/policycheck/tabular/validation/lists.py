"""Assertions about one list: how long it is, and its items."""

from dataclasses import dataclass

import numpy as np

from policycheck.tabular.validation.columns import NO_ROWS, Columns, Path, Rows


@dataclass(frozen=True)
class MostItems:
    """A list has at most ``most`` items."""

    path: Path
    keyword: str
    most: int

    def refused(self, cases: Columns) -> Rows:
        """The rows with a list that is longer."""
        column = cases.at(self.path)
        if column is None or column.lengths.max() <= self.most:
            return NO_ROWS
        return column.rows_of(column.lengths > self.most)


@dataclass(frozen=True)
class KnownItems:
    """No item of a list is null: a fact may be unknown, and one of several has to be something."""

    path: Path
    keyword: str

    def refused(self, cases: Columns) -> Rows:
        """The rows with a list in which an item is null."""
        column = cases.at(self.path)
        items = None if column is None else column.items()
        if items is None or not items.values.null_count:
            return NO_ROWS
        return items.rows_of(~items.known)


@dataclass(frozen=True)
class UniqueItems:
    """No item stands twice in a list; of lists that are longer than ``most``, the items near by."""

    path: Path
    keyword: str
    most: int

    def refused(self, cases: Columns) -> Rows:
        """The rows with an item that stands twice."""
        column = cases.at(self.path)
        if column is None:
            return NO_ROWS
        longest = min(int(column.lengths.max()), self.most)
        if longest < 2:
            return NO_ROWS
        items = column.items()
        lists = np.repeat(np.arange(len(column.values)), column.lengths)
        twice = np.zeros(len(lists), np.bool_)
        for apart in range(1, longest):
            same = items.numbers[apart:] == items.numbers[:-apart]
            same &= lists[apart:] == lists[:-apart]
            twice[apart:] |= same
        return items.rows_of(twice)
