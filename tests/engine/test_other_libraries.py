"""The engine beside libraries that are loaded before it, and bring C++ of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

DECIDE = """\
import {first}
import policycheck

policies = policycheck.load(policies=["asr.ggz_2024"])
cases = [
    {{"contract_year": 2024, "as_of": "2024-02-01"}},
    # Adds amounts up, which aborted as well.
    policycheck.read_case("fixtures/cases/asr.ggz_2024/ceiling-69-99.yaml"),
]
for case in cases:
    for decision in policies.manifests["asr.ggz_2024"].decisions:
        print(policies.decide("asr.ggz_2024", decision, case).outcome)
"""


@pytest.mark.parametrize("first", ["numpy", "pyarrow", "json"])
def test_every_decision_is_made_whatever_was_loaded_first(root: Path, first: str) -> None:
    """The process aborted at the third decision: ``free(): invalid pointer``."""
    made = subprocess.run(
        [sys.executable, "-c", DECIDE.format(first=first)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (made.returncode, made.stderr) == (0, "")
    assert len(made.stdout.splitlines()) == 18


PLAN = """\
from policycheck.engine import compile_plan, load_engine

load_engine()
import z3

modules = {"m.rego": "package m\\n\\nimport rego.v1\\n\\nx := input.a > data.b.c\\n"}
arguments = (modules, {"b": {"c": 1}}, ["m/x"])
print(compile_plan(*arguments, here=True) == compile_plan(*arguments))
try:
    compile_plan({"m.rego": "package m\\n\\nx := nothing(1)\\n"}, {}, ["m/x"], here=True)
except Exception as error:
    print(type(error).__name__)
"""


def test_a_plan_is_the_same_where_it_is_compiled(root: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-c", PLAN],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.splitlines() == ["True", "EngineError"]
