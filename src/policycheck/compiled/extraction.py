"""The facts of many cases as columns, from Arrow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from policycheck.compiled.columns import Bits, Facts, Numbers, packed
from policycheck.lifting.facts import FIRST_DAY
from policycheck.terms import Op, Term, below

_EPOCH = date(1970, 1, 1).toordinal()
_WORDS = 2  # of 64 bits in a decimal


@dataclass(frozen=True)
class Wanted:
    """What is asked of the cases.

    Attributes:
        pointers: The facts of which it is asked whether they are known, and what they are.
        texts: For each pointer of a text, the texts that rules ask for.
        lists: The lists that are followed up to fewer items than the schema allows, with how many.
    """

    pointers: frozenset[str]
    texts: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, int]


def wanted(terms: Iterable[Term], known: Iterable[str], lists: Mapping[str, int]) -> Wanted:
    """What terms ask of the cases.

    Args:
        terms: The terms.
        known: Pointers of which it is asked besides whether they are known.
        lists: See :class:`Wanted`.
    """
    pointers = set(known)
    texts: dict[str, list[str]] = {}
    for term in below(terms):
        if term.op in (Op.KNOWN, Op.HOLDS, Op.VALUE):
            # What is found out case by case is no fact of the cases.
            if term.value.startswith("/"):
                pointers.add(term.value)
        elif term.op is Op.SAYS:
            pointer, text = term.value
            pointers.add(pointer)
            texts.setdefault(pointer, []).append(text)
    return Wanted(
        frozenset(pointers), {key: tuple(each) for key, each in texts.items()}, dict(lists)
    )


@dataclass
class Extracted:
    """The facts of a chunk, and the cases that have more items than are followed."""

    facts: Facts
    beyond: Bits


@dataclass
class _Found:
    known: dict[str, Bits] = field(default_factory=dict)
    holds: dict[str, Bits] = field(default_factory=dict)
    says: dict[tuple[str, str], Bits] = field(default_factory=dict)
    values: dict[str, Numbers] = field(default_factory=dict)


def extract(cases: pa.RecordBatch, asked: Wanted, as_of: pa.Array, known_at: pa.Array) -> Extracted:
    """The facts of canonical cases.

    Args:
        cases: Of :func:`policycheck.tabular.case_type`, valid.
        asked: What is asked of them.
        as_of: The day on which each is judged.
        known_at: The day whose text applies to each.
    """
    extraction = _Extraction(cases.num_rows, asked)
    names = {pointer.split("/")[1] for pointer in asked.pointers}
    for name in names - {"as_of", "known_at"}:
        if cases.schema.get_field_index(name) >= 0:
            extraction.read(f"/{name}", cases.column(name))
    found = extraction.found
    for pointer, days in (("/as_of", as_of), ("/known_at", known_at)):
        found.values[pointer] = _day_numbers(days)
        found.known[pointer] = extraction.every
    facts = Facts(cases.num_rows, found.known, found.holds, found.says, found.values)
    return Extracted(facts, extraction.beyond)


class _Extraction:
    def __init__(self, count: int, asked: Wanted) -> None:
        self.found = _Found()
        self.every = packed(np.ones(count, np.bool_))
        self.beyond = np.zeros_like(self.every)
        self._count = count
        self._asked = asked
        # Every step on the way to a pointer.
        self._ways = {
            "/".join(steps[:end])
            for pointer in asked.pointers
            for steps in [pointer.split("/")]
            for end in range(2, len(steps) + 1)
        }

    def read(self, pointer: str, column: pa.Array) -> None:
        """Read what stands at a pointer, and below it."""
        if pointer not in self._ways or column.null_count == len(column):
            return
        if pointer in self._asked.pointers:
            self.found.known[pointer] = self._valid(column)
        kind = column.type
        if pa.types.is_struct(kind):
            # With the nulls of the struct itself.
            for field_, member in zip(kind, column.flatten(), strict=True):
                self.read(f"{pointer}/{field_.name}", member)
        elif pa.types.is_list(kind):
            self._list(pointer, column)
        elif pa.types.is_boolean(kind):
            self.found.holds[pointer] = _bits(column.fill_null(False))
        elif pa.types.is_string(kind):
            for text in self._asked.texts.get(pointer, ()):
                says = pc.equal(column, pa.scalar(text)).fill_null(False)
                self.found.says[pointer, text] = _bits(says)
        else:
            self.found.values[pointer] = _numbers(column)

    def _valid(self, column: pa.Array) -> Bits:
        return self.every if not column.null_count else _bits(column.is_valid())

    def _list(self, pointer: str, column: pa.Array) -> None:
        lengths = pc.list_value_length(column).fill_null(0).to_numpy(zero_copy_only=False)
        most = int(lengths.max(initial=0))
        if (slots := self._asked.lists.get(pointer)) is not None and most > slots:
            self.beyond |= packed(lengths > slots)
            most = slots
        starts = column.offsets.to_numpy()[:-1]
        for index in range(most):
            if f"{pointer}/{index}" in self._ways:
                there = lengths > index
                places = pa.array(starts + index, mask=~there)
                self.read(f"{pointer}/{index}", column.values.take(places))


def _bits(column: pa.Array) -> Bits:
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    if column.offset:
        column = pa.concat_arrays([column, column.slice(0, 0)])
    return np.frombuffer(column.buffers()[1], np.uint8)[: (len(column) + 7) // 8]


def _numbers(column: pa.Array) -> Numbers:
    kind = column.type
    if pa.types.is_dictionary(kind):
        found: Numbers = column.indices.fill_null(0).to_numpy()
    elif pa.types.is_date32(kind):
        found = _day_numbers(column)
    elif pa.types.is_decimal(kind):
        words = np.frombuffer(column.buffers()[1], np.int64)
        # A decimal of at most 18 digits lies in its lower word.
        found = words[_WORDS * column.offset : _WORDS * (column.offset + len(column)) : _WORDS]
    else:
        found = column.fill_null(0).to_numpy()
    return found


def _day_numbers(column: pa.Array) -> Numbers:
    """Days counted from the year 1; the first of the calendar where none is known."""
    days: Any = column.cast(pa.int32()).fill_null(FIRST_DAY - _EPOCH).to_numpy()
    return np.add(days, _EPOCH, dtype=np.int32)  # type: ignore[no-any-return]
