"""Runs in processes of their own, and what they leave."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from batch.tables import Batch, batch_of, table

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(root: Path) -> Start:
    """Start a quick run: ``start(output, "--rows", 1000)``."""

    def process(*arguments: object, **options: object) -> "subprocess.Popen[str]":
        path = os.pathsep.join([str(root / "src"), str(root / "tests")])
        return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
            [sys.executable, "-m", "batch.quick", *map(str, arguments)],
            env={**os.environ, "PYTHONPATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )

    return process


def until(condition: Callable[[], object], seconds: float = 60) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.01)


@pytest.fixture(scope="session")
def cases() -> pa.Table:
    """Files of providers, four of them bad."""
    return table()


@pytest.fixture(scope="session")
def batch(cases: pa.Table, tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """What ``policycheck batch`` makes of them."""
    return batch_of(cases, tmp_path_factory.mktemp("batch"))
