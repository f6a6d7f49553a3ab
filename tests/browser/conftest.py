"""A real Chromium, without a window and without a network."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from conftest import CI

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTHS = {"phone": 390, "desktop": 1280}

Open = Callable[..., Any]


def program() -> str | None:
    """Where Chromium is: as POLICYCHECK_CHROMIUM says, else on the path."""
    named = os.environ.get("POLICYCHECK_CHROMIUM")
    return named or next(filter(None, map(shutil.which, PROGRAMS)), None)


def absent() -> str:
    """What is missing of a browser and what drives it; empty if nothing is."""
    try:
        import axe_playwright_python  # noqa: F401
        import playwright  # noqa: F401
    except ModuleNotFoundError as error:
        return f"{error.name} is not installed: see requirements-browser.txt"
    return "" if program() else "there is no Chromium: install the package chromium"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser. In CI it has to be there."""
    if reason := absent():
        if CI:
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program(), args=list(FLAGS))
        yield browser
        browser.close()


class Opened:
    """A page that is open, with what it said and asked for.

    Attributes:
        page: The page of playwright.
        said: What stands in the console, and errors that nothing caught.
        asked: Every address that was asked for, but for the page itself.
    """

    def __init__(self, page: Any, file: Path) -> None:
        self.page = page
        self.said: list[str] = []
        self.asked: list[str] = []
        own = file.resolve().as_uri()
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda r: self.asked.extend({r.url} - {own, "data:,"}))
        page.goto(own)

    def speak(self, language: str) -> None:
        """Choose a language as a user does."""
        self.page.check(f"#in-{language}")

    def violations(self) -> list[tuple[str, list[str]]]:
        """What axe finds in it."""
        return violations(self.page)


def violations(page: Any) -> list[tuple[str, list[str]]]:
    """What axe finds in a page, with the first elements that it finds it in."""
    from axe_playwright_python.sync_playwright import Axe

    # To preload is to fetch style sheets again, and these pages let nothing be fetched.
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found]


@pytest.fixture
def open_page(chromium: Any) -> Open:
    """Open a file: ``with open_page(file, width=390, scheme="dark") as opened``."""

    @contextmanager
    def opening(file: Path, **options: Any) -> Iterator[Opened]:
        width = options.pop("width", WIDTHS["desktop"])
        scheme = options.pop("scheme", "light")
        viewport = {"width": width, "height": 900}
        context = chromium.new_context(viewport=viewport, color_scheme=scheme, **options)
        try:
            yield Opened(context.new_page(), file)
        finally:
            context.close()

    return opening
