"""A cell of a workbook as the value of a fact; whether it fits the schema is seen later."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from policycheck.facts.dictionary import FactDefinition
from policycheck.facts.documents import Unreadable, number
from policycheck.facts.problems import printable, quoted
from policycheck.facts.suggestions import or_list
from policycheck.model import Language
from policycheck.words import Words

SEPARATOR = ";"
_BOTH = tuple(Words(language) for language in Language)
_MIDNIGHT = time()
_MOST_SHOWN = 8
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})")
_NUMBER: Mapping[Language, re.Pattern[str]] = {
    Language.NL: re.compile(r"-?[0-9]{1,30}(,[0-9]{1,30})?"),
    Language.EN: re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?"),
}


def choices(fact: FactDefinition, words: Words) -> dict[str, Any]:
    """What a cell lets choose: each text, and the value that it stands for.

    Args:
        fact: A fact of type ``bool`` or ``enum``.
        words: The language of the sheet.
    """
    if fact.type == "bool":
        return {words.yes_no(value): value for value in (True, False)}
    titles = {value: fact.value_titles.get(value) for value in fact.values}
    return {words.title(title) if title else value: value for value, title in titles.items()}


def said_none(text: str) -> bool:
    """Whether a text says that there is nothing."""
    return text.strip().casefold() in {"[]", *(words("sheet.none") for words in _BOTH)}


def text_of(cell: Any) -> str:
    """What a cell says where only a text can be meant."""
    return cell.value if isinstance(cell.value, str) else ""


def written(cell: Any) -> str:
    """A cell as it may be shown in a message."""
    return str(cell.value)


def value_of(
    cell: Any, fact: FactDefinition, item: FactDefinition | None, language: Language
) -> Any:
    """The value of a cell that is not empty; an ``Unreadable`` where it has none.

    Args:
        cell: The cell.
        fact: The fact that it is the answer to.
        item: The items, where it is a list of single values.
        language: The language of the sheet.
    """
    if cell.data_type == "f":
        return _unreadable("formula", "found a formula; write the value itself", "(formula)")
    if cell.data_type == "e":
        shown = printable(written(cell))
        return _unreadable("cell-error", f"found the error {shown}; write a value", shown)
    found = cell.value
    if isinstance(found, time | timedelta):
        sentence = f"found {found}, a time of day or a duration; no fact is one"
        return _unreadable("wrong-type", sentence, str(found))
    if isinstance(found, datetime):
        return _moment(found, fact)
    if _is_number(found) and "%" in _bare(cell.number_format):
        sentence = (
            "found a percentage, and no fact is one: write the number as it is meant, and choose"
            " another format for the cell"
        )
        return _unreadable("percentage", sentence, str(found))
    if item is not None:
        return _several(found, item, language)
    return _single(found, fact, language)


def _unreadable(code: str, sentence: str, shown: str) -> Unreadable:
    return Unreadable(code, sentence, shown)


def _bare(number_format: str | None) -> str:
    """A format without the texts between quotes in it."""
    return re.sub(r'"[^"]*"|\\.', "", number_format or "")


def _is_number(found: Any) -> bool:
    return isinstance(found, int | float | Decimal) and not isinstance(found, bool)


def _moment(found: datetime, fact: FactDefinition) -> Any:
    if fact.type not in ("date", "event_date"):
        sentence = f"found the date {found.date()}; the cell has the format of a date"
        return _unreadable("wrong-type", sentence, str(found))
    if found.time() != _MIDNIGHT:
        sentence = f"found {found}, a day with a time; give the day alone"
        return _unreadable("time-without-zone", sentence, str(found))
    return found.date().isoformat()


def _several(found: Any, item: FactDefinition, language: Language) -> Any:
    if not isinstance(found, str):
        return [_single(found, item, language)]
    if said_none(found):
        return []
    texts = [each.strip() for each in found.split(SEPARATOR)]
    return [_single(each, item, language) for each in texts if each]


def _single(found: Any, fact: FactDefinition, language: Language) -> Any:
    if _is_number(found):
        if fact.type in ("text", "identifier"):
            sentence = (
                f"found the number {printable(str(found))}; format the cell as text and type all"
                " digits, or leading zeros are lost"
            )
            return _unreadable("unquoted-identifier", sentence, str(found))
        return _plain_number(found)
    if not isinstance(found, str):
        return found
    return _READERS.get(fact.type, _as_it_is)(found, fact, language)


def _plain_number(found: Any) -> Decimal:
    """Excel knows no whole numbers; the shortest text of a number is the one in the cell."""
    return Decimal(found) if isinstance(found, int) else number(repr(found))


def _as_it_is(text: str, _: FactDefinition, __: Language) -> Any:
    return text


def _choice(text: str, fact: FactDefinition, language: Language) -> Any:
    said = text.strip()
    if said in fact.values:
        return said
    own = choices(fact, Words(language))
    other = {key: value for words in _BOTH for key, value in choices(fact, words).items()}
    folded = {key.casefold(): value for key, value in {**other, **own}.items()}
    if said.casefold() in folded:
        return folded[said.casefold()]
    shown = [*own][:_MOST_SHOWN]
    more = "" if len(own) <= _MOST_SHOWN else ", or another value of the list"
    code = "wrong-type" if fact.type == "bool" else "unknown-value"
    sentence = f"found {quoted(said)}; expected {or_list(shown)}{more}"
    return _unreadable(code, sentence, said)


def _day(text: str, _: FactDefinition, language: Language) -> Any:
    said = text.strip()
    turned = _DAY_FIRST.fullmatch(said)
    if turned and language is Language.NL:
        day, month, year = turned.groups()
        return f"{year}-{month:0>2}-{day:0>2}"
    return said


def _number(text: str, _: FactDefinition, language: Language) -> Any:
    said = text.strip().removeprefix("€").strip()
    if not _NUMBER[language].fullmatch(said):
        return text
    return Decimal(said.replace(",", "."))


_READERS: Mapping[str, Callable[[str, FactDefinition, Language], Any]] = {
    "bool": _choice,
    "enum": _choice,
    "date": _day,
    "event_date": _day,
    "integer": _number,
    "amount": _number,
    "decimal": _number,
}
