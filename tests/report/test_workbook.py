"""A workbook to fill in is a valid case as it is, and reads back what was written into it."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from policycheck.asking.blank import to_fill_in
from policycheck.evaluation import Policies, load
from policycheck.facts import load_schemas, read_case
from policycheck.facts.workbook_cells import choices
from policycheck.model import Language
from policycheck.policies import load_manifests
from policycheck.report.naming import Naming
from policycheck.report.workbook import workbook_bytes
from policycheck.words import Words

MANIFESTS = load_manifests()
SCHEMAS = load_schemas()
CASES = sorted(Path(__file__).parents[2].glob("fixtures/cases/*/*.yaml"))


def workbook(
    policy: str, language: Language = Language.EN, known: Mapping[str, Any] | None = None
) -> bytes:
    rules = tuple(MANIFESTS[policy].decisions.values())
    naming = Naming(Words(language), SCHEMAS.dictionary)
    facts = to_fill_in(rules, SCHEMAS)
    return workbook_bytes([policy], facts, naming, known or {}, "case.xlsx")


@pytest.fixture(scope="module")
def policies() -> Policies:
    return load()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("policy", MANIFESTS)
def test_a_blank_is_a_case_without_facts(tmp_path: Path, policy: str, language: Language) -> None:
    file = tmp_path / "blank.xlsx"
    file.write_bytes(workbook(policy, language))
    assert read_case(file).value == {}


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_case_reads_back_and_is_decided_as_before(
    tmp_path: Path, path: Path, policies: Policies
) -> None:
    case = read_case(path)
    file = tmp_path / "case.xlsx"
    language = Language.NL if len(path.stem) % 2 else Language.EN
    policy = path.parent.name
    file.write_bytes(workbook(policy, language, case.value))
    back = read_case(file)
    assert back.value == case.value
    for decision in policies.asked(policy, case):
        before = policies.decide(policy, decision, case)
        after = policies.decide(policy, decision, back)
        assert (after.outcome, after.receipt.case) == (before.outcome, before.receipt.case)


@pytest.mark.parametrize("policy", MANIFESTS)
def test_every_fact_that_is_asked_has_its_question_beside_its_cell(policy: str) -> None:
    book = load_workbook(io.BytesIO(workbook(policy, Language.NL)))
    found: dict[Any, Any] = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            if row[0] == "Naam in policycheck":
                found |= dict.fromkeys(row[1:])
            elif len(row) > 8:
                found[row[8]] = row[2]
    for fact in to_fill_in(MANIFESTS[policy].decisions.values(), SCHEMAS):
        for each in fact.asked:
            assert each.name in found
            if "[*]" not in each.name:
                assert each.question
                assert found[each.name] == each.question.nl


def test_a_drop_down_has_the_values_of_its_fact() -> None:
    book = load_workbook(io.BytesIO(workbook("asr.ggz_2024", Language.NL)))
    sheet = book["Zorgaanbieder"]
    for row in range(2, sheet.max_row + 1):
        fact = SCHEMAS.dictionary.find(sheet.cell(row, 9).value)
        rules = [
            rule
            for rule in sheet.data_validations.dataValidation
            if f"D{row}" in rule.sqref and rule.type == "list"
        ]
        if fact.type not in ("bool", "enum"):
            continue
        [rule] = rules
        where = rule.formula1.partition("!")[2].replace("$", "")
        shown = [cell.value for (cell,) in book["Keuzes"][where]]
        assert shown == [*choices(fact, Words(Language.NL))]
    assert book["Keuzes"].sheet_state == "hidden"


@pytest.mark.parametrize("language", Language)
def test_no_two_values_of_a_fact_are_shown_alike(language: Language) -> None:
    for fact in SCHEMAS.dictionary.values():
        if fact.type == "enum":
            shown = choices(fact, Words(language))
            assert len({each.casefold() for each in shown}) == len(fact.values), fact.name
            assert list(shown.values()) == list(fact.values)


def test_a_text_that_begins_with_an_equals_sign_stays_text(tmp_path: Path) -> None:
    known = {"description": '=HYPERLINK("http://example.com")'}
    content = workbook("asr.ggz_2024", known=known)
    book = load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    file = tmp_path / "case.xlsx"
    file.write_bytes(content)
    assert read_case(file).value == known


def test_what_only_a_case_knows_is_there_too(tmp_path: Path) -> None:
    known = {"insurers": {"vgz": {"contract_years": [2023, 2024]}}}
    file = tmp_path / "case.xlsx"
    file.write_bytes(workbook("asr.ggz_2024", known=known))
    assert read_case(file).value == known


def test_only_cells_for_answers_can_be_changed() -> None:
    book = load_workbook(io.BytesIO(workbook("asr.ggz_2024")))
    assert all(sheet.protection.sheet for sheet in book)
    for row in book["Provider"].iter_rows(min_row=2):
        assert [cell.column_letter for cell in row if not cell.protection.locked] == ["D"]
    assert book["Provider"].freeze_panes == "E2"
    assert book["Provider"].print_title_rows == "$1:$1"
