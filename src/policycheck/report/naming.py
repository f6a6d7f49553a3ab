"""Facts, values and citations in the words of one language."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from policycheck.facts.problems import child, dotted
from policycheck.model import Fact, Withheld
from policycheck.quantities import quantity
from policycheck.report.plain import clean, line_ranges
from policycheck.words import Words

if TYPE_CHECKING:
    from policycheck.facts import FactDictionary

# More items than these are only counted.
_FEW = 3
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def citation(words: Words, section: str, lines: Sequence[int], refs: Iterable[str]) -> str:
    """Where something stands in the source document, and the clauses by their ids."""
    clauses = ", ".join(refs)
    if not lines:
        return f"({clauses})"
    return words("citation", section=section, lines=line_ranges(lines), refs=clauses)


@dataclass(frozen=True)
class Naming:
    """How a report calls things: the language, and the dictionary that titles the facts."""

    words: Words
    dictionary: "FactDictionary"

    def fact(self, pointer: str) -> str:
        """A fact by its title and its dotted path; by its path alone where it has no title."""
        definition = self.dictionary.at(pointer)
        name = dotted(pointer)
        return f"{self.words.of(definition.title)} ({name})" if definition else name

    def facts(self, pointers: Iterable[str]) -> list[str]:
        """Several facts, each by title and path."""
        return [self.fact(pointer) for pointer in pointers]

    def known(self, fact: Fact) -> str:
        """A fact with the value that the case gives it."""
        return f"{self.fact(fact.path)}: {self.content(fact.path, fact.value)}"

    def content(self, pointer: str, value: Any) -> str:
        """What a fact says: a code by what it means, a number in its unit."""
        if _is_plain_list(value):
            shown = [self.content(child(pointer, "*"), item) for item in value]
            return ("; " if any(", " in each for each in shown) else ", ").join(shown)
        if _is_few_objects(value):
            items = "; ".join(self._members(child(pointer, "*"), item) for item in value)
            return f"{self.words.count('count.item', len(value))} ({items})"
        definition = self.dictionary.at(pointer)
        if definition and definition.unit and _is_number(value):
            return quantity(value, definition.unit, self.words)
        return self.value(self._titled(pointer, value), definition.type if definition else None)

    def _members(self, pointer: str, item: Mapping[str, Any]) -> str:
        """An item of a list by its members, of which each is told by its title."""
        told = []
        for key, value in item.items():
            definition = self.dictionary.at(child(pointer, key))
            name = self.words.of(definition.title) if definition else clean(key)
            told.append(f"{name}: {self.content(child(pointer, key), value)}")
        return ", ".join(told)

    def _titled(self, pointer: str, value: Any) -> Any:
        """A code by its title; every other value as it is."""
        if not isinstance(value, str) or isinstance(value, Withheld):
            return value
        definition = self.dictionary.at(pointer)
        title = definition.value_titles.get(value) if definition else None
        return self.words.title(title) if title else value

    def value(self, value: Any, kind: str | None = None) -> str:
        """A value as people write it: a day in words, an amount in euros, yes or no."""
        if value is None:
            return self.words("value.none")
        if isinstance(value, bool):
            return self.words.yes_no(value)
        if isinstance(value, Withheld):
            return self.words("value.withheld")
        if isinstance(value, str):
            return self._day(value)
        if isinstance(value, date):
            return self.words.day(value)
        if isinstance(value, Mapping):
            return "; ".join(f"{key}: {self.value(item, kind)}" for key, item in value.items())
        if isinstance(value, Sequence):
            return self._several(value, kind)
        if kind == "decimal":
            return self.words.number(value)
        return self.words.euro(value) if kind == "amount" else str(value)

    def citation(self, section: str, lines: Sequence[int], refs: Iterable[str]) -> str:
        """Where something stands in the source document, and the clauses by their ids."""
        return citation(self.words, section, lines, refs)

    def _day(self, value: str) -> str:
        if _DAY.fullmatch(value):
            try:
                return self.words.day(date.fromisoformat(value))
            except ValueError:
                pass
        return clean(value)

    def _several(self, values: Sequence[Any], kind: str | None) -> str:
        if not values:
            return self.words("value.none")
        if any(isinstance(value, Mapping | list | tuple) for value in values):
            return self.words.count("count.item", len(values))
        return ", ".join(self.value(value, kind) for value in values)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _is_few_objects(value: Any) -> bool:
    if not isinstance(value, list | tuple) or not 0 < len(value) <= _FEW:
        return False
    return all(isinstance(item, Mapping) for item in value)


def _is_plain_list(value: Any) -> bool:
    """Whether it is a list of codes, numbers or days, and has any."""
    if not isinstance(value, list | tuple) or not value:
        return False
    return not any(isinstance(item, Mapping | list | tuple) for item in value)
