"""The page about the engines says what is so."""

import re
from pathlib import Path

import pytest

from policycheck.compiled.program import CompiledProgram
from policycheck.lifting.lift import SLOTS
from policycheck.model import Engine

PAGE = (Path(__file__).parents[2] / "docs/engines.md").read_text(encoding="utf-8")


def test_the_example_runs(capfd: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(example, {})
    assert capfd.readouterr() == ("", "")


def test_it_names_every_engine() -> None:
    first = PAGE.split("\n\n")[2]
    assert tuple(re.findall(r"^\| `(\w+)`", first, re.MULTILINE)) == tuple(Engine)


def test_it_gives_the_reasons_that_are_counted() -> None:
    table = PAGE.split("## What is left to regopy")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    named = [each.strip("`") for row in rows for each in row.split(", ")]
    assert named == re.findall(r"``(\w+)``", str(CompiledProgram.left.__doc__))
    assert f"more items than are followed, {SLOTS}" in table
