"""Pages from templates. Everything that is put into one is escaped."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from policycheck.handbook.page import Page
from policycheck.model import Modality, Outcome
from policycheck.report.style import styled

_SITE = Path(__file__).parent / "site"
ASSETS = ("handbook.css", "handbook.js")


class Templates:
    """The templates of the handbook."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(_SITE),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.globals |= {"outcomes": list(Outcome), "modalities": list(Modality)}

    def page(self, template: str, page: Page, **values: Any) -> bytes:
        """A page as a file."""
        return self.text(template, {"page": page, "words": page.words, **values})

    def text(self, template: str, values: Mapping[str, Any]) -> bytes:
        """A template filled in."""
        return self._environment.get_template(template).render(values).encode()


def asset(name: str) -> bytes:
    """A file that all pages share."""
    file = _SITE / name
    return styled(file).encode() if file.suffix == ".css" else file.read_bytes()
