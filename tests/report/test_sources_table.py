"""Where clauses and lines went, as people read it."""

from dataclasses import replace
from pathlib import Path

import pytest

from policycheck.model import Language
from policycheck.policies.sources import Accounts, Finding, FindingKind, account, locators
from policycheck.report.finding_text import finding_line
from policycheck.report.layout import lay_out
from policycheck.report.sources_table import sources_blocks
from policycheck.words import Words
from report.samples import EN, MANIFEST, NL

CLAUSE = locators(MANIFEST)[0]


def laid(accounts: Accounts, language: Language, quiet: bool = False, width: int = 100) -> str:
    return lay_out(sources_blocks([accounts], Words(language), quiet), width, False)


def test_a_policy_in_full() -> None:
    assert laid(account(MANIFEST, None), EN) == (
        "test.care_2024\n"
        "  Document 000_test\n"
        "\n"
        "  Clauses\n"
        "    § alg-04, l. 184: Turnover is at least 50,000 euros.\n"
        "      decided by eligibility/turnover\n"
        "    § alg-20, l. 200-201: An ambition.\n"
        "      information: There is nothing to decide.\n"
        "\n"
        "  Not normative\n"
        "    - heading, l. 183, 186: A heading; what holds stands in the clauses below it.\n"
        "    - introduction, l. 187: A greeting.\n"
        "\n"
        "  2 clauses: 1 decided, 1 information, 0 missing\n"
        "\n"
        "1 policy, 0 findings\n"
    )


def test_quietly_only_counts_and_what_is_wrong(tmp_path: Path) -> None:
    assert laid(account(MANIFEST, None), NL, quiet=True) == (
        "test.care_2024\n"
        "  Document 000_test\n"
        "  2 bepalingen: 1 beslist, 1 ter informatie, 0 ontbrekend\n"
        "\n"
        "1 beleidsdocument, 0 bevindingen\n"
    )
    assert laid(account(MANIFEST, tmp_path), EN, quiet=True) == (
        "test.care_2024\n"
        "  Document 000_test\n"
        "\n"
        "  What is wrong\n"
        "    ✗ There is no file 000_test.txt in the directory: put the text of the document in"
        " it.\n"
        "\n"
        "  2 clauses: 1 decided, 1 information, 0 missing\n"
        "\n"
        "1 policy, 1 finding\n"
    )


def test_a_missing_clause_says_so() -> None:
    bare = replace(MANIFEST.clauses[1], information=None)
    policy = replace(MANIFEST, clauses=(MANIFEST.clauses[0], bare))
    out = laid(account(policy, None), EN, width=200)
    assert "An ambition." in out
    assert "missing: nothing decides it, and no reason is given\n" in out
    assert "    ✗ clause alg-20, l. 200-201: Nothing decides this clause" in out
    assert "2 clauses: 1 decided, 0 information, 1 missing\n" in out


def test_the_lines_of_a_document_are_counted() -> None:
    document = tuple("" if n % 2 else "tekst" for n in range(1, 203))
    out = laid(replace(account(MANIFEST, None), document=document), NL)
    assert (
        "  101 regels met tekst: 2 in een bepaling, 1 niet normatief, 98 nergens genoemd; "
        "veranderd: 0\n"
    ) in out


def test_a_table_without_other_lines_has_no_such_heading() -> None:
    policy = replace(MANIFEST, not_normative=())
    assert "Not normative" not in laid(account(policy, None), EN)


@pytest.mark.parametrize("kind", FindingKind)
@pytest.mark.parametrize("language", Language)
def test_a_finding_says_where_what_and_what_to_do(kind: FindingKind, language: Language) -> None:
    words = Words(language)
    what = finding_line(Finding(kind, MANIFEST.id, detail="x"), words)
    assert ": " in what
    assert what.endswith(".")
    at = finding_line(Finding(kind, MANIFEST.id, CLAUSE, (184, 185), "x"), words)
    place = "bepaling alg-04, r." if language is NL else "clause alg-04, l."
    assert at == f"{place} 184-185: {what}"
    run = finding_line(Finding(kind, MANIFEST.id, None, (3,), "x"), words)
    assert run == f"{'r' if language is NL else 'l'}. 3: {what}"
