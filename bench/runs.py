"""Whole runs of ``policycheck batch`` in processes of their own: how long, and how much memory."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from engines import Task

from generators.portfolio import plain_columns, spread
from policycheck.batch.one_by_one import compact
from policycheck.tabular import case_at

FORMATS = ("parquet", "ndjson")
_AT_ONCE = 100_000
_DIFFERENT = 10  # parts of a Parquet file, which come again
_PAUSE = 0.1


@dataclass(frozen=True)
class Measured:
    """What a run took.

    Attributes:
        seconds: From start to end, Python's own start included.
        megabytes: The most memory of all its processes together; shared pages count once. 0 where
            the system does not say.
    """

    seconds: float
    megabytes: float


def measured_run(task: Task, kind: str, rows: int, workers: int) -> Measured:
    """Run the command over so many rows of a task; an error ends the benchmark."""
    with tempfile.TemporaryDirectory() as directory:
        source = write(task, kind, rows, Path(directory))
        target = source.with_name(f"decided.{kind if kind == 'parquet' else 'ndjson'}")
        asked = ["-d", f"{task.policy}.{task.decision}", "--workers", str(workers)]
        quiet = ["--quiet", "--no-progress"]
        command = ["batch", str(source), *asked, "-o", str(target), *quiet]
        start = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-m", "policycheck", *command])
        most = 0.0
        while process.poll() is None:
            most = max(most, _memory(process.pid))
            time.sleep(_PAUSE)
        seconds = time.perf_counter() - start
        if process.returncode:
            raise SystemExit(f"policycheck {' '.join(command)} ended with {process.returncode}")
        return Measured(seconds, most)


def write(task: Task, kind: str, rows: int, directory: Path) -> Path:
    """A file of cases, written part by part."""
    file = directory / f"cases.{kind}"
    if kind == "parquet":
        plain = plain_columns(task.drawn)
        with pq.ParquetWriter(file, plain.schema) as writer:
            parts: dict[int, pa.Table] = {}
            for index, start in enumerate(range(0, rows, _AT_ONCE)):
                part = index % _DIFFERENT
                if part not in parts:
                    found = spread(task.drawn, _AT_ONCE, str(part))
                    parts[part] = _like(plain_columns(found), plain.schema)
                writer.write_table(parts[part].slice(0, rows - start))
        return file
    lines = [compact(case_at(task.drawn, place)) for place in range(task.drawn.num_rows)]
    with file.open("w", encoding="utf-8") as out:
        for row in range(rows):
            out.write(lines[row % len(lines)])
            out.write("\n")
    return file


def _like(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """The table with the columns of a schema; a part may have fewer facts than the whole."""
    return pa.Table.from_pylist(table.to_pylist(), schema) if table.schema != schema else table


def _memory(pid: int) -> float:
    """The memory of a process and all those below it, in megabytes."""
    total, todo = 0, [pid]
    while todo:
        process = todo.pop()
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
            for thread in os.listdir(f"/proc/{process}/task"):  # noqa: PTH208
                children = Path(f"/proc/{process}/task/{thread}/children")
                todo += [int(child) for child in children.read_text(encoding="ascii").split()]
        except (OSError, StopIteration):
            continue
    return total / 1024
