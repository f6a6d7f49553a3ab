"""``compare``: two decisions side by side, on the shipped rules and real cases."""

import json
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
    schema = json.loads((root / "schemas/output/compare.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(document)
    return document


def test_two_cases_differ_by_a_day(run: Run, cases: Path) -> None:
    result = run("compare", cases / "asks-31-august.yaml", cases / "asks-1-september.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
    out = " ".join(result.stdout.split())
    assert "≠ The request arrived before 1 September 2023" in out
    assert (
        "because: Received on (insurers.asr.contract_request.received_on):"
        " 31 August 2023 → 1 September 2023"
    ) in out
    assert "first 31 August 2023 (done); then 31 August 2023 (passed)" in out
    assert result.stdout.endswith("2 decisions; 1 differs\n")


def test_a_case_does_not_differ_from_itself(run: Run, cases: Path) -> None:
    case = cases / "asks-31-august.yaml"
    result = run("compare", case, case, "-p", "asr.ggz_2024", "--exit-code")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "2 decisions; 0 differ\n"


def test_the_document_says_what_differs_and_why(run: Run, cases: Path, root: Path) -> None:
    names = (cases / "asks-31-august.yaml", cases / "asks-1-september.yaml")
    result = run("compare", *names, "-d", "application", "--format", "json", "--exit-code")
    assert result.exit_code == 1
    [found] = fits(root, result.stdout)["results"]
    assert [found[side]["case"] for side in ("before", "after")] == [str(name) for name in names]
    assert [found[side]["outcome"] for side in ("before", "after")] == ["met", "not_met"]
    [condition] = found["conditions"]
    assert condition["facts"] == [
        {
            "path": "/insurers/asr/contract_request/received_on",
            "before": "2023-08-31",
            "after": "2023-09-01",
        }
    ]
    [deadline] = found["deadlines"]
    assert deadline["before"]["state"] == "done"
    assert deadline["after"]["state"] == "passed"


def test_a_fact_that_one_case_lacks(run: Run, cases: Path, write: Write) -> None:
    whole = {
        "as_of": "2024-06-10",
        "contract_year": 2024,
        "provider": {"sectors": ["ggz"], "organisation": "institution"},
        "insurers": {"asr": {"ceiling": {"amount": 100000, "realised": 70000}}},
    }
    lacking = {**whole, "insurers": {"asr": {"ceiling": {"amount": 100000}}}}
    options = ("-p", "asr.ggz_2024", "-d", "ceiling_increase", "--lang", "nl")
    result = run("compare", write("a.json", whole), write("b.json", lacking), *options)
    out = " ".join(result.stdout.split())
    assert "(insurers.asr.ceiling.realised): € 70.000,00 → niet bekend" in out


def test_two_days_judge_by_two_texts_and_another_day(run: Run, cases: Path) -> None:
    days = ("--as-of", "2023-08-31", "2023-12-01")
    result = run("compare", cases / "asks-31-august.yaml", "-d", "application", *days)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "  ✓ Judged on 31 August 2023: met" in result.stdout
    assert "  ? Judged on 1 December 2023: undetermined" in result.stdout
    assert "because: judged on another day" in result.stdout


def test_two_texts_name_the_parameter(run: Run, root: Path) -> None:
    case = root / "fixtures/cases/vgz.msz_2024/tests-1-august.yaml"
    days = ("--as-of", "2023-08-02", "2023-08-02", "--known-at", "2023-08-01", "2023-08-02")
    same = run("eval", case, "--as-of", "2023-08-02", "--compare-known-at", *days[-2:])
    result = run("compare", case, *days)
    assert result.stdout == same.stdout
    assert "  ✗ By the text of 1 August 2023: not met\n" in result.stdout


def test_two_policies_for_two_years(run: Run, cases: Path, root: Path) -> None:
    policies = ("-p", "asr.ggz_2022", "-p", "asr.ggz_2024", "-d", "contract_form")
    years = ("--contract-year", "2022", "2024")
    case = cases / "new-institution.yaml"
    found = fits(root, run("compare", case, *policies, *years, "--format", "json").stdout)
    [result] = found["results"]
    assert [result[side]["policy"] for side in ("before", "after")] == [
        "asr.ggz_2022",
        "asr.ggz_2024",
    ]
    assert {result[side]["outcome"] for side in ("before", "after")}.isdisjoint({"not_applicable"})
    one_sided = [each for each in result["conditions"] if None in (each["before"], each["after"])]
    assert one_sided
    table = run("compare", case, *policies, *years).stdout
    assert "asr.ggz_2022.contract_form → asr.ggz_2024.contract_form" in table
    assert "because: only asr.ggz_2024 asks this" in table


def test_what_only_one_policy_decides_is_told(run: Run, cases: Path) -> None:
    options = ("-p", "asr.ggz_2022", "-p", "asr.ggz_2024", "-d", "contract_form", "-d", "renewal")
    result = run("compare", cases / "new-institution.yaml", *options)
    note = "policycheck: note: only one of the two policies has asr.ggz_2024.renewal\n"
    assert (result.exit_code, result.stderr) == (0, note)


def test_markdown_escapes_what_others_wrote(run: Run, cases: Path, tmp_path: Path) -> None:
    names = []
    for name in ("asks-31-august.yaml", "asks-1-september.yaml"):
        names.append(tmp_path / f"<b>{name}")
        names[-1].write_text((cases / name).read_text(encoding="utf-8"), encoding="utf-8")
    result = run("compare", *names, "-d", "application", "--format", "markdown")
    assert result.exit_code == 0
    assert "<b>" not in result.stdout
    assert "&lt;b&gt;asks" in result.stdout
    assert "| Condition | What differs | Why |" in result.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "one case has one side: name a second case, two policies with -p, or two days"),
        (["x.yaml", "y.yaml"], "name one case or two, not 3"),
        (["--as-of", "2023-08-01", "soon"], "'soon' is not a day"),
        (
            ["-p", "asr.ggz_2022", "-p", "asr.ggz_2024", "-d", "renewal"],
            "asr.ggz_2022 and asr.ggz_2024 do not both have a decision that is asked: only one has"
            " asr.ggz_2024.renewal; name one that both have with -d",
        ),
    ],
)
def test_wrong_usage(run: Run, cases: Path, options: list[str], message: str) -> None:
    result = run("compare", cases / "new-institution.yaml", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
