"""The templates of new files, filled in."""

from collections.abc import Mapping
from string import Template
from typing import Literal

from policycheck.errors import UsageError
from policycheck.model import Text
from policycheck.resources import templates

Set = Literal["policy", "decision"]
_LONGEST = 200
# What YAML takes for nothing but text, without quotes.
_PLAIN = " '()/,-."
# What some readers of YAML take for something else.
_WORDS = ("null", "true", "false", "yes", "no", "on", "off", "y", "n")


def filled(folder: Set, file: str, values: Mapping[str, object]) -> str:
    """A template with its ``${placeholders}`` filled in; the imports of Rego in their order."""
    text = (templates() / folder / file).read_text(encoding="utf-8")
    made = Template(text).substitute(values)
    return _in_order(made) if file.endswith(".rego") else made


def scalar(text: str) -> str:
    """A text as YAML writes it, in quotes where it needs them."""
    plain = text[:1].isalpha() and all(each.isalnum() or each in _PLAIN for each in text)
    if plain and text.lower() not in _WORDS:
        return text
    escaped = text.replace("'", "''")
    return f"'{escaped}'"


def checked(text: str, option: str) -> str:
    """A text that was typed, if it can stand on one line.

    Raises:
        UsageError: It is empty, too long, or holds characters that are not seen.
    """
    if not text.strip() or not text.isprintable() or len(text) > _LONGEST:
        raise UsageError(f"{option} has to be one line of text, of at most {_LONGEST} characters")
    return text.strip()


def titled(title_nl: str | None, title_en: str | None, otherwise: Text) -> Text:
    """The title in both languages, as it was typed.

    Raises:
        UsageError: One language is missing, or they are the same, or one is no line of text.
    """
    if title_nl is None and title_en is None:
        return otherwise
    if title_nl is None or title_en is None:
        raise UsageError("a title is in both languages: give --title-nl and --title-en")
    return Text(checked(title_nl, "--title-nl"), checked(title_en, "--title-en"))


def _in_order(text: str) -> str:
    """Rego with its imports sorted, which are one run of lines in every template."""
    lines = text.split("\n")
    places = [place for place, line in enumerate(lines) if line.startswith("import ")]
    for place, line in zip(places, sorted(lines[place] for place in places), strict=True):
        lines[place] = line
    return "\n".join(lines)
