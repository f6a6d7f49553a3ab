"""The rows of a table of cells: text, or what Excel has in them."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from policycheck.facts import case_from_mapping
from policycheck.facts.documents import refuse
from policycheck.tabular.cells import Notation, column
from policycheck.tabular.exact import finished, read_alone
from policycheck.tabular.heading import Heading
from policycheck.tabular.rows import Numbers, Rows

Bad = Mapping[int, tuple[str, str]]
"""By number of a row: why it has no cells for the heading, and the row as it was."""


def bad_rows(bad: Bad, name: str) -> Rows:
    """The rejects of rows that have no cells for the heading."""
    numbers = list(bad)

    def read(index: int) -> Mapping[str, Any]:
        refuse("bad-row", bad[numbers[index]][0], name)

    def written(index: int) -> str:
        return bad[numbers[index]][1]

    return read_alone(range(len(bad)), np.array(numbers, np.int64), read, written)


def table_rows(
    rows: Sequence[Sequence[Any]],
    numbers: Numbers,
    head: Heading,
    notation: Notation,
    name: str,
    texts: Sequence[str],
) -> Rows:
    """The cases in rows of cells.

    Args:
        rows: As many cells in each as the heading has.
        numbers: The number of each row.
        head: The heading.
        notation: How values are written.
        name: What the table is called in problems.
        texts: Each row as it was.
    """

    def read(index: int) -> Mapping[str, Any]:
        values = [
            None if place is None else notation.best(cell, place.schema)
            for cell, place in zip(rows[index], head.places, strict=True)
        ]
        return case_from_mapping(head.mapping(values, name), name=name).value

    if not rows:
        return read_alone((), numbers, read, texts.__getitem__)
    columns: list[pa.Array | None] = []
    misfits = None
    for cells, place in zip(zip(*rows, strict=True), head.places, strict=True):
        if place is None:
            columns.append(None)
            continue
        values, bad = column(cells, place.schema, notation)
        columns.append(values)
        if bad is not None:
            misfits = bad if misfits is None else pc.or_(misfits, bad)
    node, own = head.constants.added(head.node(columns), len(rows))
    assert own is None, "a heading has no column for a constant"
    return finished(node, numbers, read, texts.__getitem__, misfits)
