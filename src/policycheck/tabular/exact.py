"""Rows that do not fit as they stand are read by themselves, which decides and says why."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from policycheck.errors import InvalidCase
from policycheck.tabular.conversion import convert
from policycheck.tabular.nodes import Node
from policycheck.tabular.rows import Numbers, Reject, Rows, cut
from policycheck.tabular.whole import whole

ReadCase = Callable[[int], Mapping[str, Any]]
"""Reads the row at an index by itself; raises ``InvalidCase`` with what is wrong with it."""

Written = Callable[[int], str]
"""The row at an index as it was written."""


def finished(
    node: Node,
    numbers: Numbers,
    read: ReadCase,
    written: Written,
    doubtful: pa.Array | None = None,
) -> Rows:
    """The rows of a block: those that fit as they stand, and those that are cases when read.

    Args:
        node: The rows as a tree of arrays.
        numbers: Their numbers, ascending.
        read: Reads one of them by itself.
        written: Shows one of them.
        doubtful: Which of them have to be read by themselves in any case.
    """
    cases, misfits = convert(node, len(numbers))
    if doubtful is not None:
        misfits = doubtful if misfits is None else pc.or_(misfits, doubtful)
    if misfits is None:
        return Rows(numbers, pa.RecordBatch.from_struct_array(cases), ())
    alone = np.flatnonzero(misfits.to_numpy(zero_copy_only=False))
    fits = np.delete(np.arange(len(numbers)), alone)
    one_by_one = read_alone(alone.tolist(), numbers[alone], read, written)
    whole = Rows(numbers[fits], pa.RecordBatch.from_struct_array(cases.take(pa.array(fits))), ())
    return merged([whole, one_by_one])


def read_alone(indices: Sequence[int], numbers: Numbers, read: ReadCase, written: Written) -> Rows:
    """The rows at some indices, each read by itself."""
    values, kept, rejects = [], [], []
    for index, number in zip(indices, numbers.tolist(), strict=True):
        try:
            values.append(read(index))
            kept.append(number)
        except InvalidCase as error:
            rejects.append(Reject(number, error.problems, cut(written(index))))
    cases, misfits = convert(pa.array(values, whole().plain), len(values))
    assert misfits is None, "a case that is valid has a place in the columns"
    numbers = np.array(kept, np.int64)
    return Rows(numbers, pa.RecordBatch.from_struct_array(cases), tuple(rejects))


def merged(parts: Sequence[Rows]) -> Rows:
    """The rows of several parts in the order of their numbers."""
    if not parts:
        return read_alone((), np.array([], np.int64), _nothing, str)
    if len(parts) == 1:
        return parts[0]
    numbers = np.concatenate([part.numbers for part in parts])
    order = np.argsort(numbers, kind="stable")
    cases = pa.concat_arrays([part.cases.to_struct_array() for part in parts])
    if not np.array_equal(order, np.arange(len(order))):
        cases = cases.take(pa.array(order))
    rejects = sorted((reject for part in parts for reject in part.rejects), key=_row)
    return Rows(numbers[order], pa.RecordBatch.from_struct_array(cases), tuple(rejects))


def _nothing(_: int) -> Mapping[str, Any]:
    return {}


def _row(reject: Reject) -> int:
    return reject.row
