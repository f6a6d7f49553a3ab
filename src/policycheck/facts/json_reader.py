"""Reads JSON text: strictly, without limits on numbers, and with places only when asked."""

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from policycheck.facts import documents
from policycheck.facts.documents import Document, refuse
from policycheck.facts.json_places import duplicates_and_constants, places
from policycheck.facts.problems import position, printable

# A string that is not closed matches too: else a hostile text costs quadratic time.
_STRUCTURE = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{},]', re.DOTALL)
_LEADING_ZERO = re.compile(r"-?0[0-9]")


def read_json(text: str, name: str) -> Document:
    """Read one JSON text.

    Raises:
        InvalidCase: It is not JSON, has no mapping at the top, or is too deep or too long.
    """
    if not text.strip():
        refuse("empty-file", documents.EMPTY, name, 1, 1)
    check_size(text, name)
    constants: list[str] = []
    repeated = False

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        repeated = True
        return dict(reversed(pairs))  # the first of each key

    try:
        value = json.loads(
            text,
            object_pairs_hook=members,
            parse_float=documents.number,
            parse_int=documents.number,
            parse_constant=constants.append,
        )
    except json.JSONDecodeError as error:
        before = text[max(0, error.pos - 1) : error.pos + 1]
        hint = (
            "; a number cannot begin with 0: an identifier must be in quotes"
            if _LEADING_ZERO.match(before) or _LEADING_ZERO.match(text[error.pos : error.pos + 3])
            else ""
        )
        sentence = f"not valid JSON: {printable(error.msg)}{hint}"
        refuse("invalid-json", sentence, name, error.lineno, error.colno)
    if not isinstance(value, dict):
        sentence = f"the top level is {documents.kind(value)}; expected a mapping of facts"
        refuse("not-a-mapping", sentence, name, 1, 1)
    findings = duplicates_and_constants(text) if repeated or constants else []
    return Document(name, value, tuple(findings), partial(places, text))


def check_size(text: str, name: str) -> None:
    """Refuse what is too deep or has too many values, before anything recurses into it."""
    opening = text.count("[") + text.count("{")
    if opening <= documents.MOST_LEVELS and text.count(",") < documents.MOST_VALUES:
        return
    depth, values = 0, 1
    for offset, sign in _structure(text):
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
        else:
            values += 1
        if depth > documents.MOST_LEVELS:
            refuse("too-deep", documents.TOO_DEEP, name, *position(text, offset))
        if values > documents.MOST_VALUES:
            refuse("too-many-values", documents.TOO_MANY, name, *position(text, offset))


def _structure(text: str) -> Iterator[tuple[int, str]]:
    for match in _STRUCTURE.finditer(text):
        if match[0][0] != '"':
            yield match.start(), match[0]
