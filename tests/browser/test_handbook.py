"""The handbook in a real browser, opened from disk."""

from pathlib import Path
from typing import Any

import pytest

from policycheck.handbook import put_folder, read_book, site_files

from .conftest import WIDTHS, violations

PAGES = (
    "index.html",
    "nl/index.html",
    "nl/policies/asr.ggz_2024/index.html",
    "nl/policies/asr.ggz_2024/clauses.html",
    "nl/policies/asr.ggz_2024/decisions/ceiling_increase.html",
    "nl/policies/asr.ggz_2024/rules/eligibility.html",
    "en/facts/index.html",
    "en/facts/provider.wtza_status.html",
    "en/policies/asr.ggz_2024/decisions/eligibility.html",
)
# One of each kind, and none of those with a thousand rows, where axe takes half a minute.
READ = (
    "index.html",
    "nl/index.html",
    "nl/policies/asr.ggz_2024/index.html",
    "en/policies/asr.ggz_2024/clauses.html",
    "nl/policies/asr.ggz_2024/decisions/ceiling_increase.html",
    "en/policies/asr.ggz_2024/rules/ceiling_increase.html",
    "en/facts/provider.wtza_status.html",
)
# In milliseconds: axe looks at each of thousands of elements.
PATIENCE = 120_000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The handbook of one policy, on disk."""
    folder = tmp_path_factory.mktemp("handbook") / "site"
    put_folder(folder, site_files(read_book(None, ["asr.ggz_2024"], root / "fixtures")))
    return folder


class Tab:
    """A page in the browser, and what it complained of or asked for."""

    def __init__(self, chromium: Any, site: Path, **options: Any) -> None:
        self.site = site
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page = chromium.new_context(**options).new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def open(self, path: str) -> Any:
        self.page.goto((self.site / path).as_uri())
        return self.page

    def close(self) -> None:
        self.page.context.close()
        assert self.complaints == []
        outside = [url for url in self.requests if not url.startswith(self.site.as_uri())]
        assert outside == []


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_no_page_is_wider_than_its_window(chromium: Any, site: Path, width: int) -> None:
    tab = Tab(chromium, site, viewport={"width": width, "height": 844})
    for path in PAGES:
        page = tab.open(path)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0, path
        assert page.screenshot()
    tab.close()


@pytest.mark.parametrize("place", range(len(READ)), ids=READ)
def test_everybody_can_read_it(chromium: Any, site: Path, place: int) -> None:
    """By turns on a dark phone and on a light desktop."""
    path = READ[place]
    scheme, width = ("dark", 390) if place % 2 else ("light", 1280)
    tab = Tab(chromium, site, viewport={"width": width, "height": 900}, color_scheme=scheme)
    found = violations(tab.open(path))
    tab.close()
    assert found == []


def listed(page: Any) -> list[str]:
    page.wait_for_selector("#search-list li")
    return [each.inner_text() for each in page.query_selector_all("#search-list li")]


def test_the_search_works_without_a_server(chromium: Any, site: Path) -> None:
    tab = Tab(chromium, site, viewport={"width": 390, "height": 844})
    page = tab.open("nl/index.html")
    page.keyboard.press("/")
    page.keyboard.type("new-04")
    assert listed(page)[0].endswith("bepaling · asr.ggz_2024 · new-04")
    page.fill("#search-input", "minimum turn")
    # A title in the other language finds it too, and the beginning of a word is enough.
    assert any("minimum-turnover" in each for each in listed(page))
    page.keyboard.press("ArrowDown")
    chosen = page.get_attribute("#search-input", "aria-activedescendant")
    assert page.get_attribute(f"#{chosen}", "aria-selected") == "true"
    page.fill("#search-input", "provider.kvk_registered")
    assert "provider.kvk_registered" in listed(page)[0]
    page.keyboard.press("Enter")
    page.wait_for_url("**/nl/facts/provider.kvk_registered.html")
    page.fill("#search-input", "xyzzy")
    page.wait_for_function("document.getElementById('search-status').textContent.length > 0")
    assert page.inner_text("#search-status") == "Niets gevonden."
    assert page.get_attribute("#search-input", "aria-expanded") == "false"
    page.keyboard.press("Escape")
    assert page.input_value("#search-input") == ""
    tab.close()


def test_what_is_found_with_the_mouse_opens_at_its_place(chromium: Any, site: Path) -> None:
    tab = Tab(chromium, site, viewport={"width": 1280, "height": 900})
    page = tab.open("en/policies/asr.ggz_2024/decisions/ceiling_increase.html")
    page.fill("#search-input", "cap-09")
    listed(page)
    page.click("#search-list li >> nth=0")
    page.wait_for_url("**/en/policies/asr.ggz_2024/clauses.html#clause-cap-09")
    page.click("#clause-cap-09 td a")
    page.wait_for_url("**/decisions/ceiling_increase.html#condition-*")
    page.click("nav.parts a[hreflang=nl]")
    page.wait_for_url("**/nl/policies/asr.ggz_2024/decisions/ceiling_increase.html")
    tab.close()


def test_markup_in_the_search_field_stays_text(chromium: Any, site: Path) -> None:
    tab = Tab(chromium, site)
    page = tab.open("en/index.html")
    page.fill("#search-input", "<img src=x onerror=alert(1)>")
    page.wait_for_function("document.getElementById('search-status').textContent.length > 0")
    assert page.query_selector("img") is None
    tab.close()


def test_on_paper_every_rule_is_open_and_nothing_is_to_click(chromium: Any, site: Path) -> None:
    tab = Tab(chromium, site, viewport={"width": 794, "height": 1123})
    page = tab.open("en/policies/asr.ggz_2024/decisions/eligibility.html")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.is_visible("#condition-minimum-turnover details pre >> nth=0")
    assert not page.is_visible("#search")
    assert page.is_visible("footer")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.query_selector("details[open]") is None
    tab.close()
