"""What marks a line, from both sides."""

import pytest

from policycheck.policies.marks import is_one_sentence, marked_lines, marks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # dates
        ("vóór 1 september 2023", ("september", "2023")),
        ("half oktober", ("oktober",)),
        ("in Mei", ("mei",)),
        ("thema's 2023-2026", ("2023", "2026")),
        ("sinds 1998", ("1998",)),
        ("op 1-9-2023", ("1-9-2023",)),
        ("op 01/09/23", ("01/09/23",)),
        # amounts
        ("€ 150.000", ("€",)),
        ("tien euro", ("euro",)),
        ("5 EUR", ("eur",)),
        ("twee euro's", ("euro",)),
        ("honderdvijftigduizend", ("duizend",)),
        ("3 miljoen", ("miljoen",)),
        # percentages
        ("25% van de zorgpaden", ("%",)),
        ("Ruim 7 procent", ("procent",)),
        ("een percentage, percentages", ("percentage",)),
        # modal verbs
        ("u MOET komen", ("moet",)),
        ("u móet komen", ("moet",)),
        ("u _moet_ komen, **zult** komen", ("moet", "zult")),
        ("dient te worden", ("dient",)),
        ("mag niet", ("mag",)),
        ("Mocht u", ("mocht",)),
        ("u kunt, wij kunnen", ("kunt", "kunnen")),
        ("u hoeft niets", ("hoeft",)),
        ("behoort tot de top", ("behoort",)),
        ("wij willen", ("willen",)),
        ("is verplicht", ("verplicht",)),
        ("een verplichting", ("verplicht",)),
        ("vereiste stukken", ("vereiste",)),
        ("is verboden", ("verboden",)),
        ("waar toegestaan", ("toegestaan",)),
    ],
)
def test_what_marks(text: str, found: tuple[str, ...]) -> None:
    assert marks(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Inhoudsopgave",
        "Dit zijn wij 5",
        "2.1 Thema's",
        "Postbus 2705, 6401 DE Heerlen",
        "3584 BA Utrecht",
        "088 35 35 732",
        "42851_0322",
        "KvK 12023456",
        "ongeveer 750.000 verzekerden",
        "Europese richtlijn van EUCARE",
        "de kant, het moeras, mager, de zaal, wilskracht",
        "een diensteneis en een onderzoek",
        "zorgplicht",
        "Wij helpen graag.",
        "",
    ],
)
def test_what_does_not_mark(text: str) -> None:
    assert marks(text) == ()


def test_a_long_word_takes_no_long_time() -> None:
    assert marks("a" * 1_000_000) == ()
    assert is_one_sentence(["a", ". " * 500_000 + "a", "b"])


def test_lines_by_number_without_those_that_bind_nobody() -> None:
    assert marked_lines(["Acme", "", "Dat mag.", "Dag."]) == {3: ("mag",)}


def test_a_word_that_breaks_off_counts_for_both_lines() -> None:
    lines = ["Een offerte voor 1 novem-", "", "ber a.s., die komen moe-", "  ten", "kun -", "t"]
    assert marked_lines(lines) == {
        1: ("november",),
        3: ("november", "moeten"),
        4: ("moeten",),
        5: ("kun",),
    }


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["Een. Twee. Drie."],
        ["Het eind. En een zin", "die hier ophoudt. En dan"],
        ["Een zin die", "", "met a.s.r. Vitality over", "drie regels gaat."],
        ["een kop", "zonder punt"],
    ],
)
def test_one_sentence_over_lines(lines: list[str]) -> None:
    assert is_one_sentence(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["Een zin.", "Nog een zin."],
        ["Een zin. ", "", "Nog een zin."],
        ["Een zin", "houdt op. Een tweede", "ook."],
        ["Is dit", "een vraag?", "Ja."],
    ],
)
def test_more_than_one_sentence(lines: list[str]) -> None:
    assert not is_one_sentence(lines)
