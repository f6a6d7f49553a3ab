"""Whoever uses cases in columns can still ask the engine."""

import subprocess
import sys
from pathlib import Path

QUERY = """
import policycheck.tabular, pyarrow, numpy, policycheck
case = policycheck.read_case({case!r})
print(policycheck.load().decide("asr.ggz_2024", "eligibility", case).outcome)
"""


def test_a_process_that_reads_columns_can_decide(root: Path) -> None:
    case = root / "fixtures/cases/asr.ggz_2024/complete.yaml"
    run = subprocess.run(
        [sys.executable, "-c", QUERY.format(case=str(case))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout
