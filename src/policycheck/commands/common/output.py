"""Results to standard output or to a file, whole or not at all."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycheck.errors import PolicycheckError
from policycheck.files import put
from policycheck.report.json_format import json_text
from policycheck.words import Words

if TYPE_CHECKING:
    from policycheck.report.blocks import Block

_PIPE_WIDTH = 100


class Format(StrEnum):
    """How a result is written."""

    TABLE = "table"
    JSON = "json"
    JSON_SCHEMA = "json-schema"
    YAML = "yaml"
    ICAL = "ical"
    SARIF = "sarif"
    GITHUB = "github"
    JUNIT = "junit"
    TAP = "tap"
    MARKDOWN = "markdown"
    HTML = "html"


COMMON_FORMATS = (Format.TABLE, Format.JSON, Format.YAML)
"""What every command writes."""


@dataclass(frozen=True)
class Output:
    """How the user wants the results: the format, the language and the colour, and where.

    Attributes:
        target: The file that gets them; ``None`` for standard output.
    """

    format: Format
    words: Words
    colour: str
    target: Path | None = None

    def show(self, blocks: Callable[[], list["Block"]], document: Callable[[], Any]) -> None:
        """Write a result: the blocks as a table, or the document."""
        self.write(self.text(blocks, document))

    def text(self, blocks: Callable[[], list["Block"]], document: Callable[[], Any]) -> str:
        """A result as text: the blocks as a table, or the document."""
        return self._table(blocks()) if self.format is Format.TABLE else self._text(document())

    def write(self, text: str) -> None:
        """Write a result that is text already.

        Raises:
            PolicycheckError: It cannot be written; then a file is as it was before.
        """
        if self.target is None:
            write(text)
            return
        try:
            put(self.target, text.encode("utf-8", errors="backslashreplace"))
        except OSError as error:
            reason = error.strerror or error
            raise PolicycheckError(f"{self.target} cannot be written: {reason}") from error

    def _table(self, blocks: list["Block"]) -> str:
        from policycheck.report.layout import lay_out

        width = shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns
        no_terminal = self.target is not None and self.colour == "auto"
        colour = not no_terminal and wants_colour(self.colour)
        return lay_out(blocks, width, colour) if blocks else ""

    def _text(self, document: Any) -> str:
        if self.format in (Format.JSON, Format.JSON_SCHEMA, Format.SARIF):
            return json_text(document)
        from policycheck.report.yaml_format import yaml_text

        return yaml_text(document)


def wants_colour(choice: str) -> bool:
    """Whether to colour: as chosen, else NO_COLOR, then FORCE_COLOR, then a real terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def write_lines_as_they_are(text: str) -> None:
    """Write a whole result whose ends of lines are part of its format, on every system."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(newline="")
    write(text)


def write(text: str) -> None:
    """Write a whole result and flush it, so that a failure is seen here and not at the exit."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except (OSError, AttributeError, ValueError) as error:
        raise PolicycheckError(f"the results cannot be written: {error}") from error
