"""What docs/other-programs.md shows runs, and gives the same rows each time."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from batch.tables import Batch
from policycheck.batch.tables import PROBLEMS

PAGE = (Path(__file__).parents[2] / "docs/other-programs.md").read_text(encoding="utf-8")
HEADS = ("Polars", "DuckDB", "More than fits in memory", "What else can be said")


@pytest.fixture
def ran(
    tmp_path: Path, cases: pa.Table, monkeypatch: pytest.MonkeyPatch, request: Any
) -> dict[str, Any]:
    """The names that an example leaves."""
    pq.write_table(cases, tmp_path / "claims.parquet")
    monkeypatch.chdir(tmp_path)
    section = PAGE.split(f"## {request.param}\n")[1].split("\n## ")[0]
    (code,) = re.findall(r"```python\n(.*?)```", section, flags=re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    return names


@pytest.fixture
def expected(batch: Batch) -> dict[str | None, int]:
    rows = [row for row in batch.rows.to_pylist() if row["decision"] == "eligibility"]
    return {**Counter(row["outcome"] for row in rows), None: len(batch.rejects)}


def test_every_example_is_run() -> None:
    assert tuple(re.findall(r"^## (.*)$", PAGE, flags=re.MULTILINE)) == HEADS


@pytest.mark.parametrize("ran", ["Polars"], indirect=True)
def test_polars(ran: dict[str, Any], expected: dict[str | None, int], batch: Batch) -> None:
    assert dict(ran["outcomes"].iter_rows()) == expected
    assert len(ran["refused"]) == len(batch.rejects)


@pytest.mark.parametrize("ran", ["DuckDB"], indirect=True)
def test_duckdb(ran: dict[str, Any], expected: dict[str | None, int]) -> None:
    assert dict(ran["outcomes"]) == expected


@pytest.mark.parametrize("ran", ["More than fits in memory"], indirect=True)
def test_a_stream(ran: dict[str, Any], expected: dict[str | None, int]) -> None:
    assert Counter(pq.read_table("decided.parquet")["outcome"].to_pylist()) == expected


@pytest.mark.parametrize("ran", ["What else can be said"], indirect=True)
def test_every_option(ran: dict[str, Any], cases: pa.Table) -> None:
    assert ran["decided"].num_rows == 2 * cases.num_rows
    assert ran["decided"].schema.names[:3] == ["row", "claim_number", "provider.kvk"]


def test_the_column_that_is_added_is_told() -> None:
    members = ", ".join(f"`{field.name}`" for field in PROBLEMS.type.value_type)
    assert f"| `{PROBLEMS.name}` | list | {members}: " in PAGE
