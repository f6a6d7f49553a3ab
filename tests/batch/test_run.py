"""The same bytes however the work is divided; nothing lost, nothing twice, nothing unsaid."""

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import duckdb
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from batch.quick import QUESTIONS, made_row, quick_run
from policycheck.batch.columns import output_schema
from policycheck.batch.sampling import SampleDiffers
from policycheck.batch.segments import Segments
from policycheck.errors import EngineError, PolicycheckError, UsageError

ROWS = 1000
GOOD = [n for n in range(1, ROWS + 1) if n % 97 and n % 13]
BAD = [n for n in range(1, ROWS + 1) if n % 97 and not n % 13]


def expected() -> list[dict[str, Any]]:
    found = []
    for number in GOOD:
        for asked in QUESTIONS.decisions:
            row, rest = {"row": number}, made_row(number, *asked)
            kept = {"contract_year": 2000 + number % 100, "provider.kvk": None}
            found.append({**row, **kept, **rest})
    return found


def read(path: Path) -> pa.Table:
    if path.suffix == ".parquet":
        return pq.read_table(path)
    return pa.ipc.open_file(path).read_all()


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One output of each format, by one process."""
    directory = tmp_path_factory.mktemp("outputs")
    names = ("a.parquet", "a.arrow", "a.ndjson", "a.csv", "b.ndjson.gz", "b.csv.zst")
    for name in names:
        quick_run(directory / name, at_once=1000, workers=1, overwrite=True)()
    return {name: directory / name for name in names}


@pytest.mark.parametrize(
    ("name", "at_once", "workers"),
    [
        ("a.parquet", 1, 2),
        ("a.parquet", 7, 1),
        ("a.parquet", 100, 2),  # a block is a segment
        ("a.parquet", 130, 3),
        ("a.arrow", 7, 2),
        ("a.ndjson", 7, 2),
        ("a.csv", 100, 2),
        ("b.ndjson.gz", 250, 2),
        ("b.csv.zst", 33, 2),
    ],
)
def test_the_bytes_do_not_depend_on_how_the_work_is_divided(
    outputs: dict[str, Path], tmp_path: Path, name: str, at_once: int, workers: int
) -> None:
    done = quick_run(tmp_path / name, at_once=at_once, workers=workers)()
    assert (tmp_path / name).read_bytes() == outputs[name].read_bytes()
    assert done.counts.read == len(GOOD) + len(BAD)
    assert (done.counts.decided, done.counts.rejected) == (len(GOOD), len(BAD))
    left = sorted(file.name for file in tmp_path.iterdir())
    assert left == sorted([name, f"{name[0]}.rejects.ndjson"])


@pytest.mark.parametrize("at_once", [1, 50, 100, 130])
def test_what_is_kept_just_at_the_end_of_a_segment_is_kept_as_whole(
    outputs: dict[str, Path], tmp_path: Path, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The segments after such a one were left out of the output, and nobody was told."""
    monkeypatch.setattr("policycheck.batch.run._SAVE", -1.0)
    for name in ("a.parquet", "a.csv"):
        quick_run(tmp_path / name, at_once=at_once, workers=1, overwrite=True)()
        assert (tmp_path / name).read_bytes() == outputs[name].read_bytes()


def test_an_output_that_accounts_for_too_few_rows_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "policycheck.batch.segments.Segments.kept",
        lambda self, kept=Segments.kept: [*kept(self)][:-1],
    )
    with pytest.raises(PolicycheckError, match="some are lost"):
        quick_run(tmp_path / "a.parquet", at_once=100, workers=1)()
    assert not (tmp_path / "a.parquet").exists()


@pytest.mark.parametrize("name", ["a.parquet", "a.arrow"])
def test_every_row_is_there_in_order(outputs: dict[str, Path], name: str) -> None:
    table = read(outputs[name])
    assert table.schema.equals(output_schema(QUESTIONS.keep, False))
    assert table.to_pylist() == expected()


def test_other_readers_of_parquet_agree(outputs: dict[str, Path]) -> None:
    path = outputs["a.parquet"]
    assert pq.ParquetFile(path).metadata.num_row_groups == 10
    numbers = [row["row"] for row in expected()]
    assert polars.read_parquet(path)["row"].to_list() == numbers
    with duckdb.connect() as database:
        found = database.execute(f"select sum(row), sum(len(missing)) from '{path}'").fetchall()
    assert found == [(sum(numbers), sum(len(row["missing"]) for row in expected()))]


def test_lines_of_json_hold_the_same(outputs: dict[str, Path]) -> None:
    text = outputs["a.ndjson"].read_text(encoding="utf-8")
    assert gzip.decompress(outputs["b.ndjson.gz"].read_bytes()).decode() == text
    lines = [json.loads(line) for line in text.splitlines()]
    for line, row in zip(lines, expected(), strict=True):
        row["result"] = json.loads(row["result"])
        assert list(line) == list(row)
        assert line == json.loads(json.dumps(row, default=str))


def test_lines_of_csv_hold_the_same(outputs: dict[str, Path]) -> None:
    text = outputs["a.csv"].read_text(encoding="utf-8")
    with pa.CompressedInputStream(str(outputs["b.csv.zst"]), "zstd") as stream:
        assert stream.read().decode() == text
    rows = list(csv.DictReader(text.splitlines()))
    for line, row in zip(rows, expected(), strict=True):
        assert int(line["row"]) == row["row"]
        assert line["not_met"] == ";".join(row["not_met"])
        assert line["deadlines"] == ("c=2024-07-01" if row["deadlines"] else "")
        assert line["outcome"] == (row["outcome"] or "")


