"""Texts in both languages at once, for a page that holds both."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from policycheck.facts import FactDictionary
from policycheck.facts.problems import dotted
from policycheck.model import Fact, Language, Text
from policycheck.report.naming import Naming
from policycheck.words import Words


@dataclass(frozen=True)
class Speaking:
    """Says things in every language."""

    nl: Naming
    en: Naming

    def __call__(self, say: Callable[[Naming], str]) -> Text:
        """What a function says with the naming of each language."""
        return Text(say(self.nl), say(self.en))

    def fact(self, fact: Fact, place: Text | None = None) -> "FactLine":
        """A fact with its value: the one place where values of a case enter a page.

        Args:
            fact: The fact.
            place: Where it stands in the case file, if that is told.
        """
        value = self(lambda naming: naming.content(fact.path, fact.value))
        return FactLine(*self._named(fact.path), value, place)

    def lacking(self, pointers: Iterable[str]) -> tuple["FactLine", ...]:
        """Facts that the case does not have."""
        return tuple(FactLine(*self._named(pointer), None) for pointer in pointers)

    def _named(self, pointer: str) -> tuple[Text, str]:
        definition = self.nl.dictionary.at(pointer)
        name = dotted(pointer)
        return (definition.title if definition else Text(name, name)), name


@dataclass(frozen=True)
class FactLine:
    """A fact as a page shows it.

    Attributes:
        title: What it is called; its name where it has no title.
        name: Its dotted path.
        value: ``None`` where the case does not have it.
        place: Where it stands in the case file; ``None`` where that is not told.
    """

    title: Text
    name: str
    value: Text | None
    place: Text | None = None

    @property
    def said(self) -> Text:
        """All of it in one line."""
        if self.value is None:
            return Text(f"{self.title.nl} ({self.name})", f"{self.title.en} ({self.name})")
        return Text(
            f"{self.title.nl} ({self.name}): {self.value.nl}",
            f"{self.title.en} ({self.name}): {self.value.en}",
        )


def speaking(dictionary: FactDictionary) -> Speaking:
    """Both languages with that dictionary."""
    return Speaking(Naming(Words(Language.NL), dictionary), Naming(Words(Language.EN), dictionary))


def same(text: str) -> Text:
    """A text that is the same in both languages."""
    return Text(text, text)
