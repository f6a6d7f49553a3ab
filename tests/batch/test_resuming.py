"""A run that is killed, stopped or out of disk goes on where it was, to the same bytes."""

import json
import os
import random
import resource
import signal
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from batch.conftest import Start, until
from batch.quick import quick_run
from policycheck.batch.pool import WorkerDied
from policycheck.errors import PolicycheckError, UsageError

NAMES = ["a.parquet", "a.csv.gz"]
Whole = Callable[[str], list[bytes]]
SLOW = ("--rows", 2000, "--at-once", 10, "--pause", 0.02)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The output and the rejects of a run that nobody stopped, by name."""

    @cache
    def made(name: str) -> list[bytes]:
        directory = tmp_path_factory.mktemp("whole")
        quick_run(directory / name, rows=2000, at_once=500)()
        return written(directory / name)

    return made


def written(output: Path) -> list[bytes]:
    files = sorted(file for file in output.parent.iterdir() if file.is_file())
    return [file.read_bytes() for file in files]


@pytest.mark.parametrize("name", NAMES)
def test_a_run_that_is_killed_again_and_again_gives_the_same_bytes(
    tmp_path: Path, whole: Whole, start: Start, name: str
) -> None:
    output = tmp_path / "killed" / name
    output.parent.mkdir()
    chance = random.Random(f"killed {name}")
    part = output.with_name(f"{name}.part")
    kills = 0
    while not output.exists():
        known = {file.name for file in part.glob("*.json")} if part.exists() else set()
        process = start(output, *SLOW, "--resume")

        def further(known: set[str] = known, process: "subprocess.Popen[str]" = process) -> bool:
            """The run has kept something more, or ended."""
            now = {file.name for file in part.glob("*.json")} if part.exists() else set()
            return bool(now - known) or process.poll() is not None

        until(further)
        if kills < 4:
            # Anywhere between two segments, or within one that is being kept.
            try:
                process.wait(chance.uniform(0, 0.4))
            except subprocess.TimeoutExpired:
                process.kill()
                kills += 1
        process.communicate()
    assert kills >= 3
    assert written(output) == whole(name)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "kill"]
)
def test_a_run_that_is_stopped_keeps_every_row_it_decided(
    tmp_path: Path, whole: Whole, start: Start, number: signal.Signals, code: int
) -> None:
    output = tmp_path / "stopped/a.parquet"
    output.parent.mkdir()
    part = output.with_name("a.parquet.part")
    process = start(output, *SLOW)
    until((part / "000003.json").exists)
    process.send_signal(number)
    stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout, stderr) == (code, "", "")
    assert not output.exists()
    # A prefix that any reader can read.
    files = sorted(part.glob("*.parquet"))
    rows = [row for file in files for row in pq.read_table(file)["row"].to_pylist()]
    last = json.loads(sorted(part.glob("0*.json"))[-1].read_text())["last"]
    assert rows[::2] == [n for n in range(1, last + 1) if n % 97 and n % 13]
    resumed = quick_run(output, rows=2000, at_once=500, resume=True)()
    assert resumed.resumed == len([n for n in range(1, last + 1) if n % 97])
    assert written(output) == whole("a.parquet")
    assert not part.exists()


def test_a_group_that_is_interrupted_says_nothing_more(tmp_path: Path, start: Start) -> None:
    """Ctrl-C in a terminal reaches the worker processes too."""
    process = start(tmp_path / "a.csv", *SLOW, start_new_session=True)
    until((tmp_path / "a.csv.part/000001.json").exists)
    os.killpg(process.pid, signal.SIGINT)
    assert process.communicate(timeout=60) == ("", "")
    assert process.returncode == 130


@pytest.mark.parametrize("workers", [1, 2])
def test_a_worker_that_dies_is_told_and_the_rest_is_kept(
    tmp_path: Path, whole: Whole, workers: int
) -> None:
    output = tmp_path / "died/a.parquet"
    output.parent.mkdir()
    with pytest.raises(WorkerDied, match="by signal 9"):
        quick_run(output, rows=2000, workers=workers, deadly=1234)()
    assert not output.exists()
    done = quick_run(output, rows=2000, resume=True)()
    assert 1000 < done.resumed < 1234
    assert written(output) == whole("a.parquet")


@pytest.mark.parametrize("limit", [3_000, 40_000], ids=["segment", "output"])
def test_a_full_disk_is_told_and_the_rest_is_kept(tmp_path: Path, start: Start, limit: int) -> None:
    """No file may become larger: neither a segment, or else not the output."""
    output = tmp_path / "full/a.ndjson"
    output.parent.mkdir()

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    segment = 50 if limit > 20_000 else 100
    process = start(output, "--rows", 2000, "--segment", segment, preexec_fn=limited)
    stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout) == (3, "")
    assert "cannot be written: File too large" in stderr
    assert "Traceback" not in stderr
    assert not output.exists()
    quick_run(output, rows=2000, segment=segment, resume=True)()
    directory = tmp_path / "whole"
    directory.mkdir()
    quick_run(directory / "a.ndjson", rows=2000, segment=segment)()
    assert written(output) == written(directory / "a.ndjson")


def test_another_run_is_not_resumed(tmp_path: Path) -> None:
    source = tmp_path / "input"
    source.write_text("as it was")
    output = tmp_path / "a.csv"
    with pytest.raises(PolicycheckError):
        quick_run(output, broken_after=300, file=str(source))()
    with pytest.raises(UsageError, match="--resume goes on with it, --overwrite starts anew"):
        quick_run(output, file=str(source))()
    with pytest.raises(UsageError, match="rows: 1000 then, 999 now"):
        quick_run(output, rows=999, resume=True, file=str(source))()
    with pytest.raises(UsageError, match="rows_per_segment: 100 then, 50 now"):
        quick_run(output, segment=50, resume=True, file=str(source))()
    source.write_text("and as it is")
    with pytest.raises(UsageError, match=r"input: .*then, .*now"):
        quick_run(output, resume=True, file=str(source))()
    quick_run(output, overwrite=True, file=str(source))()
    assert output.exists()


def test_an_input_that_changes_meanwhile_is_told(tmp_path: Path) -> None:
    source = tmp_path / "input"
    source.write_text("as it was")
    run = quick_run(tmp_path / "a.csv", file=str(source))
    with pytest.raises(UsageError, match="was changed while it was read"):
        run(lambda counts, share: source.write_text("as it is"))  # type: ignore[arg-type]
    assert not (tmp_path / "a.csv").exists()


def test_a_segment_that_was_lost_is_decided_again(tmp_path: Path, whole: Whole) -> None:
    output = tmp_path / "lost/a.parquet"
    output.parent.mkdir()
    with pytest.raises(PolicycheckError):
        quick_run(output, rows=2000, broken_after=1500)()
    part = output.with_name("a.parquet.part")
    lost = next(part.glob("000007-*.parquet"))
    lost.write_bytes(lost.read_bytes()[:-10])
    assert quick_run(output, rows=2000, resume=True)().resumed < 600
    assert written(output) == whole("a.parquet")


def test_a_run_that_was_stopped_while_files_were_renamed_ends_well(
    tmp_path: Path, whole: Whole
) -> None:
    output = tmp_path / "renamed/a.parquet"
    output.parent.mkdir()
    with pytest.raises(PolicycheckError):
        quick_run(output, rows=2000, broken_after=1990)()
    part = output.with_name("a.parquet.part")
    (part / "whole").touch()
    output.write_text("by the run itself")
    quick_run(output, rows=2000, resume=True)()
    assert written(output) == whole("a.parquet")


def test_two_runs_do_not_share_a_directory(tmp_path: Path, start: Start) -> None:
    output = tmp_path / "a.csv"
    process = start(output, *SLOW)
    until((tmp_path / "a.csv.part/000001.json").exists)
    with pytest.raises(UsageError, match="another run is at work"):
        quick_run(output, rows=2000, resume=True)()
    process.kill()
    process.communicate()


def test_how_often_the_engine_was_asked_comes_together_over_runs(tmp_path: Path) -> None:
    output = tmp_path / "a.csv"
    with pytest.raises(PolicycheckError, match="ends in the middle"):
        quick_run(output, rows=2000, broken_after=1230)()
    counts = quick_run(output, rows=2000, resume=True, workers=3)().counts
    whole = quick_run(tmp_path / "whole.csv", rows=2000, workers=1)().counts
    assert counts.asked == whole.asked
    assert counts.asked.total() > 300
