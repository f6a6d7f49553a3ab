"""An answer as somebody types it, as the value of a fact."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from policycheck.facts import FactDefinition
from policycheck.model import Language

_YES = frozenset({"ja", "j", "yes", "y", "true", "waar"})
_NO = frozenset({"nee", "n", "no", "false", "onwaar"})
_NONE = frozenset({"geen", "none", "[]", "0"})
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_NUMBER: Mapping[Language, re.Pattern[str]] = {
    Language.NL: re.compile(r"-?\d+(,\d+)?"),
    Language.EN: re.compile(r"-?\d+(\.\d+)?"),
}


class NoAnswer(Exception):
    """What was typed is no answer to the question; the key of the text that says what would be."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def value_of(text: str, fact: FactDefinition, language: Language) -> Any:
    """What was typed as a value; whether it fits the schema is not looked at.

    Args:
        text: What was typed, not empty.
        fact: What was asked.
        language: How numbers and days may be written.

    Raises:
        NoAnswer: It is no such value.
    """
    return _READERS.get(fact.type, _text)(text.strip(), fact, language)


def values_of(text: str, item: FactDefinition, language: Language) -> list[Any]:
    """What was typed as a list of plain values, with commas between them; or none.

    Raises:
        NoAnswer: One of them is no such value.
    """
    if text.strip().lower() in _NONE:
        return []
    return [value_of(each, item, language) for each in text.split(",")]


def _text(text: str, _: FactDefinition, __: Language) -> str:
    return text


def _bool(text: str, _: FactDefinition, __: Language) -> bool:
    said = text.lower()
    if said not in _YES | _NO:
        raise NoAnswer("answer.bool")
    return said in _YES


def _enum(text: str, fact: FactDefinition, language: Language) -> str:
    if text.isdecimal() and 1 <= int(text) <= len(fact.values):
        return fact.values[int(text) - 1]
    if text in fact.values:
        return text
    meant = [
        value
        for value, title in fact.value_titles.items()
        if getattr(title, language).casefold() == text.casefold()
    ]
    if len(meant) != 1:
        raise NoAnswer("answer.enum")
    return meant[0]


def _day(text: str, _: FactDefinition, language: Language) -> str:
    turned = _DAY_FIRST.fullmatch(text)
    if turned and language is Language.NL:
        day, month, year = turned.groups()
        text = f"{year}-{month:0>2}-{day:0>2}"
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise NoAnswer("answer.date") from None


def _number(text: str, fact: FactDefinition, language: Language) -> Any:
    plain = text.removeprefix("€").replace(" ", "")
    if not _NUMBER[language].fullmatch(plain):
        raise NoAnswer("answer.integer" if fact.type == "integer" else "answer.number")
    number = Decimal(plain.replace(",", "."))
    return int(number) if number == number.to_integral_value() else number


_READERS: Mapping[str, Callable[[str, FactDefinition, Language], Any]] = {
    "bool": _bool,
    "enum": _enum,
    "date": _day,
    "event_date": _day,
    "integer": _number,
    "amount": _number,
    "decimal": _number,
}
