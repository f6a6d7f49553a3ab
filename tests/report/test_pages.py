"""Reports to mail or print: complete, self-contained, and safe whatever a case says."""

import itertools
import json
import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from policycheck.errors import Problem
from policycheck.explaining import (
    ConditionExplained,
    Detail,
    ExemptionState,
    ExemptionUse,
    Explanation,
    FactRead,
    ReadingExplained,
    Requirement,
    ValueGives,
)
from policycheck.model import DeadlineState, Decision, Fact, Language, Outcome, Status, Text
from policycheck.report.document import Answer
from policycheck.report.pages.cases import CaseView, case_view
from policycheck.report.pages.conditions import ConditionView
from policycheck.report.pages.deadlines import timeline_view
from policycheck.report.pages.html import case_html, portfolio_html, problems_html
from policycheck.report.pages.markdown import (
    case_markdown,
    portfolio_markdown,
    problems_markdown,
)
from policycheck.report.pages.portfolio import STATIC, portfolio_view
from policycheck.report.pages.problems import problems_view
from policycheck.report.pages.ring import ring_of
from policycheck.report.pages.speaking import speaking
from policycheck.texts import TEXTS
from policycheck.words import Words

from .samples import CONDITIONS, DEADLINES, DECISION, DICTIONARY, EN, MANIFESTS, NL, condition

SPEAK = speaking(DICTIONARY)
HOSTILE = (
    "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)> `|* [x](http://y) &amp;"
)
NO = Text("", "")
ABOUT = (Fact("/provider/name", HOSTILE), Fact("/provider/agb", HOSTILE))
SAID = replace(
    DECISION,
    conditions={
        c.id: replace(c, facts=(*c.facts, Fact("/provider/agb", HOSTILE))) for c in CONDITIONS
    },
)
USED = ValueGives("a", Text("Zo", HOSTILE), True, SAID.outcome, None, {}, {})
OTHERWISE = ValueGives("b", Text("Anders", HOSTILE), False, Outcome.MET, None, {}, {})
EXPLANATION = Explanation(
    SAID,
    Text("Niet, en wel hierom.", HOSTILE),
    tuple(
        ConditionExplained(
            each,
            decides=each.status is Status.NOT_MET,
            why=Text("Dit zegt de toestand.", HOSTILE),
            facts=(FactRead("/provider/agb", HOSTILE, 7, 3),),
            required=(
                Requirement(
                    "limit",
                    Text("De grens", HOSTILE),
                    70,
                    "percent",
                    "at_least",
                    Text("ten minste 70%", HOSTILE),
                    "",
                    ("a-01",),
                ),
            ),
            exemptions=(
                ExemptionUse(
                    "free",
                    Text("Vrij", HOSTILE),
                    ExemptionState.MAY_APPLY,
                    (),
                    ("/provider/agb",),
                    (),
                ),
            ),
            readings=("years",),
        )
        for each in SAID.conditions.values()
    ),
    (ReadingExplained("years", Text("Hoe te lezen?", HOSTILE), True, NO, (), (USED, OTHERWISE)),),
)
ANSWER = Answer(f"{HOSTILE}.yaml", (SAID,), about=ABOUT)
WITH_WHY = replace(ANSWER, explanations=(EXPLANATION,))
PROBLEM = Problem("unknown-fact", HOSTILE, f"{HOSTILE}.yaml", 3, 4, f"/{HOSTILE}")


