"""Policies, one decision and the fact dictionary as people read them."""

from dataclasses import replace
from datetime import date

import pytest

from policycheck.model import Language, Text
from policycheck.quantities import quantity
from policycheck.report.blocks import Block
from policycheck.report.decision_rule_table import decision_rule_blocks
from policycheck.report.facts_table import fact_blocks, facts_blocks
from policycheck.report.layout import lay_out
from policycheck.report.policy_table import policies_blocks, policy_blocks
from policycheck.report.selection import of_decision
from policycheck.report.validation import Validated, valid_blocks
from policycheck.words import Words
from report.samples import DICTIONARY, EN, MANIFEST, NL, naming


def laid(blocks: list[Block], width: int = 80) -> str:
    return lay_out(blocks, width, False)


def test_the_list_of_policies() -> None:
    assert laid(policies_blocks([MANIFEST], Words(EN))) == (
        "test.care_2024\n"
        "  Test: Purchasing policy 2024\n"
        "  Contract year 2024: 1 January 2024 to 31 December 2024\n"
        "  Document 000_test\n"
        "    eligibility  Contract\n"
        "    attention    Attention\n"
        "\n"
        "1 policy, 2 decisions\n"
    )


def test_a_policy_lists_its_laws() -> None:
    out = laid(policy_blocks(MANIFEST, naming(NL)))
    section = out.split("  Stellingen voor elk geval\n")[1].split("\n\n")[0]
    assert section == (
        "    • Te laat voldoet nooit.\n"
        "      eligibility/late-never-met [nooit] (alg-04, alg-20)\n"
        "    • De naam doet er niet toe.\n"
        "      attention/name-does-not-matter [onafhankelijk]"
    )
    english = laid(policy_blocks(MANIFEST, naming(EN)))
    assert "  Laws for every case\n    • Too late is never met.\n" in english
    assert "Laws" not in laid(policy_blocks(replace(MANIFEST, laws={}), naming(EN)))


def test_a_policy_in_full() -> None:
    out = laid(policy_blocks(MANIFEST, naming(NL)), 100)
    for line in (
        "Het document heeft geen datum.",
        "    eligibility  Contract",
        "    • Parameter turnover: ten minste € 50.000,00",
        "      in de tekst: “minstens”; turnover (alg-04)",
        "    • Parameter last-day: vóór 1 september 2023; "
        "vóór 1 oktober 2023, sinds 2 augustus 2023",
        "    • Parameter share: minder dan 12,5%",
        "    • Parameter years: 2021, 2022",
        "    ○ September 2023: De aanbiedingen gaan uit.",
        "      september 2023 (alg-20)",
        "      Daarna volgt een gesprek.",
        "    ○ Vóór 1 oktober 2023: De aanbieder meldt zich.",
        "      zorgaanbieder; laatste dag 30 september 2023 (alg-20)",
        "    ○ De tekst noemt geen dag: Partijen spreken af.",
        "      een ander (alg-20)",
        "    • De jaren tellen.",
        "      Binnen 5 jaar, het eind telt mee, terug vanaf vandaag",
        "      Binnen 5 werkdagen, het eind telt niet mee, na de vraag",
        "      zorgverzekeraar; schriftelijk (alg-20)",
        "      • Eén jaar (one; standaard, verdedigbaar)",
        "      • De som (sum; ter informatie)",
        "      De tekst zegt en/of.",
        "    § De omzet is minstens 50.000 euro.",
        "      Voorwaarden, r. 184 (alg-04)",
        "      beslist door eligibility/turnover",
        "      ter informatie: Er valt niets te beslissen.",
    ):
        assert f"{line}\n" in out


def test_a_published_policy_says_when() -> None:
    policy = replace(MANIFEST, published=date(2023, 7, 27))
    out = laid(policies_blocks([policy], Words(NL)))
    assert "  Document 000_test, gepubliceerd op 27 juli 2023\n" in out


def test_a_decision_in_full() -> None:
    out = laid(decision_rule_blocks(MANIFEST, MANIFEST.decisions["eligibility"], naming(EN)))
    assert out.startswith(
        "test.care_2024.eligibility: Contract\n"
        "May this provider be contracted?\n"
        "\n"
        "  Outcomes\n"
        "    • met: It may.\n"
        "    • not met: No.\n"
        "\n"
        "  Answered as soon as one of these facts is known\n"
        "    • Sector (provider.sector)\n"
        "    • Asked on (insurers.test.asked_on)\n"
        "\n"
        "  Conditions\n"
        "    • Turnover suffices [requirement]\n"
        "      turnover\n"
        "      Voorwaarden, l. 184-185, 190 (alg-04)\n"
        "      exemption: small\n"
        "      departure recorded in: insurers.test.departures.turnover.by\n"
        "      - Turnover (insurers.test.turnover)\n"
        "\n"
        "  Exemptions\n"
        "    • Too small.\n"
        "      small (alg-12)\n"
        "      - Sector (provider.sector)\n"
    )
    assert "An ambition." not in out


