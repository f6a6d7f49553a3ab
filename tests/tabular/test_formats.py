"""The same cases are the same rows in every format, in blocks of any size, in any process."""

import pickle
import sys
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO, TextIOWrapper
from multiprocessing import get_context
from pathlib import Path

import pytest

from policycheck.errors import InvalidCase, UsageError
from policycheck.tabular import BlockSize, InputFormat, Reading, Rows, open_source
from policycheck.tabular.exact import merged
from tabular.support import WRITERS, all_cases, as_rows, fixtures, packed, read, values

CASES = [dict(case) for case in fixtures()]
FEW = CASES[::4]
SIZES = [BlockSize(1, 1), BlockSize(3, 700), BlockSize(64, 5000), BlockSize()]


def same(one: Rows, other: Rows) -> bool:
    return (
        one.numbers.tolist() == other.numbers.tolist()
        and one.cases.equals(other.cases)
        and one.rejects == other.rejects
    )


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_format_gives_the_same_rows_in_blocks_of_any_size(
    tmp_path: Path, name: str, size: BlockSize
) -> None:
    cases = FEW if size.size < 5000 else CASES
    file = WRITERS[name](tmp_path / name, cases)
    rows = read(file, Reading(block=size))
    assert rows.rejects == ()
    assert values(rows) == cases
    assert rows.numbers.tolist() == list(range(1, len(cases) + 1))
    assert rows.cases.equals(as_rows(cases))
    assert rows.cases.schema == as_rows(cases).schema


@pytest.mark.parametrize("name", ["cases.ndjson", "cases.json", "nested.parquet", "cases.arrow"])
def test_thousands_of_rows(tmp_path: Path, name: str) -> None:
    file = WRITERS[name](tmp_path / name, all_cases())
    rows = read(file, Reading(block=BlockSize(300, 200_000)))
    assert rows.rejects == ()
    assert values(rows) == list(all_cases())


@pytest.mark.parametrize("name", ["cases.ndjson", "cases.json", "cases.csv", "cases.arrows"])
@pytest.mark.parametrize("how", [".gz", ".zst"])
def test_packed_files_are_unpacked_as_they_are_read(tmp_path: Path, name: str, how: str) -> None:
    file = packed(WRITERS[name](tmp_path / name, CASES), how)
    assert values(read(file)) == CASES


@pytest.mark.parametrize("name", ["cases.ndjson", "cases.json", "cases.csv", "cases.arrows"])
@pytest.mark.parametrize("how", ["", ".gz", ".zst"])
def test_a_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, how: str) -> None:
    file = WRITERS[name](tmp_path / name, CASES)
    content = (packed(file, how) if how else file).read_bytes()
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(content)))
    kind = InputFormat.ARROW if name.endswith("arrows") else InputFormat(name.split(".")[1])
    source = open_source("-", Reading(format=kind))
    blocks = list(source.blocks())
    assert source.name == "<stdin>"
    assert [block.share for block in blocks] == [None] * len(blocks)
    assert values(merged([source.rows(block) for block in blocks])) == CASES


@pytest.mark.parametrize("kind", [InputFormat.PARQUET, InputFormat.EXCEL])
def test_what_has_to_be_a_file(kind: InputFormat, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read from a pipe; write it to a file first"):
        open_source("-", Reading(format=kind))
    with pytest.raises(UsageError, match="cannot be read from a packed file"):
        open_source(str(tmp_path / "cases.gz"), Reading(format=kind))


@pytest.mark.parametrize("name", ["cases.ndjson", "cases.csv", "nested.parquet", "cases.arrow"])
def test_blocks_and_sources_go_to_other_processes(tmp_path: Path, name: str) -> None:
    file = WRITERS[name](tmp_path / name, CASES)
    source = open_source(str(file), Reading(block=BlockSize(1, 15_000)))
    blocks = list(source.blocks())
    assert len(blocks) > 2
    assert [block.index for block in blocks] == list(range(len(blocks)))
    shares = [block.share or 0 for block in blocks]
    assert shares == sorted(shares)
    assert 0.8 < shares[-1] <= 1
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        parts = list(pool.map(source.rows, blocks))
    assert values(merged(parts)) == CASES


@pytest.mark.parametrize("name", WRITERS)
def test_blocks_may_be_read_in_any_order_and_again(tmp_path: Path, name: str) -> None:
    file = WRITERS[name](tmp_path / name, FEW)
    source = open_source(str(file), Reading(block=BlockSize(4, 3_000)))
    blocks = list(source.blocks())
    copy = pickle.loads(pickle.dumps(source))
    there = [copy.rows(block) for block in blocks]
    back = [copy.rows(block) for block in reversed(blocks)]
    assert all(same(one, other) for one, other in zip(there, reversed(back), strict=True))


def test_the_name_says_the_format(tmp_path: Path) -> None:
    file = WRITERS["cases.ndjson"](tmp_path / "cases.data", CASES)
    with pytest.raises(UsageError, match=r"\.data is no format of cases; say which it has: ndjson"):
        open_source(str(file))
    with pytest.raises(UsageError, match="<stdin>: say which format it has"):
        open_source("-")
    assert values(read(file, Reading(format=InputFormat.NDJSON))) == CASES


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for name in WRITERS:
        with pytest.raises(UsageError, match="cannot be read: No such file"):
            open_source(str(tmp_path / f"no-{name}"))


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_that_changes_is_an_error_at_the_end(tmp_path: Path, name: str) -> None:
    cases = CASES * (1 if name == "cases.xlsx" else 80)
    file = WRITERS[name](tmp_path / name, cases)
    with open_source(str(file), Reading(block=BlockSize(100, 500_000))) as source:
        blocks = source.blocks()
        found = [next(blocks)]
        with file.open("ab") as more:
            more.write(b'{"contract_year": 2024}\n' * 10)
        with pytest.raises(InvalidCase, match="the file changed while it was read"):
            found.extend(blocks)
        if name == "cases.ndjson":  # what was added is not read
            assert values(merged([source.rows(block) for block in found])) == cases


@pytest.mark.parametrize("name", ["cases.ndjson", "cases.csv"])
def test_a_file_that_shrinks_is_an_error_at_the_end(tmp_path: Path, name: str) -> None:
    file = WRITERS[name](tmp_path / name, CASES * 60)
    with open_source(str(file), Reading(block=BlockSize(size=1_000_000))) as source:
        blocks = source.blocks()
        next(blocks)
        file.write_bytes(file.read_bytes()[:1_500_000])
        with pytest.raises(InvalidCase, match="the file changed while it was read"):
            list(blocks)
