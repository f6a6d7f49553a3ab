"""A table of files, some of them bad, and what ``policycheck batch`` makes of it."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from generators.portfolio import Portfolio, as_columns, plain_columns
from policycheck import load

POLICY = "asr.ggz_2024"
DECISIONS = ["eligibility", "claims"]
COUNT = 120
BAD = {4: "invalid-identifier", 51: "invalid-identifier", 60: "day-needed", 120: "contradiction"}
"""The rows that cannot be decided, by number, and the code of what is wrong with them."""


def table() -> pa.Table:
    """Files with a key of their own, ``claim_number``, which is no fact."""
    policies = load(policies=[POLICY])
    files = list(Portfolio(policies, POLICY, DECISIONS[0]).files(COUNT))
    for number in (4, 51):
        files[number - 1]["provider"]["kvk"] = "00000000"
    files[119] = {"contract_year": 2024, "as_of": "2024-02-01", "provider": {"kvk": "01234567"}}
    files[119]["provider"]["started_on"] = "2023-01-01"
    files[119]["insurers"] = {"asr": {"turnover": {"2022": 0}}}
    plain = plain_columns(as_columns(files))
    plain = _changed(plain, "provider", "kvk", {4: "1234", 51: "123456789"})
    plain = _changed(plain, "insurers.asr.turnover", "2022", {120: Decimal("5.00")})
    as_of = [None if row == 60 else day for row, day in enumerate(plain["as_of"].to_pylist(), 1)]
    plain = plain.set_column(
        plain.schema.get_field_index("as_of"), "as_of", pa.array(as_of, pa.date32())
    )
    return plain.append_column(
        "claim_number", pa.array([f"c{row:03}" for row in range(1, COUNT + 1)])
    )


def _changed(table: pa.Table, path: str, member: str, values: dict[int, Any]) -> pa.Table:
    """The table with other values of one nested fact, by number of the row."""
    first, *others = path.split(".")
    (batch,) = table.combine_chunks().to_batches()
    index = batch.schema.get_field_index(first)
    column = _struct_changed(batch.column(index), others, member, values)
    return table.set_column(index, first, column)


def _struct_changed(
    column: pa.StructArray, path: Sequence[str], member: str, values: dict[int, Any]
) -> pa.StructArray:
    name = path[0] if path else member
    arrays = [column.field(place) for place in range(column.type.num_fields)]
    place = column.type.get_field_index(name)
    if path:
        arrays[place] = _struct_changed(arrays[place], path[1:], member, values)
    else:
        mask = pa.array([row in values for row in range(1, len(column) + 1)])
        new = pa.array([values[row] for row in sorted(values)], arrays[place].type)
        arrays[place] = pc.replace_with_mask(arrays[place], mask, new)
    return pa.StructArray.from_arrays(arrays, fields=list(column.type), mask=column.is_null())


@dataclass(frozen=True)
class Batch:
    """What a run wrote.

    Attributes:
        rows: The output.
        rejects: The lines of the rejects file.
    """

    rows: pa.Table
    rejects: list[dict[str, Any]]


def batch_of(table: pa.Table, directory: Path, *options: str) -> Batch:
    """What ``policycheck batch`` makes of the facts in a table."""
    pq.write_table(table.drop_columns(["claim_number"]), directory / "cases.parquet")
    asked = [word for decision in DECISIONS for word in ("-d", f"{POLICY}.{decision}")]
    how = ["-o", "out.parquet", "--quiet", "--no-progress", "--workers", "1", *options]
    made = subprocess.run(
        [sys.executable, "-m", "policycheck", "batch", "cases.parquet", *asked, *how],
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (made.returncode, made.stderr) == (1, "")
    lines = (directory / "out.rejects.ndjson").read_text(encoding="utf-8").splitlines()
    return Batch(pq.read_table(directory / "out.parquet"), [json.loads(line) for line in lines])


def assert_the_same(decided: pa.Table, batch: Batch) -> None:
    """That a table has the rows of a run, refused ones included; it is ordered."""
    good = decided.filter(pc.is_null(decided["problems"]))
    assert good.select(batch.rows.schema.names).equals(batch.rows)
    bad = decided.filter(pc.is_valid(decided["problems"])).to_pylist()
    assert [
        {"row": row["row"], "decision": row["decision"], "problems": row["problems"]} for row in bad
    ] == [
        {"row": reject["row"], "decision": decision, "problems": reject["problems"]}
        for reject in batch.rejects
        for decision in DECISIONS
    ]
    for row in bad:
        said = {"row", "claim_number", "policy", "decision", "problems"}
        assert {name for name, value in row.items() if value is not None} == said
        assert row["policy"] == POLICY
        assert BAD[row["row"]] in {problem["code"] for problem in row["problems"]}


DAY = date(2024, 6, 10)
