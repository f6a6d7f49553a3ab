"""Decides the rows of a data frame of Apache Spark, on every node of its cluster.

::

    import policycheck.spark

    decided = policycheck.spark.decide(claims, "asr.ggz_2024", "eligibility", keep=["claim_number"])
    decided.groupBy("outcome").count().show()

It needs the extra ``spark``, on the nodes too. ``docs/spark.md`` has more.
"""

import io
import pickle
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycheck.errors import MissingExtra, PolicycheckError, RulesError

try:
    import pyarrow as pa
    from pyspark import TaskContext
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    from policycheck.batch.identity import makers
    from policycheck.batch.tables import Asked, TableDecider, asked, columns_of
except ModuleNotFoundError as error:
    if error.name is None or error.name.startswith("policycheck"):
        raise
    raise MissingExtra("policycheck.spark", "spark") from None

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["decide"]

_PER_PARTITION = 1 << 33
"""Rows of a partition are numbered from a multiple of it, as Spark does for ids of its own."""

_RULE_FILES = ("*.rego", "*.yaml")
_ZIP_BEGAN = (1980, 1, 1, 0, 0, 0)


def decide(
    dataframe: "DataFrame",
    policy: str,
    decision: str | Sequence[str] | None = None,
    *,
    as_of: date | None = None,
    known_at: date | None = None,
    readings: Mapping[str, str] | None = None,
    rules: str | Path | None = None,
    keep: Sequence[str] = (),
    sample: float = 0.0001,
) -> "DataFrame":
    """What a policy decides about every row of a data frame.

    The rows are those of :func:`policycheck.arrow.decide` but for the number of the row, which has
    no meaning in Spark: name a key in ``keep``. Nothing is decided before the result is used.

    Args:
        dataframe: Each row is a case; each column is a fact under its name (``provider.kvk``), or
            nested as a case is.
        policy: The policy's id, such as ``asr.ggz_2024``.
        decision: One of its decisions or several; by default all.
        as_of: The day on which every row is judged; by default as the row says, else the day on
            which this is called.
        known_at: The day whose text applies; by default as the row says, else the day judged.
        readings: Readings to fix, by id, to one of their defensible values.
        rules: A rules directory of the driver; it is sent along. By default the rules that come
            with policycheck, which have to be the same on every node.
        keep: Columns that go along as they are, such as a key; they need not be facts. A dotted
            path means a member of a nested column.
        sample: The share of the rows that is decided a second time, one by one; if a row comes out
            otherwise, that is an error.

    Raises:
        UsageError: Something that was named does not exist, or a column is no fact.
        RulesError: A manifest is not valid.
    """
    question = asked(
        policy,
        decision,
        as_of=as_of,
        known_at=known_at,
        readings=readings,
        rules=rules,
        keep=keep,
        sample=sample,
    )
    columns = columns_of(to_arrow_schema(dataframe.schema), question.keep, numbered=False)
    shipment = pickle.dumps(_Shipment(question, _packed(question), makers(question.questions)))

    def decided(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return _decided(shipment, batches)

    return dataframe.mapInArrow(decided, from_arrow_schema(columns.result))


@dataclass(frozen=True)
class _Shipment:
    """What every Python worker gets.

    Attributes:
        asked: The questions.
        rules: The rules directory as a ZIP file, if it is not the shipped one.
        makers: What decides, on the driver.
    """

    asked: Asked
    rules: bytes | None
    makers: Mapping[str, Any]


def _packed(question: Asked) -> bytes | None:
    """The rules directory as a ZIP file, the same for the same rules."""
    root = question.questions.rules
    if root is None:
        return None
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(each for kind in _RULE_FILES for each in root.rglob(kind)):
            name = zipfile.ZipInfo(file.relative_to(root).as_posix(), _ZIP_BEGAN)
            name.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(name, file.read_bytes())
    return content.getvalue()


def _decided(shipment: bytes, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The rows of one partition, on a worker."""
    task = TaskContext.get()
    first = (task.partitionId() if task else 0) * _PER_PARTITION + 1
    columns = None
    for batch in batches:
        decider, keep = _unpacked(shipment)
        columns = columns or columns_of(batch.schema, keep, numbered=False)
        yield from decider.decided(batch, first, columns)
        first += batch.num_rows


@lru_cache(maxsize=2)
def _unpacked(shipment: bytes) -> tuple[TableDecider, tuple[str, ...]]:
    """What decides, made once in a Python worker; Spark uses a worker for many partitions."""
    content: _Shipment = pickle.loads(shipment)  # noqa: S301  # sent by our own driver
    question = content.asked
    if content.rules is not None:
        question = question.with_rules(_Rules(content.rules).path)
    try:
        here = makers(question.questions)
    except RulesError as error:
        raise PolicycheckError(f"on this node of the cluster: {error}") from error
    if here != content.makers:
        different = ", ".join(name for name in here if here[name] != content.makers[name])
        raise PolicycheckError(
            "this node of the cluster has not what the driver has, so it could decide otherwise;"
            f" it differs in: {different}. Install the same policycheck on every node"
        )
    return TableDecider(question), question.keep


class _Rules:
    """A rules directory as long as this process lives."""

    _directories: list["tempfile.TemporaryDirectory[str]"] = []  # noqa: RUF012

    def __init__(self, content: bytes) -> None:
        directory = tempfile.TemporaryDirectory(prefix="policycheck-rules-")
        self._directories.append(directory)
        self.path = Path(directory.name)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            archive.extractall(self.path)
