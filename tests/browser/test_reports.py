"""Reports in a real browser: nothing is asked for or complains, and everybody can use them."""

import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from policycheck.cli import cli

from .conftest import WIDTHS, Open

CASES = "fixtures/cases"
HOSTILE = """\
as_of: 2024-06-10
contract_year: 2024
provider:
  name: "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
  sectors: [ggz]
  organisation: institution
insurers:
  asr:
    ceiling_request: {received_on: 2024-06-03}
"""
INVALID = 'as_of: 2024-06-10\nprovider:\n  "<img src=x onerror=alert(3)>": 1\n'
PAGES = ("case", "explained", "matrix", "portfolio", "invalid", "hostile")

Reports = dict[str, Path]


@pytest.fixture(scope="session")
def reports(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """A report of every kind, written by the command."""
    place = tmp_path_factory.mktemp("reports")
    (place / "hostile.yaml").write_text(HOSTILE, encoding="utf-8")
    (place / "invalid.yaml").write_text(INVALID, encoding="utf-8")
    cases = root / CASES
    several = cases / "caresq.categoraal_2024/epilepsy-centre-of-three-sectors.yaml"
    portfolio = sorted((cases / "asr.ggz_2024").glob("*.yaml"))
    asked: dict[str, list[object]] = {
        "case": [cases / "asr.ggz_2024/ceiling-69-99.yaml"],
        "explained": [cases / "asr.ggz_2024/ceiling-96.yaml", "--explain", "full", "--redact"],
        "matrix": [several],
        "portfolio": [*portfolio, *portfolio, *portfolio, place / "hostile.yaml"],
        "invalid": [place / "invalid.yaml"],
        "hostile": [place / "hostile.yaml"],
    }
    made = {}
    for name, files in asked.items():
        made[name] = place / f"{name}.html"
        arguments = ["eval", *map(str, files), "--format", "html", "--lang", "nl"]
        result = CliRunner().invoke(cli, [*arguments, "-o", str(made[name])])
        assert result.exit_code == (2 if name == "invalid" else 0), result.stderr
    return made


@pytest.mark.parametrize(
    ("width", "scheme"), [(WIDTHS["phone"], "dark"), (WIDTHS["desktop"], "light")]
)
@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_use_a_report_on_any_screen(
    open_page: Open, reports: Reports, tmp_path: Path, name: str, width: int, scheme: str
) -> None:
    with open_page(reports[name], width=width, scheme=scheme) as opened:
        place = Path(os.environ.get("POLICYCHECK_SCREENSHOTS", tmp_path))
        opened.page.screenshot(path=place / f"{name}-{width}-{scheme}.png", full_page=True)
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
        for language in ("nl", "en"):
            opened.speak(language)
            assert opened.violations() == []
        assert (opened.said, opened.asked) == ([], [])


def shown(page: Any) -> str:
    text: str = page.inner_text("main")
    return text


@pytest.mark.parametrize("script", [True, False])
def test_the_switch_shows_one_language_with_and_without_a_script(
    open_page: Open, reports: Reports, script: bool
) -> None:
    with open_page(reports["case"], java_script_enabled=script) as opened:
        assert "voldoet niet" in shown(opened.page)
        assert "not met" not in shown(opened.page)
        opened.page.get_by_label("English").check()
        assert "not met" in shown(opened.page)
        assert "voldoet niet" not in shown(opened.page)
        if script:
            assert opened.page.evaluate("document.documentElement.lang") == "en"
            assert opened.page.title() == "Decision report: GGZ Plafond"


def test_a_report_works_from_the_keyboard(open_page: Open, reports: Reports) -> None:
    with open_page(reports["case"]) as opened:
        page = opened.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"
        summary = page.locator("details.met > summary").first
        summary.focus()
        page.keyboard.press("Enter")
        assert page.locator("details.met").first.get_attribute("open") is not None


def test_everything_opens_and_closes(open_page: Open, reports: Reports) -> None:
    with open_page(reports["case"]) as opened:
        page = opened.page
        total = page.locator("details").count()
        page.click("#open-all")
        assert page.locator("details[open]").count() == total > 5
        page.click("#close-all")
        assert page.locator("details[open]").count() == 0


@pytest.mark.parametrize("script", [True, False])
def test_on_paper_everything_is_open_and_nothing_is_to_click(
    open_page: Open, reports: Reports, script: bool
) -> None:
    with open_page(reports["case"], scheme="dark", java_script_enabled=script) as opened:
        page = opened.page
        page.emulate_media(media="print")
        assert page.locator("button:visible, input:visible, .skip:visible").count() == 0
        facts = page.locator("details.met code")
        assert facts.count() > 5
        assert all(facts.nth(n).bounding_box()["height"] > 0 for n in range(facts.count()))
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper == "rgb(255, 255, 255)"
        assert page.pdf(format="A4").startswith(b"%PDF")


def test_what_a_case_says_runs_nowhere(open_page: Open, reports: Reports) -> None:
    for name in ("hostile", "portfolio", "invalid"):
        with open_page(reports[name]) as opened:
            if name == "portfolio":
                opened.page.fill("#by-text", "onerror")
                opened.page.locator(".why summary").first.click()
            assert "onerror=alert" in shown(opened.page)
            assert opened.page.locator("img").count() == 0
            assert (opened.said, opened.asked) == ([], [])


def rows(page: Any) -> int:
    count: int = page.locator("#body > tr").count()
    return count


def test_a_portfolio_is_filtered(open_page: Open, reports: Reports) -> None:
    with open_page(reports["portfolio"]) as opened:
        page = opened.page
        assert rows(page) == 50
        assert page.inner_text("#shown").startswith("1 tot 50 van ")
        page.select_option("#by-outcome", "not_met")
        outcomes = page.locator("#body .outcome").all_inner_texts()
        assert outcomes
        assert all("voldoet niet" in each for each in outcomes)
        page.click("#clear")
        page.fill("#by-text", "plafond ceiling-69")
        assert rows(page) == 3
        assert page.inner_text("#shown") == "1 tot 3 van 3"
        opened.speak("en")
        assert page.inner_text("#shown") == "1 to 3 of 3"
        page.locator(".why summary").first.click()
        assert "70 percent" in page.locator("#body .why details").first.inner_text()
        page.fill("#by-text", "nobody has this name")
        assert rows(page) == 0
        assert page.inner_text("#shown") == "No decision fits this filter."
        assert page.locator("#by-policy option").all_inner_texts()[:2] == ["all", "asr.ggz_2024"]
        assert opened.said == []


def test_a_portfolio_is_sorted_and_turned(open_page: Open, reports: Reports) -> None:
    with open_page(reports["portfolio"]) as opened:
        page = opened.page

        def names() -> list[str]:
            found: list[str] = page.locator("#body th").all_inner_texts()
            return [each.split("\n")[0] for each in found]

        page.click("th[data-sort=name] button")
        assert page.get_attribute("th[data-sort=name]", "aria-sort") == "ascending"
        up = names()
        assert [n for n in up if n[0].isalpha()] == sorted(n for n in up if n[0].isalpha())
        page.click("th[data-sort=name] button")
        assert page.get_attribute("th[data-sort=name]", "aria-sort") == "descending"
        assert names()[0] >= up[-1]
        assert page.is_disabled("#previous")
        page.click("#following")
        assert page.inner_text("#shown").startswith("51 tot ")
        page.click("#previous")
        assert page.inner_text("#shown").startswith("1 tot ")


def test_a_portfolio_on_paper_has_every_row_that_the_filters_leave(
    open_page: Open, reports: Reports
) -> None:
    with open_page(reports["portfolio"]) as opened:
        page = opened.page
        total = page.evaluate("JSON.parse(document.getElementById('data').textContent).rows.length")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert rows(page) == total > 50
        assert page.locator("#body details:not([open])").count() == 0
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert rows(page) == 50


def test_a_portfolio_without_a_script_says_what_it_leaves_out(
    open_page: Open, reports: Reports
) -> None:
    with open_page(reports["portfolio"], java_script_enabled=False) as opened:
        page = opened.page
        assert 50 < rows(page) <= 100
        assert page.locator("#filters:visible").count() == 0


def test_a_link_in_the_matrix_leads_to_the_decision(open_page: Open, reports: Reports) -> None:
    with open_page(reports["matrix"]) as opened:
        page = opened.page
        page.click(".matrix a >> nth=2")
        anchor = page.evaluate("location.hash.slice(1)")
        assert page.locator(f"[id='{anchor}']").is_visible()
