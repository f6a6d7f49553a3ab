"""``eval --flip``: what would change a decision, on the shipped rules and real cases."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from .conftest import Run

Write = Callable[[str, Any], Path]


@pytest.fixture
def cases(root: Path) -> Path:
    return root / "fixtures/cases/asr.ggz_2024"


def fits(root: Path, text: str) -> Any:
    document = json.loads(text)
    schema = json.loads((root / "schemas/output/flip.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(document)
    return document


def test_a_day_that_turns_a_denied_case(run: Run, cases: Path) -> None:
    result = run("eval", cases / "retroactive-start.yaml", "-p", "asr.ggz_2024", "--flip")
    assert (result.exit_code, result.stderr) == (0, "")
    out = " ".join(result.stdout.split())
    assert "✗ Outcome: not met One changed fact gives another outcome" in out
    assert (
        "requested_start_on): 28 February 2024 → 29 February 2024 this holds from 29 February 2024"
        in out
    )
    assert "then: met (verified on 4 March 2024)" in out
    assert result.stdout.splitlines()[-1].startswith("1 decision looked at; ")


def test_in_dutch(run: Run, cases: Path) -> None:
    result = run("eval", cases / "retroactive-start.yaml", "--flip", "--lang", "nl")
    out = " ".join(result.stdout.split())
    assert "Eén feit anders geeft een andere uitkomst" in out
    assert "28 februari 2024 → 29 februari 2024 dat geldt vanaf 29 februari 2024" in out


def test_the_document_has_the_bounds_and_what_was_looked_at(
    run: Run, cases: Path, root: Path
) -> None:
    options = ("-p", "asr.ggz_2024", "--flip", "refer", "--flip-any", "--format", "json")
    result = run("eval", cases / "ceiling-69-99.yaml", *options)
    [found] = fits(root, result.stdout)["results"]
    assert (found["outcome"], found["wished"]) == ("not_met", ["refer"])
    realised = next(
        each["changes"][0]
        for each in found["flips"]
        if each["changes"][0]["path"] == "/insurers/asr/ceiling/realised"
    )
    assert realised == {
        "path": "/insurers/asr/ceiling/realised",
        "change": "historic",
        "when": "now",
        "before": 69990,
        "after": 70000,
        "from": 70000,
        "to": None,
    }
    assert found["looked_at"] > 5
    assert found["verified"] >= len(found["flips"])


def test_no_single_change_helps_and_the_solver_says_so_too(
    run: Run, cases: Path, root: Path
) -> None:
    options = ("-d", "application", "--flip", "met", "--flip-facts", "1")
    result = run("eval", cases / "asks-1-september.yaml", *options)
    out = " ".join(result.stdout.split())
    assert "No single changed fact gives: met." in out
    assert (
        "A second calculation, made in another way, confirms that no single fact is enough." in out
    )
    document = run("eval", cases / "asks-1-september.yaml", *options, "--format", "json")
    [found] = fits(root, document.stdout)["results"]
    assert (found["flips"], found["confirmed"], found["pairs"]) == ([], "none_left", None)


def test_what_is_left_out_is_counted(run: Run, cases: Path, root: Path) -> None:
    options = ("-d", "eligibility", "--flip", "not_met", "--flip-facts", "1")
    case = cases / "new-institution.yaml"
    result = run("eval", case, *options, "--flip-most", "3", "--format", "json")
    [found] = fits(root, result.stdout)["results"]
    assert len(found["flips"]) == 3
    assert found["more"] > 0
    every = run("eval", case, *options, "--flip-most", "500", "--format", "json")
    [whole] = fits(root, every.stdout)["results"]
    assert len(whole["flips"]) == 3 + found["more"]
    assert whole["flips"][:3] == found["flips"]
    table = run("eval", case, *options, "--flip-most", "3").stdout
    assert f"And {found['more']} more ways" in table


def test_what_the_case_has_already(run: Run, cases: Path) -> None:
    result = run("eval", cases / "asks-31-august.yaml", "-d", "application", "--flip")
    assert "This is the outcome already: nothing has to change." in result.stdout


def test_hostile_text_stays_text(run: Run, write: Write, cases: Path) -> None:
    name = "a\x1b[2Jb\n.yaml"
    text = (cases / "retroactive-start.yaml").read_text(encoding="utf-8")
    result = run("eval", write(name, text), "-p", "asr.ggz_2024", "--flip")
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--flip-any"], "--flip-facts, --flip-any and --flip-most say how to: add --flip"),
        (["--flip", "maybe"], "--flip 'maybe' is no outcome: write the cases before --flip"),
        (["--flip", "--flip-facts", "3"], "3 is not in the range 1<=x<=2"),
        (
            ["--flip", "--compare-known-at", "2023-08-01", "2023-08-02"],
            "--flip and --compare-known-at ask two things: choose one",
        ),
    ],
)
def test_wrong_usage(run: Run, cases: Path, options: list[str], message: str) -> None:
    result = run("eval", cases / "new-institution.yaml", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_without_numpy_the_extra_is_named(
    run: Run, cases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("flipping.finding", "flipping.searching", "flipping.regions"):
        monkeypatch.delitem(sys.modules, f"policycheck.{name}", raising=False)
    monkeypatch.delattr("policycheck.flipping.finding", raising=False)
    monkeypatch.setitem(sys.modules, "numpy", None)
    result = run("eval", cases / "retroactive-start.yaml", "-p", "asr.ggz_2024", "--flip")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "pip install 'policycheck[batch]'" in result.stderr
