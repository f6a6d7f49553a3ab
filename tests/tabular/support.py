"""The same cases in every format, and short ways to read them."""

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq
from openpyxl import Workbook  # type: ignore[import-untyped]

from policycheck import read_case
from policycheck.errors import InvalidCase, Problem
from policycheck.facts import case_from_mapping
from policycheck.tabular import Block, Reading, Rows, Source, case_at, case_type, open_source
from policycheck.tabular.exact import merged
from policycheck.tabular.whole import whole
from scenario_files import scenarios

Json = dict[str, Any]
FIXTURES = Path(__file__).parents[2] / "fixtures" / "cases"


@cache
def fixtures() -> tuple[Json, ...]:
    """Every case of the fixtures, normalised."""
    return tuple(dict(read_case(file).value) for file in sorted(FIXTURES.rglob("*.yaml")))


@cache
def all_cases() -> tuple[Json, ...]:
    """Every case of the fixtures and the scenarios, normalised."""
    return (*fixtures(), *(dict(scenario.case.value) for scenario in scenarios()))


def rows_of(source: Source) -> Rows:
    """All rows of an input."""
    return merged([source.rows(block) for block in source.blocks()])


def read(path: Path | str, reading: Reading | None = None) -> Rows:
    """All rows of a file."""
    with open_source(str(path), reading) as source:
        return rows_of(source)


def values(rows: Rows) -> list[Json]:
    """The cases as a single case has its value."""
    return [case_at(rows.cases, index) for index in range(rows.cases.num_rows)]


def read_up_to_the_error(source: Source) -> tuple[list[Block], tuple[Problem, ...]]:
    """The blocks that come before the input cannot be read on, and why it cannot."""
    blocks = []
    try:
        for block in source.blocks():
            blocks.append(block)
    except InvalidCase as error:
        return blocks, error.problems
    return blocks, ()


def as_rows(cases: Sequence[Json]) -> pa.RecordBatch:
    """Cases as columns, made another way than by reading a file."""
    from policycheck.tabular.conversion import convert

    found, misfits = convert(pa.array(list(cases), whole().plain), len(cases))
    assert misfits is None
    return pa.RecordBatch.from_struct_array(found)


def flat(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """The names and values of a case as a table has them; items of lists of objects by number."""
    if isinstance(value, Mapping):
        for key, member in value.items():
            yield from flat(member, f"{name}.{key}" if name else key)
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        for number, item in enumerate(value):
            yield from flat(item, f"{name}.{number}")
    else:
        yield name, value


def cell(value: Any) -> str:
    """A value as the text in a cell."""
    if isinstance(value, list):
        return ";".join(map(str, value)) or "[]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def tables(cases: Sequence[Json]) -> tuple[list[str], list[dict[str, Any]]]:
    """The names of all columns and the rows."""
    rows = [dict(flat(case)) for case in cases]
    names: dict[str, None] = {}
    for row in rows:
        names.update(dict.fromkeys(row))
    # Every item of a list needs those before it: that is how the fixtures are.
    return list(names), rows


def write_ndjson(path: Path, cases: Sequence[Json]) -> Path:
    path.write_text("".join(f"{json.dumps(case)}\n" for case in cases), encoding="utf-8")
    return path


def write_json(path: Path, cases: Sequence[Json]) -> Path:
    path.write_text(json.dumps(list(cases), indent=1), encoding="utf-8")
    return path


def csv_text(cases: Sequence[Json], separator: str = ",") -> str:
    names, rows = tables(cases)
    out = io.StringIO()
    writer = csv.DictWriter(out, names, delimiter=separator)
    writer.writeheader()
    writer.writerows({name: cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def write_csv(path: Path, cases: Sequence[Json]) -> Path:
    path.write_bytes(csv_text(cases).encode())
    return path


def write_excel(path: Path, cases: Sequence[Json]) -> Path:
    names, rows = tables(cases)
    book = Workbook()
    sheet = book.active
    sheet.append(names)
    for row in rows:
        sheet.append([excel_cell(row.get(name)) for name in names])
    book.save(path)
    return path


def excel_cell(value: Any) -> Any:
    return cell(value) if isinstance(value, list) else value


def write_parquet(path: Path, cases: Sequence[Json]) -> Path:
    """Nested, as the case is, with row groups of a few rows."""
    size = max(7, len(cases) // 20)
    pq.write_table(pa.Table.from_batches([as_rows(cases)]), path, row_group_size=size)
    return path


def flat_table(cases: Sequence[Json]) -> pa.Table:
    """A column for each fact, of the types that Arrow infers."""
    names, rows = tables(cases)
    columns = []
    for name in names:
        found = [row.get(name) for row in rows]
        numbers = any(isinstance(value, float) for value in found)
        columns.append(pa.array(found, pa.float64() if numbers else None))
    return pa.table(columns, names=names)


def write_flat_parquet(path: Path, cases: Sequence[Json]) -> Path:
    pq.write_table(flat_table(cases), path)
    return path


def write_arrow(path: Path, cases: Sequence[Json]) -> Path:
    batch = as_rows(cases)
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, batch.schema) as writer:
        writer.write_batch(batch.slice(0, 10))
        writer.write_batch(batch.slice(10))
    return path


def write_arrow_stream(path: Path, cases: Sequence[Json]) -> Path:
    table = flat_table(cases)
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=9)
    return path


WRITERS: Mapping[str, Callable[[Path, Sequence[Json]], Path]] = {
    "cases.ndjson": write_ndjson,
    "cases.json": write_json,
    "cases.csv": write_csv,
    "cases.xlsx": write_excel,
    "nested.parquet": write_parquet,
    "flat.parquet": write_flat_parquet,
    "cases.arrow": write_arrow,
    "cases.arrows": write_arrow_stream,
}


def packed(path: Path, how: str) -> Path:
    """The same file packed with gzip or zstd."""
    content = path.read_bytes()
    target = path.with_name(path.name + how)
    if how == ".gz":
        target.write_bytes(gzip.compress(content))
    else:
        with pa.OSFile(str(target), "wb") as sink, pa.CompressedOutputStream(sink, "zstd") as out:
            out.write(content)
    return target


def valid(value: Mapping[str, Any]) -> Json:
    """The value of a case of plain values."""
    return dict(case_from_mapping(value).value)


CASE_TYPE = case_type(whole().schema)
