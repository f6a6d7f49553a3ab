"""A real local Spark, in several partitions, gives the rows that a file of the same cases gives."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from batch.tables import COUNT, DECISIONS, POLICY, Batch, assert_the_same
from conftest import CI
from policycheck.batch.identity import makers
from policycheck.errors import UsageError

KEY = "claim_number"
PARTITIONS = 5
SETTINGS = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.python.worker.reuse": "true",
    "spark.sql.shuffle.partitions": "4",
    "spark.ui.enabled": "false",
}
Session = Any
Frame = Any


def absent() -> str:
    """Why there is no Spark; empty if there is."""
    try:
        import pandas
        import pyspark  # noqa: F401
    except ModuleNotFoundError as error:
        return f"{error.name} is not installed: see requirements-spark.txt"
    if pandas.__version__ >= "3":
        return f"pyspark does not take pandas {pandas.__version__} yet: see requirements-spark.txt"
    java = Path(os.environ.get("JAVA_HOME", "/nowhere")) / "bin/java"
    found = str(java) if java.exists() else shutil.which("java")
    if found is None:
        return "there is no Java, which Spark runs on"
    working = subprocess.run([found, "-version"], capture_output=True, check=False)
    return "" if working.returncode == 0 else "Java does not start"


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A session with two cores. In CI it has to be there."""
    if reason := absent():
        (pytest.fail if CI else pytest.skip)(reason)
    from pyspark.sql import SparkSession

    directory = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYSPARK_PYTHON", sys.executable)
        patched.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patched.setenv("SPARK_LOCAL_DIRS", str(directory))
        patched.chdir(directory)
        builder = SparkSession.builder.master("local[2]").config(
            "spark.sql.warehouse.dir", str(directory / "warehouse")
        )
        for name, value in SETTINGS.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        yield session
        session.stop()


@pytest.fixture(scope="module")
def frame(spark: Session, cases: pa.Table, tmp_path_factory: pytest.TempPathFactory) -> Frame:
    """The cases in several partitions."""
    import pyarrow.parquet as pq

    file = tmp_path_factory.mktemp("cases") / "cases.parquet"
    pq.write_table(cases, file)
    frame = spark.read.parquet(str(file)).repartition(PARTITIONS, KEY)
    sizes = frame.rdd.glom().map(len).collect()
    assert len(sizes) == PARTITIONS
    assert min(sizes) > 0
    return frame


def decided(frame: Frame, **options: Any) -> pa.Table:
    """The rows, in the order of the key, with the number of the row that it holds."""
    import policycheck.spark

    made = policycheck.spark.decide(frame, POLICY, DECISIONS, **{"keep": [KEY], **options})
    table = made.toArrow()
    assert table.schema.names[-1] == "problems"
    number = pc.utf8_slice_codeunits(table[KEY], 1).cast(pa.int64())
    place = pa.array([DECISIONS.index(each) for each in table["decision"].to_pylist()])
    numbered = table.add_column(0, "row", number).append_column("place", place)
    return numbered.sort_by([("row", "ascending"), ("place", "ascending")]).drop_columns(["place"])


def test_the_rows_are_those_of_batch(frame: Frame, batch: Batch) -> None:
    made = decided(frame)
    assert made.num_rows == COUNT * len(DECISIONS)
    assert_the_same(_as_batch(made), batch)


def _as_batch(table: pa.Table) -> pa.Table:
    """Without what Spark writes of the types of lists otherwise than Arrow."""
    from policycheck.batch.columns import decided_schema
    from policycheck.batch.tables import PROBLEMS

    row, *others = decided_schema(full=False)
    return table.cast(pa.schema([row, pa.field(KEY, pa.string()), *others, PROBLEMS]))


def test_small_batches_and_empty_partitions_change_nothing(
    spark: Session, frame: Frame, batch: Batch
) -> None:
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "2")
    try:
        made = decided(frame.repartition(40, KEY))
    finally:
        spark.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")
    assert_the_same(_as_batch(made), batch)


