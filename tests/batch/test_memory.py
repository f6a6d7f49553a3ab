"""What a worker has read and decided is gone when it goes on with the next block.

Arrow's memory is not Python's: the garbage collector does not know how much hangs on a cycle and
leaves it for long, and a run over a large file takes all the memory there is.
"""

import gc
import weakref
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from policycheck.batch.encodings import encoding_for
from policycheck.batch.questions import Questions
from policycheck.batch.work import Job, Worker
from policycheck.tabular import Block, BlockSize, Reading, open_source
from tabular.support import WRITERS, fixtures

QUESTIONS = Questions((("asr.ggz_2024", "eligibility"),), today=date(2024, 6, 10))


def held_in_cycles(worker: Worker, blocks: list[Block]) -> list[Any]:
    """What of Arrow only the garbage collector would free after the worker was given blocks."""
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        for block in blocks:
            worker.pieces(block)
        gc.collect()
        arrow = (pa.Array, pa.ChunkedArray, pa.RecordBatch, pa.Table, pa.RecordBatchReader)
        return [each for each in gc.garbage if isinstance(each, arrow)]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


@pytest.mark.parametrize("name", WRITERS)
def test_no_rows_wait_for_the_garbage_collector(tmp_path: Path, name: str) -> None:
    cases = [{**dict(case), "as_of": "2024-06-10"} for case in fixtures()]
    file = WRITERS[name](tmp_path / name, cases)
    with open_source(str(file), Reading(block=BlockSize(rows=3, size=10_000))) as source:
        worker = Worker(Job(source, QUESTIONS, encoding_for("decided.parquet", None)))
        blocks = list(source.blocks())
        worker.pieces(blocks[0])
        assert held_in_cycles(worker, blocks) == []


def test_a_reader_of_parquet_is_gone_when_another_takes_over(tmp_path: Path) -> None:
    cases = [dict(case) for case in fixtures()]
    file = WRITERS["nested.parquet"](tmp_path / "cases.parquet", cases)
    with open_source(str(file), Reading(block=BlockSize(rows=1))) as source:
        blocks = list(source.blocks())
        gc.disable()
        try:
            source.rows(blocks[0])
            first = weakref.ref(source._cursor)  # type: ignore[attr-defined]
            source.rows(blocks[-1])
            assert first() is None
        finally:
            gc.enable()
