"""Dates and amounts that stand in a rule instead of in ``parameters.yaml``."""

import re
from collections.abc import Iterator

from policycheck.checks.finding import Spot
from policycheck.checks.module import Module
from policycheck.checks.scopes import brackets_in, is_text, spot
from policycheck.checks.subject import Subject
from policycheck.source import Bracket, Kind, Shape, Token

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}/\d{2}/\d{2}")
# The day by which time.parse_ns and time.format are told how a day is written.
_PATTERN = "2006-01-02"
_STRUCTURAL = ("0", "1", "-1")
_FACTOR = re.compile(r"100|1000")


def bare_date(subject: Subject) -> Iterator[Spot]:
    """Strings in rules that look like a day, a month or a year."""
    for module in _of_policy(subject):
        for token in module.code:
            text = token.text[1:-1]
            if token.kind is Kind.STRING and text != _PATTERN and _DATE.fullmatch(text):
                message = (
                    f"{token.text} is a date: put it in parameters.yaml and read it from there"
                )
                yield spot(module, token, message)


def bare_number(subject: Subject) -> Iterator[Spot]:
    """Numbers in rules, but for 0, 1, -1, places in a list, and factors of 100 and 1000."""
    for module in _of_policy(subject):
        for bracket in brackets_in(module):
            for place, part in enumerate(bracket.parts):
                if not isinstance(part, Token) or part.kind is not Kind.NUMBER:
                    continue
                if not _is_structural(bracket, place, part):
                    message = (
                        f"{part.text} is an amount of the policy: put it in parameters.yaml and"
                        " read it from there"
                    )
                    yield spot(module, part, message)


def _of_policy(subject: Subject) -> tuple[Module, ...]:
    """The library knows no policy: its numbers and days are of the calendar."""
    return () if subject.is_library else subject.rules


def _is_structural(bracket: Bracket, place: int, number: Token) -> bool:
    if number.text in _STRUCTURAL:
        return True
    if bracket.shape is Shape.INDEX and len(bracket.parts) == 1:
        return True
    beside = (bracket.parts[place - 1] if place else None, *bracket.parts[place + 1 : place + 2])
    return bool(_FACTOR.fullmatch(number.text)) and any(is_text(part, "*") for part in beside)
