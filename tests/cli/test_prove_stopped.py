"""Ctrl-C while the solver works ends the run at once, and its processes with it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import environment

# Takes minutes: whether what is unknown could go either way. One question may take ten of them.
LAW = ("--law", "as-decided-as-can-be", "--seconds", "600")
LONG = ("prove", "vgz.msz_2024", *LAW, "--fresh", "--jobs", "2")


def children(group: int) -> list[int]:
    """The processes of a group that are there and have not ended."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, of_group, *_ = file.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:  # ended meanwhile
            continue
        if int(of_group) == group and state != "Z":
            found.append(int(file.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc to see processes in")
@pytest.mark.parametrize("whole", [True, False], ids=["group", "process"])
@pytest.mark.parametrize("after", [0.0, 6.0], ids=["at-once", "while-solving"])
def test_ctrl_c_stops_it(root: Path, whole: bool, after: float) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "policycheck", *LONG],
        env=environment(root, {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        until = time.monotonic() + 60
        while len(children(process.pid)) < 3 and time.monotonic() < until:
            assert process.poll() is None, process.communicate()
            time.sleep(0.1)
        time.sleep(after)
        if whole:
            os.killpg(process.pid, signal.SIGINT)
        else:
            os.kill(process.pid, signal.SIGINT)
        stdout, stderr = process.communicate(timeout=60)
        assert (process.returncode, stdout) == (130, "")
        assert "Traceback" not in stderr
        # The system takes a moment to end them.
        until = time.monotonic() + 10
        while children(process.pid) and time.monotonic() < until:
            time.sleep(0.1)
        assert children(process.pid) == []
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
