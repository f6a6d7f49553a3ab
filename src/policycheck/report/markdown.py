"""Markdown as pull requests show it: text of others never becomes markup."""

import re
from collections.abc import Iterable, Sequence

from policycheck.report.plain import clean

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~#])")
# What sites make a link of although nothing marks it: addresses of pages and of mail, and names.
_LINK = re.compile(r"(?i)((?:https?|ftp|mailto|xmpp)(?=:)|www(?=\.)|(?<!\w)(?=@)|\w(?=@))([:.@])")


def text(value: str) -> str:
    """A text on one line, with everything escaped that Markdown or HTML would read."""
    escaped = clean(value).replace("&", "&amp;")
    plain = _MARKUP.sub(r"\\\1", escaped).replace("\\<", "&lt;").replace("\\>", "&gt;")
    return _LINK.sub(lambda found: f"{found[1]}&#{ord(found[2])};", plain)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table; cells are escaped already."""
    lines = [_row(heads), _row(["---"] * len(heads))]
    return [*lines, *(_row(row) for row in rows)]


def folded(summary: str, lines: Sequence[str]) -> list[str]:
    """Lines that are shown when somebody opens them."""
    return ["<details>", f"<summary>{summary}</summary>", "", *lines, "", "</details>"]


def fenced(content: str, language: str) -> list[str]:
    """A text as it is, in a fence that is longer than any in it."""
    longest = max((len(run) for run in re.findall("`+", content)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}{language}", *content.rstrip("\n").split("\n"), fence]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
