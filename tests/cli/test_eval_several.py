"""``eval`` without ``-p``, and by two texts: on the shipped rules and real cases."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from .conftest import Run

Write = Callable[[str, Any], Path]

EMPTY_CASE: dict[str, Any] = {"as_of": "2023-10-02"}


@pytest.fixture
def three(root: Path) -> Path:
    """An epilepsy centre in three sectors, which asks three insurers on 1 September 2023."""
    return root / "fixtures/cases/caresq.categoraal_2024/epilepsy-centre-of-three-sectors.yaml"


@pytest.fixture
def tests_of_august(root: Path) -> Path:
    """A laboratory that does not meet the requirement that lapsed on 2 August 2023."""
    return root / "fixtures/cases/vgz.msz_2024/tests-1-august.yaml"


def fits(root: Path, name: str, text: str) -> Any:
    document = json.loads(text)
    schema = json.loads((root / f"schemas/output/{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(document)
    return document


def test_1_september_is_late_at_asr_and_in_time_at_caresq(run: Run, three: Path) -> None:
    result = run("eval", three, "-d", "application")
    assert (result.exit_code, result.stderr) == (0, "")
    rows = result.stdout.splitlines()
    heads = next(row for row in rows if row.startswith("  Decision"))
    assert heads.split()[1:] == ["asr.ggz_2024", "caresq.categoraal_2024", "vgz.msz_2024"]
    row = next(row for row in rows if "(application)" in row)
    assert row[heads.index("asr.ggz") :].startswith("✗ not met")
    assert row[heads.index("caresq") :].startswith("✓ met")
    assert "    asr.ggz_2024.application\n" in result.stdout
    assert "The request arrived before 1 September 2023; Nieuwe zorgaanbieder, l. 214" in (
        result.stdout
    )


def test_the_matrix_tells_what_is_not_asked_and_what_is_not_there(run: Run, three: Path) -> None:
    rows = run("eval", three).stdout.splitlines()
    heads = next(row for row in rows if row.startswith("  Decision"))
    row = next(row for row in rows if "(approach)" in row)
    assert row[heads.index("asr.ggz") : heads.index("caresq")].strip() == ""
    row = next(
        row
        for row in run(
            "eval", three, "-d", "vgz.msz_2024.application", "-d", "eligibility"
        ).stdout.splitlines()
        if "(application)" in row
    )
    assert row[heads.index("asr.ggz") : heads.index("caresq")].strip() == "·"


def test_the_other_policies_say_why_they_are_not_judged(run: Run, three: Path) -> None:
    out = run("eval", three).stdout
    below = " ".join(out.split("Not about this provider or contract year")[1].split())
    assert "- asr.geboortezorg_2023: not met: The provider delivers birth care" in below
    assert "- asr.ggz_2022: not met: The question is about contract year 2022;" in below
    assert "there are texts for 2022 (asr.ggz_2022), 2024 (asr.ggz_2024)" in below


@pytest.mark.parametrize("columns", ["40", "71", "72", "100", "160"])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_outcome_is_lost_at_any_width(run: Run, three: Path, columns: str, lang: str) -> None:
    out = run("eval", three, "--lang", lang, env={"COLUMNS": columns}).stdout
    assert all(len(row) <= int(columns) for row in out.splitlines())
    joined = "".join(out.split())
    marks = {"nl": ("✓voldoet", "✗voldoetniet"), "en": ("✓met", "✗notmet")}[lang]
    assert all(mark in joined for mark in marks)
    if columns in ("40", "71"):
        assert f"caresq.categoraal_2024:{marks[0]}" in joined


def test_verbose_adds_every_decision(run: Run, three: Path) -> None:
    out = run("eval", three, "-v").stdout
    assert out.count("Outcome: ") == 7
    assert "-v, or of one policy" not in out


def test_the_document_has_the_scope_of_every_policy(run: Run, three: Path, root: Path) -> None:
    document = fits(root, "eval", run("eval", three, "--format", "json").stdout)
    statuses = {each["policy"]: each["status"] for each in document["scopes"]}
    assert statuses == {
        "asr.geboortezorg_2023": "not_met",
        "asr.ggz_2022": "not_met",
        "asr.ggz_2024": "met",
        "caresq.categoraal_2024": "met",
        "vgz.msz_2024": "met",
    }
    met = {policy for policy, status in statuses.items() if status == "met"}
    assert {each["policy"] for each in document["results"]} == met
    named = fits(
        root,
        "eval",
        run("eval", three, "-d", "asr.ggz_2022.contract_form", "--format", "json").stdout,
    )
    assert named["scopes"] == []
    assert {each["outcome"] for each in named["results"]} == {"not_applicable"}


def test_a_case_without_a_scope_says_which_facts_would_decide_it(run: Run, write: Write) -> None:
    result = run("eval", write("a.json", EMPTY_CASE))
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        "policycheck: error: nothing was evaluated: no policy is known to be about this provider"
        " and contract year\n"
        "Add the facts that decide it, or name a policy with -p:\n"
        "  asr.geboortezorg_2023: not known; it depends on provider.sectors, contract_year and"
        " provider.birth_care.care\n"
        "  asr.ggz_2022: not known; it depends on contract_year and provider.sectors\n"
        "  asr.ggz_2024: not known; it depends on contract_year, provider.sectors and"
        " provider.organisation\n"
        "  caresq.categoraal_2024: not known; it depends on contract_year, provider.sectors,"
        " provider.categorical.kind, provider.categorical.also and"
        " provider.categorical.geriatric_rehabilitation\n"
        "  vgz.msz_2024: not known; it depends on contract_year, provider.sectors and"
        " provider.medical_specialist.care\n"
    )


def test_a_case_of_a_year_without_a_text_says_which_years_there_are(run: Run, write: Write) -> None:
    facts = {"sectors": ["ggz"], "organisation": "institution"}
    case = write("a.json", {**EMPTY_CASE, "contract_year": 2023, "provider": facts})
    result = run("eval", case)
    assert (result.exit_code, result.stdout) == (3, "")
    assert (
        "  asr.ggz_2024: not about it; contract_year is 2023; there are texts for"
        " 2022 (asr.ggz_2022), 2024 (asr.ggz_2024)\n"
    ) in result.stderr
    result = run("eval", case, "-p", "asr.ggz_2024", "-d", "eligibility")
    assert result.exit_code == 0
    assert "Outcome: not applicable" in result.stdout
    assert "there are texts for 2022 (asr.ggz_2022), 2024 (asr.ggz_2024)" in result.stdout


def test_what_puts_a_case_out_of_scope_is_shown_as_it_was_written(run: Run, write: Write) -> None:
    facts = {"sectors": ["other", "ggz"], "organisation": "independent_practice"}
    result = run("eval", write("a.json", {**EMPTY_CASE, "contract_year": 2024, "provider": facts}))
    assert result.exit_code == 3
    assert (
        '  asr.ggz_2024: not about it; provider.organisation is "independent_practice"\n'
        in result.stderr
    )
    assert '  vgz.msz_2024: not about it; provider.sectors is ["other", "ggz"]\n' in result.stderr


def test_a_case_without_a_policy_among_others_is_told(
    run: Run, write: Write, institution: Path
) -> None:
    other = write("b.json", {**EMPTY_CASE, "contract_year": 2024, "provider": {"sectors": []}})
    result = run("eval", institution, other)
    assert result.exit_code == 0
    assert result.stderr == f"policycheck: note: no policy is about {other}\n"


def test_two_texts_side_by_side(run: Run, tests_of_august: Path) -> None:
    result = run(
        "eval",
        tests_of_august,
        "--as-of",
        "2023-08-02",
        "--compare-known-at",
        "2023-08-01",
        "2023-08-02",
    )
    assert (result.exit_code, result.stderr) == (0, "")
    assert "  ✗ By the text of 1 August 2023: not met\n" in result.stdout
    assert "  ✓ By the text of 2 August 2023: met\n" in result.stdout
    out = " ".join(result.stdout.split())
    assert "≠ The CieBAG criteria for MDx tests are met" in out
    assert (
        "first not met; then not applicable, not in force: The CieBAG requirement for molecular"
        " diagnostics lapses"
    ) in out
    assert result.stdout.endswith("1 decision; 1 differs\n")


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("2023-07-31", "2023-08-01", 0),
        ("2023-08-01", "2023-08-02", 1),
        ("2023-08-02", "2023-08-03", 0),
        ("2023-08-02", "2023-08-01", 1),
    ],
)
def test_texts_differ_from_the_day_of_the_amendment(
    run: Run, tests_of_august: Path, root: Path, first: str, second: str, differ: int
) -> None:
    result = run(
        "eval",
        tests_of_august,
        "--compare-known-at",
        first,
        second,
        "--exit-code",
        "--format",
        "json",
    )
    document = fits(root, "compare", result.stdout)
    assert sum(each["differs"] for each in document["results"]) == differ
    assert result.exit_code == differ
    days = [(each["before"]["known_at"], each["after"]["known_at"]) for each in document["results"]]
    assert days == [(first, second)]


@pytest.mark.parametrize(
    ("known_at", "refs"),
    [
        ("2023-08-01", ["bij-02", "chg-02", "kwb-06"]),
        ("2023-08-02", ["bij-02", "amd-01", "amd-03", "chg-02", "kwb-06"]),
    ],
)
def test_a_text_is_not_cited_before_it_was_published(
    run: Run, tests_of_august: Path, known_at: str, refs: list[str]
) -> None:
    result = run(
        "eval", tests_of_august, "-p", "vgz.msz_2024", "--known-at", known_at, "--format", "json"
    )
    conditions = json.loads(result.stdout)["results"][0]["conditions"]
    found = [c["source"]["refs"] for c in conditions if "bij-02" in c["source"]["refs"]]
    assert found == [refs]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ["--compare-known-at", "2023-03-31", "2023-04-01"],
            "the first text of caresq.categoraal_2024 was published on 2023-04-01: nothing was"
            " known on 2023-03-31; choose a later known_at",
        ),
        (
            ["--compare-known-at", "2023-08-01", "2023-08-02", "--known-at", "2023-08-01"],
            "--known-at and --compare-known-at say two things: choose one",
        ),
        (
            ["--compare-known-at", "2023-08-01", "soon"],
            "Invalid value for '--compare-known-at': 'soon' is not a day; write one as 2023-08-15",
        ),
    ],
)
def test_wrong_days_to_compare(run: Run, three: Path, options: list[str], message: str) -> None:
    result = run("eval", three, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"policycheck: error: {message}\n")
