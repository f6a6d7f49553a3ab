"""What docs/asking.md and docs/input.md show of ``ask`` is what it does."""

import re
import shlex
from pathlib import Path

import pytest

from .conftest import Run


def test_the_examples_run(
    run: Run, root: Path, institution: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("case.yaml").write_bytes(institution.read_bytes())
    page = (root / "docs/asking.md").read_text(encoding="utf-8")
    calls = 0
    for block in re.findall(r"```console\n(.*?)```", page, flags=re.DOTALL):
        for call in re.split(r"^\$ policycheck ", block, flags=re.MULTILINE)[1:]:
            line, *shown = call.rstrip("\n").split("\n")
            result = run(*shlex.split(line))
            assert result.exit_code == 0, (line, result.stderr)
            for each in shown:
                assert f"\n{each}" in f"\n{result.stdout}", line
            calls += 1
    assert calls > 8


def test_the_example_of_a_problem(run: Run, root: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    page = (root / "docs/input.md").read_text(encoding="utf-8")
    [(cell, told)] = re.findall(r"^case\.xlsx:Provider!(\w+): (.*)$", page, re.MULTILINE)
    file = tmp_path / "case.xlsx"
    run("ask", "-p", "asr.ggz_2024", "-o", file)
    book = load_workbook(file)
    book["Provider"][cell] = "maybe"
    book.save(file)
    assert f"{file}:Provider!{cell}: {told}" in run("validate", file).stderr
