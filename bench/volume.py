"""How fast many cases are decided, by every engine, and what a whole run takes. Prints tables.

python3 dev.py bench [--end-to-end 1000000] [--large 10000000] [--growth] [--plot FILE]

Everything is measured in one run on one machine, the engines in turns, so that the ratios hold even
where the rates do not. Engines run on one core, and whole runs on two. Cases are generated from a
seed (tests/generators/portfolio.py): 40 to 100 facts, conditions met, not met and unknown. It is no
test: a busy machine makes every rate smaller.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests"))  # the generator of cases

from engines import ENGINES, IN_COLUMNS, CannotRunError, Decide, Task  # noqa: E402
from runs import FORMATS, measured_run  # noqa: E402
from start import machine  # noqa: E402

RESULTS = ROOT / "bench/results/volume.json"
TASKS = (
    ("asr.ggz_2024", "eligibility", "statuses of 34 conditions and all readings"),
    ("vgz.msz_2024", "eligibility", "lists of up to 16 specialists"),
)
BASE = "OPA"
SINGLES = 200
GOALS: Mapping[tuple[str, str], float] = {
    ("asr.ggz_2024", "columns"): 2000,
    ("vgz.msz_2024", "columns"): 300,
    ("asr.ggz_2024", "scalar"): 10,
    ("asr.ggz_2024", "batch, parquet"): 200,
    ("asr.ggz_2024", "batch, ndjson"): 60,
}
"""How many times as fast as OPA it should be."""


@dataclass(frozen=True)
class Row:
    """One engine and one decision.

    Attributes:
        decision: Full name.
        engine: The name of the engine, or of the whole run.
        rate: Cases a second, the median; ``None`` if it was not measured.
        spread: Cases a second between the slowest and the quickest round.
        ratio: As a multiple of the rate of OPA.
        goal: What the ratio should be.
        note: Why it was not measured, or what is wrong.
        memory: The most memory of a whole run, in megabytes, of all its processes.
    """

    decision: str
    engine: str
    rate: float | None = None
    spread: float | None = None
    ratio: float | None = None
    goal: float | None = None
    note: str = ""
    memory: float | None = None


def engine_rows(task: Task, rounds: int, names: Iterator[str] | None = None) -> list[Row]:
    """Measure every engine on a task, in turns, after one round that does not count."""
    name = f"{task.policy}.{task.decision}"
    deciding: dict[str, Decide] = {}
    rows: dict[str, Row] = {}
    for engine in names or iter(ENGINES):
        try:
            deciding[engine] = ENGINES[engine](task)
            rows[engine] = Row(name, engine)
        except CannotRunError as error:
            rows[engine] = Row(name, engine, note=str(error))
    right = deciding[BASE]() if BASE in deciding else None
    for engine, decide in deciding.items():
        made = decide()
        if right and made and made != right:
            differing = sum(one != other for one, other in zip(made, right, strict=True))
            rows[engine] = replace(rows[engine], note=f"{differing} of {len(right)} differ")
    rates: dict[str, list[float]] = {engine: [] for engine in deciding}
    for _ in range(rounds):
        for engine, decide in deciding.items():
            start = time.perf_counter()
            decide()
            count = task.rows if engine in IN_COLUMNS else task.singles
            rates[engine].append(count / (time.perf_counter() - start))
    for engine, found in rates.items():
        rows[engine] = replace(
            rows[engine], rate=statistics.median(found), spread=max(found) - min(found)
        )
    return compared(list(rows.values()), task.policy)


def compared(rows: list[Row], policy: str, base: float | None = None) -> list[Row]:
    """With the ratios to OPA, and what they should be."""
    base = base or next((row.rate for row in rows if row.engine == BASE), None)
    return [
        replace(
            row,
            ratio=row.rate / base if base and row.rate else None,
            goal=GOALS.get((policy, row.engine)),
        )
        for row in rows
    ]


def run_rows(
    task: Task, rows: int, base: float | None, workers: int, formats: Sequence[str] = FORMATS
) -> list[Row]:
    """Measure whole runs of the command, with validation and all."""
    name = f"{task.policy}.{task.decision}"
    found = []
    for kind in formats:
        done = measured_run(task, kind, rows, workers)
        note = f"{rows:,} rows in {done.seconds:.1f} s"
        engine = f"batch, {kind}"
        found.append(Row(name, engine, rows / done.seconds, None, note=note, memory=done.megabytes))
    return compared(found, task.policy, base)


def table(rows: list[Row]) -> str:
    """The rows as aligned text."""
    lines = [f"{'':50}{'cases/s':>13}{'spread':>12}{'x OPA':>9}{'goal':>7}{'MB':>7}"]
    for row in rows:
        name = f"{row.decision}: {row.engine}"
        cells = (
            f"{row.rate:13,.0f}" if row.rate else f"{'-':>13}",
            f"{row.spread:12,.0f}" if row.spread else " " * 12,
            f"{row.ratio:9,.1f}" if row.ratio else " " * 9,
            f"{row.goal:7,.0f}" if row.goal else " " * 7,
            f"{row.memory:7,.0f}" if row.memory else " " * 7,
        )
        lines.append(f"{name:50}{''.join(cells)}  {row.note}".rstrip())
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=262_144, help="cases in columns")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--end-to-end", type=int, default=1_000_000, metavar="ROWS", help="of whole runs; 0: none"
    )
    parser.add_argument(
        "--large", type=int, default=0, metavar="ROWS", help="of one more run, from Parquet"
    )
    parser.add_argument("--workers", type=int, default=2, help="of whole runs")
    parser.add_argument("--growth", action="store_true", help="how the cost grows, too")
    parser.add_argument("--json", type=Path, default=RESULTS, help="where the numbers go")
    parser.add_argument("--plot", type=Path, help="draw it, as PNG or SVG")
    options = parser.parse_args()
    described = machine()
    for key, value in described.items():
        print(f"{key}: {value}")
    rows: list[Row] = []
    for policy, decision, about in TASKS:
        task = Task(policy, decision, options.rows, SINGLES)
        print(f"\n{policy}.{decision}: {about}", flush=True)
        found = engine_rows(task, options.rounds)
        if options.end_to_end:
            base = next((row.rate for row in found if row.engine == BASE), None)
            found += run_rows(task, options.end_to_end, base, options.workers)
            if options.large and policy == TASKS[0][0]:
                found += run_rows(task, options.large, base, options.workers, ["parquet"])
        print(table(found), flush=True)
        rows += found
    result: dict[str, Any] = {"machine": described, "rows": [asdict(row) for row in rows]}
    _keep(result, options.json)
    if options.growth:
        from growth import growth, growth_table

        result["growth"] = [asdict(point) for point in growth(options.rounds)]
        print(f"\n{growth_table(result['growth'])}")
        _keep(result, options.json)
    if options.plot:
        from plot import plot

        plot(result, options.plot)


def _keep(result: dict[str, Any], file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