def test_the_result_is_a_frame_to_work_with(frame: Frame, batch: Batch) -> None:
    import policycheck.spark

    facts = frame.drop(KEY)
    made = policycheck.spark.decide(facts, POLICY, "claims", keep=["provider.kvk"])
    assert made.columns[:3] == ["provider.kvk", "policy", "decision"]
    counted = {row["outcome"]: row["count"] for row in made.groupBy("outcome").count().collect()}
    rows = batch.rows.filter(pc.equal(batch.rows["decision"], "claims"))
    expected = {
        each["values"]: each["counts"] for each in rows["outcome"].value_counts().to_pylist()
    }
    assert counted == {**expected, None: len(batch.rejects)}


def test_rules_of_others_are_sent_along(frame: Frame, root: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(root / "rego", rules)
    with (rules / "asr/ggz_2024/claims.rego").open("a", encoding="utf-8") as module:
        module.write("\n# rules of our own\n")
    import policycheck.spark

    made = policycheck.spark.decide(frame, POLICY, DECISIONS, keep=[KEY], rules=rules)
    shutil.rmtree(rules)  # no node reads it
    assert made.count() == COUNT * len(DECISIONS)


def test_a_node_that_has_something_else_is_an_error(
    frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyspark.errors import PythonException

    import policycheck.spark

    monkeypatch.setattr(
        policycheck.spark, "makers", lambda asked: {**makers(asked), "schema": "sha256:0"}
    )
    made = policycheck.spark.decide(frame, POLICY, DECISIONS, keep=[KEY])
    with pytest.raises(PythonException, match=r"it differs in: schema\. Install the same"):
        made.count()


def test_what_is_wrong_is_said_at_once(frame: Frame) -> None:
    with pytest.raises(UsageError, match='the column "claim_number": there is no fact'):
        decided(frame, keep=[])
    with pytest.raises(UsageError, match='no column "claim" to keep'):
        decided(frame, keep=[KEY, "claim"])


def test_the_figures_of_the_page_follow_from_what_was_measured(root: Path) -> None:
    page = (root / "docs/spark.md").read_text(encoding="utf-8")
    found = json.loads((root / "bench/results/spark.json").read_text(encoding="utf-8"))
    rate = found["second run, rows per second and core"]
    memory = found["memory of a Python worker, MB"]
    read, written = found["input, bytes a row"], found["output, bytes a row"]
    hours = 1e9 / rate / 3600
    for line in (
        f"| rows a second and core | {rate:,} |",
        f"| memory of a Python worker | {memory} MB |",
        f"| input in Parquet | {read:.0f} bytes a row |",
        f"| output in Parquet | {written:.0f} bytes a row |",
        f"| work | {hours:.0f} core-hours |",
        f"| on 64 cores | {hours / 64:.1f} hours |",
        f"take your own price) | {hours * 0.05:.2f} euro |",
        f"| memory for Python on 64 cores | {memory * 64 / 1000:.0f} GB |",
        f"| input read | {read:.0f} GB |",
        f"| output written | {written:.0f} GB |",
    ):
        assert line in page


def test_the_example_of_the_page_runs(
    frame: Frame, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: Batch
) -> None:
    (code,) = re.findall(
        r"```python\n(.*?)```",
        (root / "docs/spark.md").read_text(encoding="utf-8"),
        flags=re.DOTALL,
    )
    frame.write.parquet(str(tmp_path / "claims.parquet"))
    code = code.replace('parquet("', f'parquet("{tmp_path}/')
    names: dict[str, Any] = {}
    exec(code, names)
    assert names["refused"].count() == len(batch.rejects)
    assert sum(row["count"] for row in names["outcomes"].collect()) == COUNT
    assert names["spark"].read.parquet(str(tmp_path / "decided.parquet")).count() == COUNT
