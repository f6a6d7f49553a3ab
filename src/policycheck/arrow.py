"""Decides cases that another program has in memory: Arrow, Polars, DuckDB, pandas.

::

    import polars
    import policycheck.arrow

    cases = polars.read_parquet("cases.parquet")
    decided = policycheck.arrow.decide(cases, "asr.ggz_2024", "eligibility", keep=["claim_number"])
    polars.from_arrow(decided)

It needs the extra ``batch``. ``docs/other-programs.md`` has more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from policycheck.errors import MissingExtra, UsageError

try:
    import pyarrow as pa

    from policycheck.batch.tables import Asked, Columns, TableDecider, asked, columns_of
except ModuleNotFoundError as error:
    if error.name is None or error.name.startswith("policycheck"):
        raise
    raise MissingExtra("policycheck.arrow", "batch") from None

__all__ = ["decide"]


def decide(
    cases: Any,
    policy: str,
    decision: str | Sequence[str] | None = None,
    *,
    as_of: date | None = None,
    known_at: date | None = None,
    readings: Mapping[str, str] | None = None,
    rules: str | Path | None = None,
    keep: Sequence[str] = (),
    sample: float = 0.0001,
) -> pa.RecordBatchReader:
    """What a policy decides about every row of a table.

    The rows are those of ``policycheck batch``: one per case and decision, in the order of the
    cases, with a last column ``problems``. A row that cannot be decided is there too, as often: its
    ``problems`` say why, and all else but what is kept is null. For one that was decided
    ``problems`` is null. So there are as many rows as cases times decisions.

    Args:
        cases: A ``pyarrow`` table, batch or reader, batches one after the other, or whatever offers
            an Arrow stream, as the frames of Polars and pandas and the relations of DuckDB do. Each
            column is a fact under its name (``provider.kvk``), or nested as a case is.
        policy: The policy's id, such as ``asr.ggz_2024``.
        decision: One of its decisions or several, in the order of the policy; by default all.
        as_of: The day on which every row is judged; by default as the row says, else today.
        known_at: The day whose text applies; by default as the row says, else the day judged.
        readings: Readings to fix, by id, to one of their defensible values.
        rules: A rules directory; by default the rules that come with policycheck.
        keep: Columns that go along as they are, such as a key; they need not be facts. A dotted
            path means a member of a nested column.
        sample: The share of the rows that is decided a second time, one by one; if a row comes out
            otherwise, that is an error.

    Returns:
        A reader: the rows are decided as they are read. ``read_all()`` gives a table; Polars,
        DuckDB and pandas take the reader itself.

    Raises:
        UsageError: Something that was named does not exist, or a column is no fact.
        RulesError: A manifest is not valid.
        EngineError: The Rego does not compile, or, while rows are read, a rule failed.
        SampleDiffers: While rows are read: a row of the sample was decided otherwise.
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
    reader = _reader(cases)
    columns = columns_of(reader.schema, question.keep)
    return pa.RecordBatchReader.from_batches(columns.result, _decided(reader, question, columns))


def _decided(
    reader: pa.RecordBatchReader, question: Asked, columns: Columns
) -> Iterator[pa.RecordBatch]:
    decider = TableDecider(question)
    first = 1
    for batch in reader:
        yield from decider.decided(batch, first, columns)
        first += batch.num_rows


def _reader(cases: Any) -> pa.RecordBatchReader:
    if isinstance(cases, pa.RecordBatchReader):
        return cases
    if isinstance(cases, pa.RecordBatch):
        return pa.RecordBatchReader.from_batches(cases.schema, [cases])
    if hasattr(cases, "__arrow_c_stream__"):
        return pa.RecordBatchReader.from_stream(cases)
    if isinstance(cases, Iterable) and not isinstance(cases, str | bytes | Mapping):
        return _reader_of(iter(cases))
    raise _no_table(cases)


def _reader_of(batches: Iterator[Any]) -> pa.RecordBatchReader:
    first = next(batches, None)
    if first is None:
        raise UsageError("there is no batch, and so it is not known which columns there are")
    if not isinstance(first, pa.RecordBatch):
        raise _no_table(first)

    def same() -> Iterator[pa.RecordBatch]:
        yield first
        for batch in batches:
            if not isinstance(batch, pa.RecordBatch) or batch.schema != first.schema:
                raise UsageError("a batch has other columns than the first one")
            yield batch

    return pa.RecordBatchReader.from_batches(first.schema, same())


def _no_table(cases: object) -> UsageError:
    return UsageError(
        f"a {type(cases).__name__} is no table: give a pyarrow table, batches, or a frame that"
        " offers an Arrow stream"
    )
