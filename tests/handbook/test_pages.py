"""Every page is sound, and every link leads somewhere."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

from .conftest import HEADINGS, Pages, Parsed


def targets(page: Parsed) -> Iterator[tuple[str, str]]:
    """Every address that a page uses, as a path below the folder of the handbook, and an anchor."""
    for element in page.elements("a", "link", "script", "img"):
        address = element.attrib.get("href", element.attrib.get("src"))
        if address is not None:
            parts = urlsplit(address)
            assert not parts.scheme, f"{page.path} leads out of the handbook: {address}"
            assert not parts.netloc, f"{page.path} leads out of the handbook: {address}"
            path = normpath(f"{dirname(page.path)}/{unquote(parts.path)}").lstrip("/")
            yield (path if parts.path else page.path), unquote(parts.fragment)


def test_every_link_and_anchor_resolves(pages: Pages, files: dict[str, bytes]) -> None:
    broken = [
        f"{page.path}: {path}#{fragment}"
        for page in pages.values()
        for path, fragment in targets(page)
        if path not in files or (fragment and fragment not in pages[path].ids)
    ]
    assert broken == []


def test_links_of_examples_resolve(small: Pages) -> None:
    known = {*small, "assets/handbook.css", "assets/handbook.js"}
    broken = [
        f"{page.path}: {path}#{fragment}"
        for page in small.values()
        for path, fragment in targets(page)
        if path not in known or (fragment and fragment not in small[path].ids)
    ]
    assert broken == []


def test_every_page_can_be_reached(pages: Pages) -> None:
    reached = {"index.html"}
    todo = ["index.html"]
    while todo:
        for path, _ in targets(pages[todo.pop()]):
            if path in pages and path not in reached:
                reached.add(path)
                todo.append(path)
    assert set(pages) - reached == set()


def test_the_pages_are_html(pages: Pages) -> None:
    assert {page.path: page.errors for page in pages.values() if page.errors} == {}


def test_an_id_stands_once_in_a_page(pages: Pages) -> None:
    twice = {
        page.path: doubled
        for page in pages.values()
        if (doubled := [id for id, n in Counter(page.ids).items() if n > 1])
    }
    assert twice == {}


def test_headings_go_down_by_one(pages: Pages) -> None:
    for page in pages.values():
        levels = [HEADINGS.index(each.tag) + 1 for each in page.elements(*HEADINGS)]
        assert levels.count(1) == 1, page.path
        assert levels[0] == 1, page.path
        leaps = [b for a, b in pairwise(levels) if b > a + 1]
        assert leaps == [], page.path


def test_every_page_says_its_language_and_has_the_same_in_the_other(pages: Pages) -> None:
    for path, page in pages.items():
        if path == "index.html":
            continue
        language, _, rest = path.partition("/")
        html = next(page.elements("html"))
        assert html.attrib["lang"] == language
        other = "en" if language == "nl" else "nl"
        assert f"{other}/{rest}" in pages
        assert set(pages[f"{other}/{rest}"].ids) == set(page.ids)
        links = [a for a in page.elements("a") if a.attrib.get("hreflang") == other]
        assert len(links) == 1


def test_every_header_of_a_table_says_what_it_heads(pages: Pages) -> None:
    for page in pages.values():
        assert {each.attrib.get("scope") for each in page.elements("th")} <= {"col", "row"}
        for table in page.elements("table"):
            assert list(table.iter("thead"))


def test_no_script_or_style_stands_in_a_page(pages: Pages) -> None:
    for page in pages.values():
        assert list(page.elements("style")) == []
        for script in page.elements("script"):
            assert script.attrib["src"]
            assert not script.text
        handlers = [name for each in page.elements() for name in each.attrib if name[:2] == "on"]
        assert handlers == []
        assert not any("style" in each.attrib for each in page.elements())
        policy = [
            each.attrib["content"]
            for each in page.elements("meta")
            if each.attrib.get("http-equiv") == "Content-Security-Policy"
        ]
        assert len(policy) == 1
        assert policy[0].startswith("default-src 'none'; ")
