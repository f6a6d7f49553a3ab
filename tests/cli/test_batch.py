"""``policycheck batch``: real rules, real files, real processes."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from jsonschema import Draft202012Validator

import policycheck
from made_up import made_up_rules
from policycheck.facts import read_case
from policycheck.model import DECIDING_MODALITIES, Decision, Status
from policycheck.policies import load_manifests

from .conftest import Run, Start, environment

POLICY = "asr.ggz_2024"
ASKED = ("-p", POLICY, "-d", "eligibility", "-d", "attention", "--lang", "en")


@pytest.fixture(scope="module")
def cases(root: Path) -> list[dict[str, Any]]:
    """Every third case of the fixtures of a policy, on the day of its own."""
    files = sorted((root / "fixtures/cases" / POLICY).glob("*.yaml"))[::3]
    return [{"as_of": "2024-01-15", **read_case(file).value} for file in files]


@pytest.fixture
def lines(cases: list[dict[str, Any]], tmp_path: Path) -> Path:
    """The cases one a line, with a blank line and a row that is wrong in two ways between them."""
    bad = {"provider": {"kvk_registered": "yes", "nonsense": 1}}
    texts = [json.dumps(case) for case in cases]
    path = tmp_path / "cases.ndjson"
    path.write_text("\n".join([*texts[:2], "", json.dumps(bad), *texts[2:]]) + "\n")
    return path


@pytest.fixture(scope="module")
def decisions(cases: list[dict[str, Any]]) -> list[tuple[int, Decision]]:
    """What is decided about each case alone, with the number of its line."""
    policies = policycheck.load(policies=[POLICY])
    numbered = enumerate(cases, 1)
    return [
        (number if number <= 2 else number + 2, policies.decide(POLICY, decision, case))
        for number, case in numbered
        for decision in ("eligibility", "attention")
    ]


def with_status(decision: Decision, status: Status) -> list[str]:
    return [
        each.id
        for each in decision.conditions.values()
        if each.status is status
        and (decision.outcome is None or each.modality in DECIDING_MODALITIES)
    ]


def test_the_rows_are_what_is_decided_about_each_case(
    run: Run,
    lines: Path,
    tmp_path: Path,
    decisions: list[tuple[int, Decision]],
    cases: list[dict[str, Any]],
) -> None:
    output = tmp_path / "out.parquet"
    result = run("batch", lines, *ASKED, "-o", output, "--keep", "provider.sectors", "--workers", 1)
    assert (result.exit_code, result.stderr) == (1, "")
    rows = pq.read_table(output).to_pylist()
    assert len(rows) == len(decisions)
    for row, (number, made) in zip(rows, decisions, strict=True):
        assert row == {
            "row": number,
            "provider.sectors": cases[number - (1 if number <= 2 else 3)]["provider"].get(
                "sectors"
            ),
            "policy": POLICY,
            "decision": made.decision,
            "as_of": made.as_of,
            "known_at": made.known_at,
            "outcome": made.outcome,
            "leaning": made.leaning,
            "result": json.dumps(dict(made.result), sort_keys=True, separators=(",", ":")),
            "not_met": with_status(made, Status.NOT_MET),
            "unknown": with_status(made, Status.UNKNOWN),
            "open": with_status(made, Status.OPEN),
            "missing": list(made.missing),
            "deadlines": [
                {"condition": d.condition, "by": d.by, "who": d.who, "state": d.state}
                for d in made.deadlines
            ],
        }
    (reject,) = map(json.loads, (tmp_path / "out.rejects.ndjson").read_text().splitlines())
    assert reject["row"] == 4
    assert {problem["code"] for problem in reject["problems"]} == {"wrong-type", "unknown-fact"}
    assert json.loads(reject["text"])["provider"]["nonsense"] == 1
    read = len(cases) + 1
    assert f"{read} rows read = {read - 1} decided + 1 rejected" in result.stdout
    assert "The rejected rows are in" in result.stdout
    assert "out.rejects.ndjson" in result.stdout
    assert f"{POLICY}.attention\n    for attention only" in result.stdout


def test_documents_are_those_of_eval(run: Run, lines: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.ndjson.gz"
    result = run(
        "batch", lines, "-d", f"{POLICY}.claims", "-o", output, "--full", "--quiet", "--workers", 1
    )
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "")
    rows = [json.loads(line) for line in gzip.decompress(output.read_bytes()).splitlines()]
    first = tmp_path / "first.json"
    first.write_text(lines.read_text().splitlines()[0])
    told = run("eval", first, "-p", POLICY, "-d", "claims", "--format", "json")
    (document,) = json.loads(told.stdout)["results"]
    assert rows[0]["document"] == {**document, "case": f"{lines}:1"}
    assert rows[0]["result"] == document["result"]
    assert [row["document"]["outcome"] for row in rows] == [row["outcome"] for row in rows]


def test_the_summary_is_a_document(run: Run, lines: Path, tmp_path: Path, root: Path) -> None:
    file = tmp_path / "summary.json"
    result = run(
        "batch", lines, *ASKED, "-o", tmp_path / "out.csv", "--format", "json", "--summary", file
    )
    document = json.loads(result.stdout)
    assert json.loads(file.read_text()) == document
    schema = json.loads((root / "schemas/output/batch.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(document)
    rows = document["rows"]
    assert rows["read"] == rows["decided"] + rows["rejected"]
    assert [each["decision"] for each in document["decisions"]] == ["eligibility", "attention"]
    assert sum(document["decisions"][0]["outcomes"].values()) == rows["decided"]
    assert document["reject_codes"] == [
        {"code": "unknown-fact", "rows": 1},
        {"code": "wrong-type", "rows": 1},
    ]
    again = run("batch", lines, *ASKED, "-o", tmp_path / "new.csv", "--summary", file)
    assert again.exit_code == 2
    assert "summary.json is there already" in again.stderr


def test_a_pipe_goes_in_and_out(start: Start, lines: Path, tmp_path: Path) -> None:
    options = ("-p", POLICY, "-d", "claims", "-o", "-", "--rejects", tmp_path / "bad.ndjson")
    with lines.open() as content:
        result = start(
            "batch",
            "-",
            *options,
            "--from",
            "ndjson",
            "--to",
            "ndjson",
            "--lang",
            "en",
            stdin=content,
        )
    assert result.returncode == 1
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["row"] for row in rows[:3]] == [1, 2, 5]
    assert "1 rejected" in result.stderr
    assert len((tmp_path / "bad.ndjson").read_text().splitlines()) == 1


def test_a_table_of_columns_goes_through_a_pipe(root: Path, lines: Path, tmp_path: Path) -> None:
    options = [
        "-p",
        "asr.ggz_2024",
        "-d",
        "claims",
        "-o",
        "-",
        "--to",
        "parquet",
        "--rejects",
        "/dev/null",
        "--quiet",
    ]
    process = subprocess.run(
        [sys.executable, "-m", "policycheck", "batch", str(lines), *options],
        env=environment(root, {}),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (process.returncode, process.stderr) == (1, b"")
    assert pq.read_table(pa.BufferReader(process.stdout))["row"].to_pylist()[:3] == [1, 2, 5]


def test_a_full_device_is_told(start: Start, lines: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no /dev/full")
    result = start(
        "batch",
        lines,
        "-p",
        POLICY,
        "-d",
        "claims",
        "-o",
        full,
        "--to",
        "csv",
        "--rejects",
        os.devnull,
    )
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr == (
        "policycheck: error: /dev/full cannot be written: No space left on device\n"
    )


def test_a_run_is_stopped_and_resumed(
    root: Path, run: Run, cases: list[dict[str, Any]], tmp_path: Path
) -> None:
    many = tmp_path / "many.ndjson"
    many.write_text("".join(json.dumps(case) + "\n" for case in cases * 40))
    asked = ("batch", many, "-p", POLICY, "-d", "claims", "--workers", 2, "--chunk-size", 5)
    output = tmp_path / "out.csv"
    process = subprocess.Popen(
        [sys.executable, "-m", "policycheck", *map(str, asked), "-o", str(output)],
        env=environment(root, {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until = time.monotonic() + 60
    while not (tmp_path / "out.csv.part/run.json").exists():
        assert time.monotonic() < until
        time.sleep(0.05)
    time.sleep(1.5)  # some rows are decided meanwhile
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout) == (130, "")
    assert stderr == (
        f"policycheck: note: what was decided is kept in {output}.part; --resume goes on after it\n"
    )
    refused = run(*asked, "-o", output)
    assert (refused.exit_code, refused.stderr) == (
        2,
        f"policycheck: error: {output}.part holds a run that was stopped: --resume goes on with it,"
        " --overwrite starts anew\n",
    )
    resumed = run(*asked, "-o", output, "--resume", "--lang", "en")
    assert resumed.exit_code == 0
    whole = run(*asked, "-o", tmp_path / "whole.csv", "--quiet")
    assert whole.exit_code == 0
    assert output.read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "many.ndjson",
        "out.csv",
        "out.rejects.ndjson",
        "whole.csv",
        "whole.rejects.ndjson",
    ]


def test_a_day_after_the_period_is_a_reason_to_reject(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "undated.ndjson"
    path.write_text('{"contract_year": 2024}\n{"contract_year": 2024, "as_of": "2024-02-01"}\n')
    result = run("batch", path, "-p", POLICY, "-d", "claims", "-o", tmp_path / "out.csv", "-q")
    assert result.exit_code == 1
    (reject,) = map(json.loads, (tmp_path / "out.rejects.ndjson").read_text().splitlines())
    assert reject["row"] == 1
    assert reject["problems"][0]["message"].startswith(f"the contract period of {POLICY} ended on")
    result = run(
        "batch",
        path,
        "-p",
        POLICY,
        "-d",
        "claims",
        "-o",
        tmp_path / "b.csv",
        "--as-of",
        "2024-02-01",
        "--known-at",
        "2024-01-01",
    )
    assert result.exit_code == 0
    assert ",2024-02-01,2024-01-01," in (tmp_path / "b.csv").read_text().splitlines()[1]


def test_facts_that_contradict_the_day_are_a_reason_to_reject(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "early.ndjson"
    path.write_text('{"contract_year": 2024, "provider": {"started_on": "2024-03-01"}}\n')
    asked = ("-p", POLICY, "-d", "claims", "-q")
    late = run("batch", path, *asked, "-o", tmp_path / "a.csv", "--as-of", "2024-03-01")
    early = run("batch", path, *asked, "-o", tmp_path / "b.csv", "--as-of", "2024-02-29")
    assert (late.exit_code, early.exit_code) == (0, 1)
    (reject,) = map(json.loads, (tmp_path / "b.rejects.ndjson").read_text().splitlines())
    (problem,) = reject["problems"]
    assert (problem["code"], problem["pointer"]) == ("contradiction", "/provider/started_on")
    assert problem["message"].startswith("2024-03-01 lies after 2024-02-29")


def test_all_decisions_are_made_unless_some_are_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "one.ndjson"
    path.write_text('{"contract_year": 2024, "as_of": "2024-02-01"}\n')
    output = tmp_path / "out.ndjson"
    result = run("batch", path, "-p", POLICY, "-o", output, "--workers", 1)
    assert result.exit_code == 0
    made = [json.loads(line)["decision"] for line in output.read_text().splitlines()]
    assert made == list(load_manifests(policies=[POLICY])[POLICY].decisions)


def test_an_input_without_rows_is_no_answer(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.ndjson"
    path.write_text("\n\n")
    output = tmp_path / "out.csv"
    result = run("batch", path, "-p", POLICY, "-d", "claims", "-o", output, "--quiet")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == f"policycheck: error: {path} has no rows: nothing was evaluated\n"
    assert output.read_text().count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "out.csv"], "which policies to ask? Name them with -p, or with -d POLICY.DECISION"),
        (["-p", "asr.ggz", "-o", "out.csv"], 'there is no policy "asr.ggz"'),
        (
            ["-p", POLICY, "-p", "vgz.msz_2024", "-d", "supplement", "-o", "out.csv"],
            'there is no decision of asr.ggz_2024 "supplement"',
        ),
        (["-d", f"{POLICY}.claim", "-o", "out.csv"], f"did you mean {POLICY}.claims?"),
        (["-p", POLICY, "-o", "out.txt"], "how to write out.txt? Let the name end in one of"),
        (["-p", POLICY, "-o", "out.parquet.gz"], "leave .gz out of out.parquet.gz"),
        (["-p", POLICY, "-o", "-", "--to", "csv"], "say where rejects go: --rejects FILE"),
        (["-p", POLICY, "-o", "absent/out.csv"], "there is no directory absent for out.csv"),
        (["-p", POLICY, "-o", "cases.ndjson", "--overwrite"], "cases.ndjson is named twice"),
        (["-p", POLICY, "-o", "out.csv", "--rejects", "./out.csv"], "out.csv is named twice"),
        (["-p", POLICY, "-o", "out.csv", "--keep", "provider.kvq"], "there is no such fact"),
        (["-p", POLICY, "-o", "out.csv", "--keep", "provider"], "it has members of its own"),
        (["-p", POLICY, "-o", "out.csv", "--sample", "2"], "'2' is not a share"),
        (["-p", POLICY, "-o", "out.csv", "--reading", "x"], "not written as POLICY/READING=VALUE"),
    ],
)
def test_wrong_usage(
    run: Run, lines: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(lines.parent)
    result = run("batch", lines, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert [file.name for file in lines.parent.iterdir()] == ["cases.ndjson"]


def test_an_input_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    result = run("batch", tmp_path / "absent.ndjson", "-p", POLICY, "-o", tmp_path / "out.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "absent.ndjson" in result.stderr
    assert "cannot be read: No such file or directory" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "pyarrow.py").write_text(
        "raise ModuleNotFoundError(\"No module named 'pyarrow'\", name='pyarrow')"
    )
    result = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; sys.path.insert(0, {str(tmp_path)!r});"
            "from policycheck.cli import main; main(['batch', 'a.ndjson', '-o', 'b.csv'])",
        ],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (
        3,
        "policycheck: error: policycheck batch needs more: pip install 'policycheck[batch]'\n",
    )


def test_rules_of_ones_own_are_asked(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "one.ndjson"
    path.write_text('{"contract_year": 2024, "as_of": "2023-09-15"}\n')
    output = tmp_path / "out.ndjson"
    result = run(
        "batch", path, "-p", "acme.demo_2024", "--rules", made_up_rules(tmp_path), "-o", output
    )
    assert result.exit_code == 0
    assert json.loads(output.read_text())["policy"] == "acme.demo_2024"


def test_an_input_that_is_cut_off_keeps_what_came_before(
    run: Run, lines: Path, tmp_path: Path
) -> None:
    path = tmp_path / "cut.ndjson.gz"
    # Two members: the first is whole.
    path.write_bytes(gzip.compress(lines.read_bytes()) + gzip.compress(lines.read_bytes())[:-20])
    output = tmp_path / "out.csv"
    result = run(
        "batch", path, "-p", POLICY, "-d", "claims", "-o", output, "--chunk-size", 1, "--lang", "en"
    )
    assert (result.exit_code, result.stdout) == (2, "")
    assert "cut.ndjson.gz: it is cut off" in result.stderr
    assert f"note: what was decided is kept in {output}.part" in result.stderr
    assert not output.exists()
    (kept,) = (tmp_path / "out.csv.part").glob("*.csv")
    assert len(kept.read_text().splitlines()) >= 3


@pytest.mark.parametrize("name", ["cases.csv", "cases.parquet", "cases.json"])
def test_other_formats_give_the_same_rows(run: Run, tmp_path: Path, name: str) -> None:
    columns = {
        "as_of": ["2024-02-01", "2024-03-01"],
        "contract_year": [2024, 2023],
        "provider.kvk": ["01234567", "12345678"],
    }
    rows = list(zip(*columns.values(), strict=True))
    path = tmp_path / name
    if name == "cases.csv":
        path.write_text("\n".join(",".join(map(str, row)) for row in [tuple(columns), *rows]))
    elif name == "cases.parquet":
        pq.write_table(pa.table(columns), path)
    else:
        cases = [
            {"as_of": day, "contract_year": year, "provider": {"kvk": kvk}}
            for day, year, kvk in rows
        ]
        path.write_text(json.dumps(cases))
    asked = ("-p", POLICY, "-d", "claims", "--keep", "provider.kvk", "--workers", 1, "--quiet")
    result = run("batch", path, *asked, "-o", tmp_path / "out.ndjson")
    assert (result.exit_code, result.stderr) == (0, "")
    made = [json.loads(line) for line in (tmp_path / "out.ndjson").read_text().splitlines()]
    assert [(row["row"], row["provider.kvk"], row["as_of"]) for row in made] == [
        (1, "01234567", "2024-02-01"),
        (2, "12345678", "2024-03-01"),
    ]
    assert [row["outcome"] for row in made] == ["undetermined", "not_applicable"]
