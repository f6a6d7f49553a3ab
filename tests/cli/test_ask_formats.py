"""``policycheck ask`` as a JSON Schema and as a mail, and what ``--redact`` leaves out."""

import json
from pathlib import Path

from policycheck.facts import read_case

from .conftest import Run

GGZ = "asr.ggz_2024"
SECRET = "Jansen-fraude"


def test_a_schema_of_the_open_facts(run: Run, institution: Path, tmp_path: Path) -> None:
    call = ("ask", institution, "-p", GGZ, "-d", "eligibility", "--format", "json-schema")
    result = run(*call)
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    findings = found["properties"]["insurers"]["properties"]["asr"]["properties"]["findings"]
    assert findings["properties"]["plausible_indications"]["x-order"] == 1
    assert "contract" not in found["properties"]["insurers"]["properties"]["asr"]["properties"]
    file = tmp_path / "form.json"
    assert run(*call, "-o", file).stdout == ""
    assert file.read_text(encoding="utf-8") == result.stdout
    call = ("ask", institution, "-p", GGZ, "-d", "application", "--format", "json-schema")
    assert json.loads(run(*call).stdout)["properties"] == {}
    more = json.loads(run(*call, "--all").stdout)
    below = more["properties"]["insurers"]["properties"]["asr"]["properties"]
    assert below["contract"]["properties"]["concluded_on"]["x-order"] is None


def test_a_mail(run: Run, institution: Path, tmp_path: Path) -> None:
    file = tmp_path / "mail.md"
    call = ("ask", institution, "-p", GGZ, "--format", "markdown", "--lang", "nl", "-o", file)
    assert (run(*call).stdout, run(*call).exit_code) == ("", 0)
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# Vragen voor: Voorwaarden voor een contract")
    assert "new-institution.yaml, zoals het is op" in text
    assert str(institution.parent) not in text


def test_without_a_case_they_are_all_questions(run: Run) -> None:
    result = run("ask", "-p", GGZ, "--format", "json-schema")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["x-case"] is None
    result = run("ask", "-p", GGZ, "--format", "markdown")
    assert "## Questions to the provider" in result.stdout


def test_the_case_is_not_overwritten(run: Run, institution: Path, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_bytes(institution.read_bytes())
    result = run("ask", case, "-p", GGZ, "--format", "markdown", "-o", case)
    assert result.exit_code == 2
    assert "choose another name" in result.stderr
    assert case.read_bytes() == institution.read_bytes()


def test_redacted_problems_repeat_nothing(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(
        f"provider: {{serious_errors: [{{on: {SECRET}, integrity_in_doubt: {SECRET}}}]}}\n",
        encoding="utf-8",
    )
    open_, closed = (run("ask", case, "-p", GGZ, *more) for more in ((), ("--redact",)))
    assert SECRET in open_.stderr
    assert (open_.exit_code, closed.exit_code) == (2, 2)
    assert SECRET not in closed.output
    assert "--redact" in closed.stderr


def test_a_redacted_workbook_has_no_sensitive_facts(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(
        "as_of: 2023-08-15\nprovider: {kvk_registered: true, serious_errors:"
        " [{on: 2020-02-29, integrity_in_doubt: true}]}\n"
        "insurers: {asr: {findings: {plausible_indications: true}}}\n",
        encoding="utf-8",
    )
    file = tmp_path / "case.xlsx"
    assert run("ask", case, "-p", GGZ, "--redact", "-o", file).exit_code == 0
    known = {"as_of": "2023-08-15", "provider": {"kvk_registered": True}}
    assert read_case(file).value == known


def test_redacted_lists_tell_which_facts_are_open_and_no_more(run: Run, institution: Path) -> None:
    for shape in ("table", "json", "json-schema", "markdown"):
        call = ("ask", institution, "-p", GGZ, "--format", shape)
        assert run(*call, "--redact").stdout == run(*call).stdout
