"""Every command and every format that reads a case: nothing of a sensitive fact gets out.

The commands and their formats are asked of click. A new one fails here until it is run below, or
excused with a reason.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from changes.repository import made_repository
from made_up import RULES, replace
from policycheck import read_case
from policycheck.cli import cli

from .conftest import Run
from .test_redact import BASE, MARKERS, RECORDS, SENSITIVE, everything, with_fact

Arguments = list[object]
Command = Callable[[Path, list[Path]], Iterator[Arguments]]

WRONG = "9-MARKER-9"
ASKED, VGZ = ("-d", "asr.ggz_2024.eligibility"), ("-p", "vgz.msz_2024")
ON = {"POLICYCHECK_REDACT": "1", "POLICYCHECK_DEBUG": "1"}
EXCUSED = {
    "list": "reads no case",
    "show": "reads no case",
    "timeline": "reads no case",
    "facts": "reads no case",
    "docs": "reads no case but the scenarios of the rules",
    "sources": "reads no case",
    "check": "reads no case but the scenarios of the rules",
    "test": "reads the scenarios of the rules, which are part of them and made up",
    "diff": "reads no case; the solver makes those that it prints",
    "prove": "reads no case; the solver makes those that it prints",
    "new": "reads no case",
}
# One that leaves --redact out by its own choice is caught by the layers below: see test_redact.py.


def of_eval(home: Path, cases: list[Path]) -> Iterator[Arguments]:
    for format_ in choices("eval", "format_"):
        yield ["eval", *cases, *ASKED, "--format", format_]
        yield ["eval", cases[0], *ASKED, "--format", format_, "-o", home / f"one.{format_}"]
    for format_ in ("table", "json"):
        yield ["eval", cases[0], *ASKED, "--explain", "full", "--format", format_]
        days = ("--compare-known-at", "2023-08-01", "2023-09-01")
        yield ["eval", cases[0], *VGZ, *days, "--format", format_]
    yield ["eval", cases[0], *ASKED, "--flip", "refer", "--flip-any", "--flip-facts", "1"]


def of_compare(_: Path, cases: list[Path]) -> Iterator[Arguments]:
    for format_ in choices("compare", "format_"):
        yield ["compare", cases[0], cases[-1], *ASKED, "--format", format_]


def of_validate(_: Path, cases: list[Path]) -> Iterator[Arguments]:
    for format_ in choices("validate", "format_"):
        yield ["validate", *cases, "--format", format_]


def of_ask(home: Path, cases: list[Path]) -> Iterator[Arguments]:
    for format_ in choices("ask", "format_"):
        yield ["ask", cases[0], *ASKED, "--format", format_]
    yield ["ask", cases[0], *ASKED, "-o", home / "filled.xlsx"]


def of_batch(home: Path, cases: list[Path]) -> Iterator[Arguments]:
    rows = home / "rows.ndjson"
    rows.write_text("".join(f"{file.read_text('utf-8')}\n" for file in cases), "utf-8")
    asked = (*ASKED, "--workers", "1", "--overwrite", "--sample", "0")
    for format_ in choices("batch", "to"):
        out = home / f"made.{format_}"
        summary = ("--summary", home / "summary.json")
        full = ("--full",) if format_ in ("ndjson", "parquet") else ()
        yield ["batch", rows, *asked, "-o", out, "--to", format_, *full, *summary]
    for format_ in choices("batch", "format_"):
        yield ["batch", rows, *asked, "-o", home / "shown.csv", "--format", format_]


def of_impact(home: Path, cases: list[Path]) -> Iterator[Arguments]:
    made = made_repository(home / "work")
    shutil.copytree(RULES, made.rules)
    made.commit()
    replace(
        made.rules / "acme/demo_2024/parameters.yaml",
        'value: "2023-10-01"',
        'value: "2023-09-15"',
    )
    rows = home / "portfolio.ndjson"
    rows.write_text("".join(f"{file.read_text('utf-8')}\n" for file in cases), "utf-8")
    table = home / "portfolio.csv"
    table.write_text(f"contract_year,provider.ubo_sanctioned\n2024,{WRONG}\n", "utf-8")
    for format_ in choices("impact", "format_"):
        yield [
            *("impact", "--base", "HEAD", "--rules", made.rules, "--cases", rows),
            *("--cases", table, "--cases", cases[0], "--no-prove"),
            *("--tries", "5" if format_ == "json" else "0"),
            *("--format", format_),
        ]


RUNS: dict[str, Command] = {
    "eval": of_eval,
    "compare": of_compare,
    "validate": of_validate,
    "ask": of_ask,
    "batch": of_batch,
    "impact": of_impact,
}


def options(name: str) -> dict[str, click.Parameter]:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    return {str(each.name): each for each in command.params}


def choices(name: str, option: str) -> list[str]:
    kind = options(name)[option].type
    assert isinstance(kind, click.Choice)
    return list(map(str, kind.choices))


COMMANDS = cli.list_commands(click.Context(cli))
REDACTING = [name for name in COMMANDS if "redact" in options(name)]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_run_here_or_excused(name: str) -> None:
    assert name in (RUNS if name in REDACTING else EXCUSED)


def invalid() -> list[dict[str, Any]]:
    """Every sensitive fact with a value that does not fit, all at once and in records."""
    plain, records = BASE, BASE
    for pointer in SENSITIVE:
        if "*" not in pointer:
            plain = with_fact(plain, pointer, WRONG)
    for name, record in RECORDS.items():
        wrong = {key: f"{WRONG} {key}" for key in record} | {WRONG: WRONG}
        records = with_fact(records, f"/provider/{name}", [wrong, WRONG])
    return [plain, records]


def written(home: Path, before: set[Path]) -> str:
    files = (file for file in home.rglob("*") if file.is_file() and file not in before)
    return "".join(map(content, sorted(files)))


def content(file: Path) -> str:
    """What a file says, unpacked where it is packed."""
    if file.suffix == ".parquet":
        return str(pq.read_table(file).to_pylist())
    if file.suffix == ".arrow":
        return str(pa.ipc.open_file(file).read_all().to_pylist())
    if file.suffix == ".xlsx":
        # Its answers; its questions have every value to choose from.
        return str(read_case(file).value)
    return file.read_bytes().decode("utf-8", "replace")


@pytest.mark.parametrize("valid", [True, False], ids=["valid", "invalid"])
@pytest.mark.parametrize("name", REDACTING)
def test_no_canary_gets_out(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, valid: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "out"
    home.mkdir()
    contents = [everything(), with_fact(everything(), "/provider/name", "Two")]
    cases = []
    for number, content in enumerate(contents if valid else invalid()):
        cases.append(tmp_path / f"case-{number}.json")
        cases[-1].write_text(json.dumps(content), "utf-8")
    canaries = [marker for marker in (*MARKERS, "MARKER") if marker != ": 97"]
    for arguments in RUNS[name](home, cases):
        before = {file for file in home.rglob("*") if file.is_file() and "made" not in file.name}
        result = run(*arguments, env=ON)
        shown = result.stdout + result.stderr + written(home, before)
        assert [each for each in canaries if each in shown] == [], arguments
        assert "something unexpected" not in result.stderr, result.stderr
        assert "Missing" not in result.stderr, result.stderr
        if valid and name != "impact":
            assert result.exit_code == 0, result.stderr


@pytest.mark.parametrize("valid", [True, False], ids=["valid", "invalid"])
def test_the_canaries_sing_without_it(run: Run, tmp_path: Path, valid: bool) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(everything() if valid else invalid()[0]), "utf-8")
    result = run("eval", file, *ASKED, "--format", "json")
    found = [each for each in (*MARKERS, "MARKER") if each in result.stdout + result.stderr]
    assert len(found) > 2 if valid else "MARKER" in found


def test_the_variable_does_what_the_option_does(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(invalid()[0]), "utf-8")
    by_option = run("validate", file, "--redact", "--format", "json")
    by_variable = run("validate", file, "--format", "json", env={"POLICYCHECK_REDACT": "1"})
    assert by_option.stdout == by_variable.stdout
    for off in ("", "0"):
        shown = run("validate", file, "--format", "json", env={"POLICYCHECK_REDACT": off})
        assert "MARKER" in shown.stdout
    wrong = run("validate", file, env={"POLICYCHECK_REDACT": "perhaps"})
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "POLICYCHECK_REDACT" in wrong.stderr


def test_a_run_cannot_carry_a_sensitive_fact_along(run: Run, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("contract_year,related_person\n2024,x\n", "utf-8")
    asked = ("-d", "asr.ggz_2024.claims", "-o", tmp_path / "out.csv", "--redact")
    result = run("batch", rows, *asked, "--keep", "provider.ubo_sanctioned")
    assert result.exit_code == 2
    assert "--keep provider.ubo_sanctioned: this is sensitive" in result.stderr
    heading = run("batch", rows, *asked)
    assert (heading.exit_code, heading.stdout) == (2, "")
    assert "related_person" not in heading.stderr
    assert "not every column of the first row is one fact" in heading.stderr
