"""The timeline as people read it, in both languages and at any width."""

import itertools
import os
from datetime import date
from pathlib import Path

import pytest

from made_up import made_up_rules
from policycheck.evaluation.timeline import Timeline, timeline, upcoming
from policycheck.model import Language, Text
from policycheck.policies import load_manifests
from policycheck.policies.milestones import Length
from policycheck.report.calendar_words import length_words, sentence, when_words
from policycheck.report.layout import lay_out
from policycheck.report.timeline_table import timeline_blocks
from policycheck.words import Words
from report.samples import EN, NL

EXPECTED = Path(__file__).parent / "expected"
SHIPPED = load_manifests()


def table(found: Timeline, language: Language = EN, width: int = 100) -> str:
    return lay_out(timeline_blocks(found, Words(language)), width, False)


def as_expected(out: str, name: str) -> None:
    """Exact output; after a wanted change, run with POLICYCHECK_WRITE_EXPECTED=1 and read it."""
    file = EXPECTED / name
    if os.environ.get("POLICYCHECK_WRITE_EXPECTED"):
        file.write_text(out, encoding="utf-8")
    assert out == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "width"), [*itertools.product((NL, EN), (40, 80, 120))])
def test_a_timeline_with_one_of_everything(tmp_path: Path, language: Language, width: int) -> None:
    policies = load_manifests(made_up_rules(tmp_path)).values()
    out = table(timeline(policies, date(2023, 9, 30), date(2023, 8, 2)), language, width)
    as_expected(out, f"timeline.{language}.{width}.txt")
    assert all(len(line) <= width for line in out.split("\n"))


@pytest.mark.parametrize(
    ("policy", "as_of"), [("vgz.msz_2024", "2023-07-27"), ("caresq.categoraal_2024", "2023-04-01")]
)
@pytest.mark.parametrize("language", Language)
def test_a_shipped_timeline(policy: str, as_of: str, language: Language) -> None:
    found = timeline([SHIPPED[policy]], date.fromisoformat(as_of))
    as_expected(table(found, language), f"timeline.{policy}.{language}.txt")


@pytest.mark.parametrize("language", Language)
def test_nothing_is_left_out(language: Language) -> None:
    found = timeline(SHIPPED.values(), date(2023, 9, 15))
    lines = table(found, language, 400).splitlines()
    texts: list[Text] = [m.milestone.title for m in (*found.moments, *found.undated)]
    texts += [term.term.title for term in found.terms]
    for text in texts:
        assert any(line.endswith(text[language]) for line in lines), text
    marked = [line for line in lines if line.startswith("    ") and line[4] in "-…●○·•"]
    assert len(marked) == len(texts)


@pytest.mark.parametrize(
    ("as_of", "above", "below"),
    [
        ("2020-01-01", None, "○ 4 November 2022"),
        ("2023-08-31", "- 4 November 2022", "… August 2023"),
        ("2023-09-01", "- Before 1 September 2023", "… September 2023"),
        ("2023-11-12", "- Before 12 November 2023", "● 12 November 2023"),
        ("2024-01-02", "- By 1 January 2024", "○ Before 1 September 2024"),
        ("2027-01-01", "- 31 December 2026", None),
    ],
)
def test_where_the_day_stands(as_of: str, above: str | None, below: str | None) -> None:
    found = timeline([SHIPPED["asr.ggz_2024"]], date.fromisoformat(as_of))
    section = table(found, width=300).split("  Milestones\n")[1].split("\n\n")[0]
    rows = [row for row in section.splitlines() if row[4:6] in ("- ", "… ", "● ", "○ ", "as")]
    (place,) = [number for number, row in enumerate(rows) if row.startswith("  ▶ as of ")]
    assert rows[place] == f"  ▶ as of {Words(EN).day(found.as_of)}"
    before, after = rows[:place][-1:], rows[place + 1 :][:1]
    assert [row.strip().partition(":")[0] for row in before] == ([above] if above else [])
    assert [row.strip().partition(":")[0] for row in after] == ([below] if below else [])


def test_when_nothing_is_upcoming_it_says_so() -> None:
    found = upcoming(timeline([SHIPPED["asr.ggz_2024"]], date(2027, 1, 1)))
    assert "    Nothing is to come.\n" in table(found)
    assert "    Er komt niets meer.\n" in table(found, NL)
    assert "Terms without a day of their own" in table(found)


@pytest.mark.parametrize(
    ("policy", "name", "nl", "en"),
    [
        ("asr.ggz_2024", "request-window", "vóór 1 september 2023", "before 1 September 2023"),
        ("asr.ggz_2024", "signing", "uiterlijk 1 november 2023", "by 1 November 2023"),
        ("asr.ggz_2024", "publication", "12 november 2023", "12 November 2023"),
        ("asr.ggz_2024", "offer-letters", "september 2023", "September 2023"),
        ("asr.ggz_2024", "claiming-starts", "vanaf 1 januari 2024", "from 1 January 2024"),
        (
            "asr.geboortezorg_2023",
            "proposals",
            "september 2022 tot en met oktober 2022",
            "September 2022 to October 2022",
        ),
        (
            "asr.geboortezorg_2023",
            "contracting-finished",
            "begin november 2022",
            "early November 2022",
        ),
        ("asr.geboortezorg_2023", "integral-experiment-ends", "eind 2022", "the end of 2022"),
        ("vgz.msz_2024", "regional-meetings", "begin 2023", "early 2023"),
        (
            "caresq.categoraal_2024",
            "invitation-to-talks",
            "uiterlijk half september 2023",
            "by mid-September 2023",
        ),
        (
            "caresq.categoraal_2024",
            "digital-care",
            "uiterlijk eind 2024",
            "by the end of 2024",
        ),
    ],
)
def test_a_moment_in_words(policy: str, name: str, nl: str, en: str) -> None:
    found = timeline([SHIPPED[policy]], date(2023, 9, 15))
    (when,) = [each.when for each in found.moments if each.name == name]
    assert when is not None
    assert (when_words(when, Words(NL)), when_words(when, Words(EN))) == (nl, en)


@pytest.mark.parametrize(
    ("length", "nl", "en"),
    [
        (
            Length(28, "days", "until"),
            "binnen 28 dagen, het eind telt mee",
            "within 28 days, the end included",
        ),
        (
            Length(1, "months", "before"),
            "binnen 1 maand, het eind telt niet mee",
            "within 1 month, the end not included",
        ),
        (
            Length(5, "years", "from"),
            "5 jaar, de eerste dag telt mee",
            "5 years, the first day included",
        ),
        (Length(1, "working_days", "exactly"), "1 werkdag", "1 working day"),
        (Length(30, "minutes", "less_than"), "minder dan 30 minuten", "less than 30 minutes"),
    ],
)
def test_a_length_in_words(length: Length, nl: str, en: str) -> None:
    assert (length_words(length, Words(NL)), length_words(length, Words(EN))) == (nl, en)


def test_a_sentence_begins_with_a_capital() -> None:
    assert sentence("vóór 1 september 2023") == "Vóór 1 september 2023"
    assert sentence("1 september") == "1 september"
    assert sentence("") == ""