class Page(HTMLParser):
    """The elements of a page, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.contents: dict[str, list[str]] = {}
        self._raw = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._raw = tag if tag in ("script", "style") else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == self._raw:
            self._raw = ""

    def handle_data(self, data: str) -> None:
        if self._raw:
            self.contents.setdefault(self._raw, []).append(data)
        else:
            self.texts.append(data)

    def tags(self, *names: str) -> list[str]:
        return [tag for tag, _ in self.elements if tag in names]


def pages(language: Language = NL) -> dict[str, str]:
    case = case_view(ANSWER, MANIFESTS, SPEAK)
    several = portfolio_view([ANSWER, ANSWER], MANIFESTS, SPEAK)
    explained = case_view(WITH_WHY, MANIFESTS, SPEAK, Detail.FULL, redacted=True)
    why = portfolio_view([WITH_WHY, ANSWER], MANIFESTS, SPEAK, redacted=True)
    return {
        "explained": case_html(explained, language),
        "portfolio with why": portfolio_html(why, language),
        "case": case_html(case, language),
        "portfolio": portfolio_html(several, language),
        "problems": problems_html(problems_view([PROBLEM], SPEAK), language),
    }


@pytest.fixture(params=["case", "explained", "portfolio", "portfolio with why", "problems"])
def html(request: pytest.FixtureRequest) -> str:
    return pages()[request.param]


def test_what_a_case_says_is_text_everywhere(html: str) -> None:
    page = Page(html)
    assert not page.tags("img")
    own = [attributes for tag, attributes in page.elements if tag == "script"]
    assert [each.get("type") for each in own].count("application/json") <= 1
    assert all(set(each) <= {"type", "id"} for each in own)
    assert not [name for _, attributes in page.elements for name in attributes if name[:2] == "on"]
    assert "alert(1)</script>" not in html
    assert any(HOSTILE in text for text in page.texts)


def test_the_embedded_data_is_what_the_case_says() -> None:
    page = Page(pages()["portfolio"])
    data = json.loads(page.contents["script"][0])
    assert data["texts"][data["rows"][0][0]] == HOSTILE
    assert data["rows"][0][1] == f"{HOSTILE}.yaml"


def test_a_page_loads_nothing_and_allows_only_its_own_scripts(html: str) -> None:
    page = Page(html)
    assert not [a for _, a in page.elements if "src" in a or "style" in a]
    links = [a["href"] for tag, a in page.elements if tag in ("a", "link")]
    assert all(link and (link[0] == "#" or link == "data:,") for link in links)
    [policy] = [
        a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy
    assert "unsafe" not in policy
    code = [each for each in page.contents["script"] if not each.startswith("{")]
    for content in (*page.contents["style"], *code):
        assert b64encode(sha256(content.encode()).digest()).decode() in policy
    assert policy.count("sha256-") == 1 + len(code)
    assert not re.search(r"@import|url\(|https?://(?!y\))", "".join(page.contents["style"] + code))


def test_headings_go_down_one_by_one_under_one_title(html: str) -> None:
    levels = [int(tag[1]) for tag in Page(html).tags("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))


def test_ids_are_unique_and_every_reference_leads_somewhere(html: str) -> None:
    page = Page(html)
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(set(ids)) == len(ids)
    named = [a[key] for _, a in page.elements for key in ("aria-labelledby",) if key in a]
    linked = [str(a["href"])[1:] for tag, a in page.elements if tag == "a"]
    assert {*named, *linked} <= set(ids)


def test_heads_of_tables_say_what_they_are_of(html: str) -> None:
    heads = [a for tag, a in Page(html).elements if tag == "th"]
    assert all(a.get("scope") in ("col", "row") for a in heads)


@pytest.mark.parametrize("language", Language)
def test_both_languages_are_in_it_and_the_chosen_one_is_first(language: Language) -> None:
    for html in pages(language).values():
        page = Page(html)
        root = dict(page.elements)["html"]
        assert root["lang"] == language
        chosen = [a["value"] for tag, a in page.elements if tag == "input" and "checked" in a]
        assert chosen == [language]
        spoken = [a["lang"] for tag, a in page.elements if tag == "span" and a.get("class") == "t"]
        assert spoken.count("nl") == spoken.count("en") > 0
        title = {NL: "Beslisrapport: ", EN: "Decision report: "}[language]
        assert f"<title>{title}" in html


def test_a_page_of_a_case_tells_everything() -> None:
    text = " ".join(Page(pages()["case"]).texts)
    for each in CONDITIONS:
        if each.status is not Status.NOT_APPLICABLE or each.id == "code":
            assert each.title.nl.rstrip(".") in text
            assert each.title.en.rstrip(".") in text
    for wanted in (
        "voldoet niet",
        "Er komt geen contract.",
        "Te klein voor de code",
        "1.234,50",
        "€1,234.50",
        "2023",
        "sha256:a",
        "Telt één jaar of tellen beide jaren?",
        "The request is in",
    ):
        assert wanted in text


@pytest.mark.parametrize("language", Language)
def test_markdown_shows_what_a_case_says_as_text(language: Language) -> None:
    words = Words(language)
    several = portfolio_view([ANSWER, ANSWER], MANIFESTS, SPEAK)
    for report in (
        case_markdown(case_view(ANSWER, MANIFESTS, SPEAK), words),
        portfolio_markdown(portfolio_view([WITH_WHY] * 2, MANIFESTS, SPEAK), words),
        portfolio_markdown(several, words),
        problems_markdown(problems_view([PROBLEM], SPEAK), words),
    ):
        page = Page(MarkdownIt("commonmark", {"html": True}).enable("table").render(report))
        assert not page.tags("a", "img", "script", "code")
        assert page.tags("h1") == ["h1"]
        assert "<script>alert(1)</script>" in "".join(page.texts)
        lines = report.splitlines()
        tables = [n for n, line in enumerate(lines) if line.startswith("| ---")]
        assert tables
        for start in tables:
            cells = lines[start].count(" | ")
            for line in lines[start + 1 :]:
                if not line.startswith("|"):
                    break
                assert len(re.findall(r"(?<!\\) \| ", line)) == cells


def test_a_full_explanation_stands_below_each_condition() -> None:
    view = case_view(WITH_WHY, MANIFESTS, SPEAK, Detail.FULL)
    report = case_markdown(view, Words(NL))
    for text in ("".join(Page(case_html(view, NL)).texts), report.replace("\\", "")):
        assert text.count("Dit zegt de toestand.") == len(shown_conditions(view)) > 5
        assert "regel 7 van het bestand" in text
        assert "ten minste 70%" in text
        assert "kan nog vrijgesteld zijn: Vrij; niet bekend: AGB-code (provider.agb)" in text
        assert "Hoe te lezen?" in text
        assert "anders gelezen: “Anders”. Uitkomst: voldoet" in text
    page = Page(MarkdownIt("commonmark", {"html": True}).enable("table").render(report))
    assert not page.tags("a", "img", "script", "code")
    decides = {c.id for c in shown_conditions(view) if "leidt tot deze uitkomst" in str(c.notes)}
    assert decides == {c.id for c in CONDITIONS if c.status is Status.NOT_MET}
    assert all(each.expanded for each in shown_conditions(view) if each.id in decides)


def shown_conditions(view: CaseView) -> list[ConditionView]:
    return [
        c
        for decision in view.decisions
        for section in decision.sections
        for c in section.conditions
    ]


def test_a_short_explanation_is_a_sentence() -> None:
    short = case_view(WITH_WHY, MANIFESTS, SPEAK, Detail.SHORT)
    assert "Niet, en wel hierom." in case_html(short, NL)
    assert "Dit zegt de toestand." not in case_html(short, NL)
    several = portfolio_view([WITH_WHY, ANSWER], MANIFESTS, SPEAK)
    first, second = several.data["rows"]
    assert several.data["texts"][first[-1]] == ["Niet, en wel hierom.", HOSTILE]
    assert len(first) == len(second) + 1
    assert portfolio_markdown(several, Words(NL)).count("Niet, en wel hierom.") == 1


def test_a_page_says_what_it_leaves_out() -> None:
    for redacted in (True, False):
        for html in (
            case_html(case_view(ANSWER, MANIFESTS, SPEAK, redacted=redacted), NL),
            portfolio_html(portfolio_view([ANSWER] * 2, MANIFESTS, SPEAK, redacted), NL),
            problems_html(problems_view([PROBLEM], SPEAK, redacted), NL),
        ):
            assert (TEXTS["page.redacted"].nl in html) is redacted


def test_the_ring_counts_what_decides() -> None:
    ring = ring_of(DECISION, SPEAK)
    counts = {standing: count for standing, _, count in ring.counts}
    assert counts == {"met": 1, "not_met": 2, "unknown": 1, "waiting": 2, "open": 1}
    assert ring.total == sum(counts.values()) == 7
    assert ring.met == 1
    assert 100 - sum(arc.length for arc in ring.arcs) == pytest.approx(1.2 * len(ring.arcs))


def test_a_ring_of_one_standing_is_closed_and_one_of_nothing_is_empty() -> None:
    one = replace(DECISION, conditions={"a": condition("a", Status.MET)})
    assert [arc.length for arc in ring_of(one, SPEAK).arcs] == [100]
    none = replace(DECISION, conditions={})
    assert ring_of(none, SPEAK).arcs == ()


def with_deadlines(days: Sequence[date], today: date) -> Decision:
    deadlines = tuple(
        replace(DEADLINES[0], by=day, title=condition(str(n), Status.MET).title)
        for n, day in enumerate(days)
    )
    return replace(DECISION, as_of=today, deadlines=deadlines)


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(st.lists(DAYS, min_size=1, max_size=12), DAYS)
def test_every_deadline_has_room_on_the_line_of_time(days: list[date], today: date) -> None:
    view = timeline_view([with_deadlines(days, today)], SPEAK)
    assert view
    assert len(view.deadlines) == len(days)
    places = [(each.x, each.lane) for each in view.deadlines]
    assert all(0 < x < 100 for x, _ in [*places, (view.x, 0)])
    assert places == sorted(places, key=lambda place: place[0])
    for lane in range(view.lanes):
        taken = [x for x, other in places if other == lane]
        assert taken
        assert all(b - a >= 8 for a, b in itertools.pairwise(taken))
    assert len(view.ticks) <= 6
    assert all(0 < x < 100 for x, _ in view.ticks)


def test_a_deadline_of_several_decisions_is_told_once() -> None:
    other = replace(DECISION, decision="attention")
    view = timeline_view([DECISION, other], SPEAK)
    assert view
    assert [each.names for each in view.deadlines] == [
        ("test.care_2024.eligibility", "test.care_2024.attention")
    ] * len(DEADLINES)
    assert [each.state for each in view.deadlines] == [DeadlineState.PASSED, DeadlineState.UPCOMING]
    assert timeline_view([replace(DECISION, deadlines=())], SPEAK) is None


def test_a_portfolio_has_so_many_rows_without_a_script_and_says_so() -> None:
    answers = [replace(ANSWER, case=f"{n}.yaml") for n in range(STATIC + 1)]
    view = portfolio_view(answers, MANIFESTS, SPEAK)
    assert (len(view.static), len(view.rows), len(view.data["rows"])) == (STATIC, 101, 101)
    html = portfolio_html(view, NL)
    assert "de eerste 100 van 101 besluiten" in html
    assert "noscript" not in portfolio_html(portfolio_view(answers[:-1], MANIFESTS, SPEAK), NL)


def test_a_portfolio_names_cases_without_a_decision() -> None:
    bare = Answer("bare.yaml", ())
    view = portfolio_view([ANSWER, bare], MANIFESTS, SPEAK)
    assert view.undecided == ("bare.yaml",)
    assert "bare.yaml" in portfolio_markdown(view, Words(NL))


@pytest.mark.parametrize("outcome", [*Outcome, None])
def test_every_outcome_has_a_page_and_a_row(outcome: Outcome | None) -> None:
    answer = replace(ANSWER, decisions=(replace(SAID, outcome=outcome),))
    page = Page(case_html(case_view(answer, MANIFESTS, SPEAK), EN))
    assert TEXTS[f"outcome.{outcome or 'none'}"].en in "".join(page.texts)
    [row] = portfolio_view([answer], MANIFESTS, SPEAK).rows
    assert row.outcome.code == (outcome or "none")


def test_every_fixed_text_of_a_page_is_used(root: Path) -> None:
    """Templates look them up by name, which the test of the catalogue does not see."""
    package = root / "src/policycheck/report/pages"
    files = [*package.glob("*.py"), *(package / "templates").iterdir()]
    sources = "\n".join(file.read_text(encoding="utf-8") for file in files)
    keys = [key.removeprefix("page.") for key in TEXTS if key.startswith("page.")]
    unused = [
        key for key in keys if not re.search(rf"\bt\.{key}\b|page\.{key}\b|\"{key}\"", sources)
    ]
    assert unused == []
