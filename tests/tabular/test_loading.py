"""The engine and pyarrow live in one process, if the engine is loaded first."""

import subprocess
import sys
from pathlib import Path

DECIDE = """
import policycheck.tabular.types
import policycheck
policies = policycheck.load()
case = policycheck.read_case(sys.argv[1])
print(policies.decide("asr.ggz_2024", "ceiling_increase", case).outcome)
"""


def test_a_process_that_loads_columns_first_can_decide(root: Path) -> None:
    """This decision adds amounts up, which is where an engine that was loaded later aborts."""
    case = root / "fixtures/cases/asr.ggz_2024/ceiling-69-99.yaml"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{DECIDE}", str(case)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "not_met\n", "")
