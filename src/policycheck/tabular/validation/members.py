"""Assertions about the members of one object: which are there, and what goes together."""

from dataclasses import dataclass

import numpy as np

from policycheck.tabular.validation.columns import NO_ROWS, Column, Columns, Mask, Path, Rows


@dataclass(frozen=True)
class Required:
    """A member is known wherever its object is."""

    path: Path
    keyword: str
    name: str

    def refused(self, cases: Columns) -> Rows:
        """The rows with an object that lacks it."""
        column = cases.at(self.path)
        if column is None:
            return NO_ROWS
        member = column.member(self.name)
        if not member.values.null_count:
            return NO_ROWS
        return column.rows_of(column.known & ~member.known)


@dataclass(frozen=True)
class NotBefore:
    """A date does not lie before another date of the same object."""

    path: Path
    keyword: str
    later: str
    earlier: str

    def refused(self, cases: Columns) -> Rows:
        """The rows with an object in which it does."""
        later = cases.at((*self.path, self.later))
        earlier = cases.at((*self.path, self.earlier))
        if later is None or earlier is None:
            return NO_ROWS
        return later.rows_of((later.numbers < earlier.numbers) & later.known & earlier.known)


@dataclass(frozen=True)
class Fits:
    """What a part of a schema says about the members of an object.

    Attributes:
        required: The members that are known.
        excluded: The members that are not.
        constants: By member of an ``enum``, the place of the only value that it may have.
    """

    required: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    constants: tuple[tuple[str, int], ...] = ()

    def mask(self, column: Column) -> Mask:
        """Which objects fit; where there is no object, anything."""
        fits = np.ones(len(column.values), np.bool_)
        for name in self.required:
            fits &= column.member(name).known
        for name in self.excluded:
            fits &= ~column.member(name).known
        for name, place in self.constants:
            member = column.member(name)
            fits &= ~member.known | (member.numbers == place)
        return fits


@dataclass(frozen=True)
class Implies:
    """An object that fits one part of a schema fits another."""

    path: Path
    keyword: str
    condition: Fits
    consequence: Fits

    def refused(self, cases: Columns) -> Rows:
        """The rows with an object that fits the one and not the other."""
        column = cases.at(self.path)
        if column is None or any(
            cases.at((*self.path, name)) is None for name in self.condition.required
        ):
            return NO_ROWS
        wrong = column.known & self.condition.mask(column)
        if not wrong.any():
            return NO_ROWS
        return column.rows_of(wrong & ~self.consequence.mask(column))