def test_a_decision_takes_what_shares_a_clause_or_reading_with_it() -> None:
    part = of_decision(MANIFEST, MANIFEST.decisions["eligibility"])
    assert list(part.laws) == ["late-never-met"]
    assert set(part.readings) == {"years"}
    assert set(part.parameters) == set(MANIFEST.parameters)
    assert [clause.id for clause in part.clauses] == ["alg-04"]
    assert part.milestones == ()
    assert [term.id for term in part.terms] == ["look-back"]
    none = of_decision(MANIFEST, MANIFEST.decisions["attention"])
    assert (dict(none.parameters), dict(none.readings), none.clauses) == ({}, {}, ())


@pytest.mark.parametrize(
    ("value", "unit", "nl", "en"),
    [
        ("2023-09-01", "date", "1 september 2023", "1 September 2023"),
        ("2023-08", "month", "augustus 2023", "August 2023"),
        (50000, "euro", "€ 50.000,00", "€50,000.00"),
        (70, "percent", "70%", "70%"),
        (1, "years", "1 jaar", "1 year"),
        (5, "years", "5 jaar", "5 years"),
        (28, "days", "28 dagen", "28 days"),
        (2024, "year", "2024", "2024"),
        ([2021, 2022], "years_list", "2021, 2022", "2021, 2022"),
        (5, "level", "niveau 5", "level 5"),
        (1000, "count", "1.000", "1,000"),
    ],
)
def test_a_quantity_has_its_unit(value: object, unit: str, nl: str, en: str) -> None:
    assert quantity(value, unit, Words(NL)) == nl
    assert quantity(value, unit, Words(EN)) == en


@pytest.mark.parametrize("language", Language)
def test_the_fact_dictionary_in_rows(language: Language) -> None:
    out = laid(facts_blocks(DICTIONARY.values(), naming(language)))
    rows = out.splitlines()
    assert rows[0].split() == (
        ["Feit", "Soort", "Titel"] if language is NL else ["Fact", "Type", "Title"]
    )
    assert len(rows) == len(DICTIONARY) + 3
    assert rows[-1] == ("6 feiten" if language is NL else "6 facts")


def test_one_fact_in_full() -> None:
    asked = {"/provider/sector": ("test.care_2024.eligibility/turnover",)}
    facts = [DICTIONARY["/provider/sector"], DICTIONARY["/provider/agb"]]
    assert laid(fact_blocks(facts, asked, naming(EN))) == (
        "provider.sector: Sector\n"
        "  Sector: explained.\n"
        "  Type: enum\n"
        '  Values: "ggz", "birth_care"\n'
        '  Examples: "ggz"\n'
        "  Asked by:\n"
        "    - test.care_2024.eligibility/turnover\n"
        "\n"
        "provider.agb: AGB code\n"
        "  AGB code: explained.\n"
        "  Type: identifier\n"
        '  Examples: "01234567"\n'
        "  No condition asks this.\n"
    )


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (True, None, "yes"),
        (None, None, "none"),
        ([], None, "none"),
        ([2021, 2022], None, "2021, 2022"),
        ([{"from": "2023-01-01"}, {}], None, "2 items"),
        ({"2021": 100, "2022": 0.5}, "amount", "2021: €100.00; 2022: €0.50"),
        (2024, "integer", "2024"),
        ("2023-02-30", None, "2023-02-30"),
        (date(2023, 2, 1), None, "1 February 2023"),
        ("a\nb\x1b", None, "a b"),
    ],
)
def test_values_are_written_as_people_do(value: object, kind: str | None, expected: str) -> None:
    assert naming(EN).value(value, kind) == expected


def test_valid_files_are_named() -> None:
    files = [Validated("a.yaml", ()), Validated("b.yaml", ())]
    assert laid(valid_blocks(files, Words(NL))) == "a.yaml: geldig\nb.yaml: geldig\n"


def test_titles_lose_their_full_stop_only() -> None:
    assert Words(EN).title(Text("", "It holds.")) == "It holds"
    assert Words(EN).title(Text("", "Does it hold?")) == "Does it hold?"
    assert Words(NL).title(Text("Genoeg omzet bij a.s.r.", "")) == "Genoeg omzet bij a.s.r."
    assert (
        Words(EN).title(Text("", "It signs the Green Deal 3.0.")) == "It signs the Green Deal 3.0"
    )