def test_rejects_are_told_with_everything(outputs: dict[str, Path]) -> None:
    text = (outputs["a.csv"].parent / "a.rejects.ndjson").read_text(encoding="utf-8")
    problem = {"code": "wrong-type", "message": "unlucky", "pointer": ""}
    lines = [{"row": n, "problems": [problem], "text": f"row {n}"} for n in BAD]
    assert [json.loads(line) for line in text.splitlines()] == lines


def test_the_counts_are_those_of_the_rows(tmp_path: Path) -> None:
    counts = quick_run(tmp_path / "a.csv")().counts
    rows = expected()
    name = "asr.ggz_2024.eligibility"
    assert counts.outcomes == {
        f"{name} met": sum(row["outcome"] == "met" for row in rows),
        f"{name} not_met": sum(row["outcome"] == "not_met" for row in rows),
        "asr.ggz_2024.claims none": len(GOOD),
    }
    of_first = rows[::2]
    for n in range(3):
        failing = sum(f"condition-{n}" in row["not_met"] for row in of_first)
        assert counts.failing[f"{name} condition-{n}"] == failing
    assert counts.missing[f"{name} /provider/kvk"] == sum(
        map(bool, (r["missing"] for r in of_first))
    )
    assert counts.codes == {"wrong-type": len(BAD)}
    assert counts.one_by_one == sum(n % 10 == 0 for n in GOOD)
    assert counts.asked == {"asr.ggz_2024.claims slow": sum(n % 5 == 0 for n in GOOD)}


@pytest.mark.parametrize("name", ["a.parquet", "a.arrow", "a.ndjson", "a.csv", "a.csv.gz"])
def test_an_input_without_rows_gives_an_output_without_rows(tmp_path: Path, name: str) -> None:
    done = quick_run(tmp_path / name, rows=0)()
    assert done.counts.read == 0
    assert (tmp_path / "a.rejects.ndjson").read_bytes() == b""
    if name in ("a.parquet", "a.arrow"):
        assert read(tmp_path / name).schema.equals(output_schema(QUESTIONS.keep, False))
    if name == "a.csv":
        assert (tmp_path / name).read_text().startswith("row,contract_year,provider.kvk,policy,")


def test_a_sample_that_agrees_is_counted(tmp_path: Path) -> None:
    counts = quick_run(tmp_path / "a.csv", share=0.2)().counts
    assert 100 < counts.sampled < 300
    assert quick_run(tmp_path / "b.csv", share=0.2, at_once=99)().counts.sampled == counts.sampled
    assert quick_run(tmp_path / "c.csv", share=1.0)().counts.sampled == len(GOOD)


def test_a_sample_that_differs_stops_the_run(tmp_path: Path) -> None:
    run = quick_run(tmp_path / "a.parquet", share=1.0, wrong=557)
    with pytest.raises(SampleDiffers) as raised:
        run()
    difference = raised.value.difference
    assert (difference.row, difference.question) == (557, "asr.ggz_2024.eligibility")
    assert json.loads(difference.made)["outcome"] == "met"
    assert json.loads(difference.again)["outcome"] == "not_met"
    assert difference.columns == ("outcome",)
    assert str(raised.value) == (
        "row 557, asr.ggz_2024.eligibility: decided with many others and decided by itself, it"
        " comes out differently in outcome\n"
        f"  with others: {difference.made}\n"
        f"  by itself:   {difference.again}\n"
        "The second is what policycheck eval says. One of the two is wrong, so no decision of this"
        " run can be trusted; the run has stopped.\n"
        f"{tmp_path / 'a.parquet'} was not written. Delete {tmp_path / 'a.parquet.part'} if it is"
        " there: it holds rows that were decided before, in the same way.\n"
        "Please report it, with these lines and the row. Until it is mended, decide cases with"
        " policycheck eval."
    )
    assert not (tmp_path / "a.parquet").exists()
    assert not (tmp_path / "a.rejects.ndjson").exists()


def test_a_decider_that_loses_a_row_is_found_out(tmp_path: Path) -> None:
    with pytest.raises(PolicycheckError, match="the decisions are not those of the rows"):
        quick_run(tmp_path / "a.csv", lossy=True)()
    assert not (tmp_path / "a.csv").exists()


def test_an_input_that_breaks_off_leaves_what_came_before(tmp_path: Path) -> None:
    with pytest.raises(PolicycheckError, match="in the middle of a row"):
        quick_run(tmp_path / "a.ndjson", broken_after=500)()
    lines = "".join(
        each.read_text() for each in sorted((tmp_path / "a.ndjson.part").glob("*[0-9].ndjson"))
    )
    assert json.loads(lines.splitlines()[-1])["row"] == 504  # the end of a block of seven
    assert not (tmp_path / "a.ndjson").exists()


def test_a_rule_that_fails_stops_the_run_and_names_the_row(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="row 651: two values") as raised:
        quick_run(tmp_path / "a.ndjson", failing=651)()
    assert raised.value.code == "eval_conflict_error"
    assert quick_run(tmp_path / "a.ndjson", resume=True)().resumed > 500


def test_what_is_there_is_not_replaced(tmp_path: Path) -> None:
    output = tmp_path / "a.csv"
    output.write_text("mine")
    with pytest.raises(UsageError, match=r"a\.csv is there already"):
        quick_run(output)()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.csv"]
    assert output.read_text() == "mine"
    quick_run(output, overwrite=True)()
    assert output.read_text() != "mine"
    with pytest.raises(UsageError, match="is there already"):
        quick_run(output, resume=True)()


def test_a_directory_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no directory"):
        quick_run(tmp_path / "absent/a.csv")()
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(UsageError, match="is a directory"):
        quick_run(tmp_path / "b.csv")()
