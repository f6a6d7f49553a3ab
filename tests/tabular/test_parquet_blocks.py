"""How a Parquet file is cut: by its row groups where they are small."""

from itertools import accumulate, pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from policycheck.tabular import BlockSize, Reading, open_source

AT_ONCE = 1
WHOLE = 16


@pytest.mark.parametrize(
    "groups",
    [[10], [3, 3, 3], [25], [2, 17, 1, 35, 3], [16, 16, 16], [15, 2], [1] * 20, []],
    ids=str,
)
def test_a_small_row_group_lies_in_one_block(tmp_path: Path, groups: list[int]) -> None:
    file = tmp_path / "cases.parquet"
    with pq.ParquetWriter(file, pa.schema([("contract_year", pa.int64())])) as writer:
        for number, size in enumerate(groups):
            table = pa.table({"contract_year": pa.array([2000 + number] * size, pa.int64())})
            writer.write_table(table, row_group_size=size)
    with open_source(str(file), Reading(block=BlockSize(rows=AT_ONCE))) as source:
        blocks = list(source.blocks())
        parts = [part for block in blocks for part in source.parts(block)]
    there = [range(block.first - 1, block.first - 1 + block.payload) for block in blocks]
    assert max(map(len, there), default=0) <= WHOLE
    for begin, end in pairwise([0, *accumulate(groups)]):
        within = [block for block in there if block.start < end and block.stop > begin]
        assert len(within) == max(1, -(-(end - begin) // WHOLE))
    assert max((len(part.numbers) for part in parts), default=0) <= AT_ONCE
    numbers = [number for part in parts for number in part.numbers.tolist()]
    assert numbers == list(range(1, sum(groups) + 1))
    years = [year for part in parts for year in part.cases["contract_year"].to_pylist()]
    assert years == [2000 + number for number, size in enumerate(groups) for _ in range(size)]
