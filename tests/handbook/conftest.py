"""The handbook of the shipped policies, made once, and its pages as a browser reads them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import html5lib
import pytest

from made_up import made_up_rules
from policycheck.handbook import Book, read_book, site_files

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Parsed:
    """A page, parsed by the rules of HTML."""

    path: str
    content: bytes

    @cached_property
    def _parsed(self) -> tuple[Any, list[str]]:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree = parser.parse(self.content.decode())
        return tree, [f"{position}: {code}" for position, code, _ in parser.errors]

    @property
    def tree(self) -> Any:
        return self._parsed[0]

    @property
    def errors(self) -> list[str]:
        return self._parsed[1]

    def elements(self, *names: str) -> Iterator[Any]:
        return (each for each in self.tree.iter() if not names or each.tag in names)

    @cached_property
    def ids(self) -> list[str]:
        return [each.attrib["id"] for each in self.elements() if "id" in each.attrib]

    @cached_property
    def text(self) -> str:
        return " ".join("".join(self.tree.itertext()).split())

    def of(self, id: str) -> str:
        """The text of the element with that id."""
        found = [each for each in self.elements() if each.attrib.get("id") == id]
        assert len(found) == 1, f"{id} stands {len(found)} times in {self.path}"
        return " ".join("".join(found[0].itertext()).split())


Pages = Mapping[str, Parsed]


def pages_of(files: Mapping[str, bytes]) -> Pages:
    return {name: Parsed(name, each) for name, each in files.items() if name.endswith(".html")}


@cache
def shipped_book() -> Book:
    return read_book(None, None, None)


@cache
def shipped_files() -> Mapping[str, bytes]:
    return site_files(shipped_book())


@cache
def shipped_pages() -> Pages:
    return pages_of(shipped_files())


@pytest.fixture(scope="session")
def book() -> Book:
    return shipped_book()


@pytest.fixture(scope="session")
def files() -> Mapping[str, bytes]:
    return shipped_files()


@pytest.fixture(scope="session")
def pages() -> Pages:
    return shipped_pages()


@pytest.fixture(scope="session")
def small(root: Path) -> Pages:
    """One policy, with its examples."""
    book = read_book(None, ["asr.ggz_2022"], root / "fixtures")
    return pages_of(site_files(book))


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A rules directory of somebody else."""
    return made_up_rules(tmp_path)
