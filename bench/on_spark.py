"""How fast a local Spark decides a file of cases, and how much memory its Python workers take.

.venv/bin/python bench/on_spark.py [--rows 1000000] [--partitions 16] [--json FILE]

It needs requirements-spark.txt and Java. ``docs/spark.md`` reckons with what it writes.
"""

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests"))

from engines import Task  # noqa: E402
from runs import write  # noqa: E402
from start import machine  # noqa: E402

RESULTS = ROOT / "bench/results/spark.json"
POLICY, DECISION = "asr.ggz_2024", "eligibility"
CORES = 2


def measure(rows: int, partitions: int, directory: Path) -> dict[str, Any]:
    """Decide a file and write the result; the second of two runs counts."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    import policycheck.spark

    file = write(Task(POLICY, DECISION, rows, 1), "parquet", rows, directory)
    builder = SparkSession.builder.master(f"local[{CORES}]").config("spark.ui.enabled", "false")
    session = builder.config("spark.driver.host", "127.0.0.1").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    claims = session.read.parquet(str(file)).repartition(partitions)
    target = directory / "decided.parquet"
    seconds = []
    with Memory() as memory:
        for sample in (0.0001, 0.0001, 0.0):
            start = time.perf_counter()
            decided = policycheck.spark.decide(
                claims, POLICY, DECISION, keep=["provider.kvk"], sample=sample
            )
            decided.write.mode("overwrite").parquet(str(target))
            seconds.append(time.perf_counter() - start)
    count = session.read.parquet(str(target)).count()
    session.stop()
    if count != rows:
        raise SystemExit(f"{rows} rows in, {count} out")
    return {
        "rows": rows,
        "partitions": partitions,
        "cores": CORES,
        "first run, workers started, s": round(seconds[0], 2),
        "second run, s": round(seconds[1], 2),
        "second run, rows per second and core": round(rows / seconds[1] / CORES),
        "without a sample, rows per second and core": round(rows / seconds[2] / CORES),
        "memory of a Python worker, MB": round(memory.most),
        "input, bytes a row": round(_size(file) / rows, 1),
        "output, bytes a row": round(_size(target) / rows, 1),
    }


class Memory:
    """The most memory of any one Python worker of Spark, in megabytes, while it is entered."""

    def __init__(self) -> None:
        self.most = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.2):
            for process in Path("/proc").glob("[0-9]*"):
                try:
                    if b"pyspark.daemon" not in (process / "cmdline").read_bytes():
                        continue
                    lines = (process / "smaps_rollup").read_text(encoding="ascii").splitlines()
                except OSError:
                    continue
                found = [int(line.split()[1]) for line in lines if line.startswith("Pss:")]
                self.most = max(self.most, *(each / 1024 for each in found))


def _size(path: Path) -> int:
    files = path.rglob("*.parquet") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--partitions", type=int, default=16)
    parser.add_argument("--json", type=Path, default=RESULTS, help="where the numbers go")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        found = measure(options.rows, options.partitions, Path(directory))
    result = {"machine": machine(), **found}
    for key, value in found.items():
        print(f"{key}: {value}")
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
