"""The catalogue in one language, with the ways that language writes days, numbers and amounts."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from policycheck.model import Language, Text
from policycheck.texts import TEXTS

_MONTHS = (
    Text("januari", "January"),
    Text("februari", "February"),
    Text("maart", "March"),
    Text("april", "April"),
    Text("mei", "May"),
    Text("juni", "June"),
    Text("juli", "July"),
    Text("augustus", "August"),
    Text("september", "September"),
    Text("oktober", "October"),
    Text("november", "November"),
    Text("december", "December"),
)


# "a.s.r." ends with a full stop of its own.
_ABBREVIATED = re.compile(r"\.[^\W\d]\.$")


@dataclass(frozen=True)
class Words:
    """The catalogue in one language, with the ways that language writes days and amounts."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """The text under that key, its ``{placeholders}`` filled in."""
        return TEXTS[key][self.language].format(**values)

    def of(self, text: Text) -> str:
        """A text from a manifest or the fact dictionary."""
        return text[self.language]

    def title(self, text: Text) -> str:
        """The same without its full stop; one that ends an abbreviation such as a.s.r. stays."""
        whole = self.of(text)
        return whole if _ABBREVIATED.search(whole) else whole.removesuffix(".")

    def count(self, what: str, n: int) -> str:
        """A number with its noun: ``1 decision``, ``2 decisions``, ``3,000 decisions``."""
        return self(f"{what}.{'one' if n == 1 else 'many'}", n=self.number(n))

    def day(self, day: date) -> str:
        """A date: ``1 september 2023``, ``1 September 2023``."""
        return f"{day.day} {self.month(day)}"

    def month(self, day: date) -> str:
        """The month of a date: ``september 2023``, ``September 2023``."""
        return f"{_MONTHS[day.month - 1][self.language]} {day.year}"

    def yes_no(self, value: bool) -> str:
        """``ja`` or ``nee``, ``yes`` or ``no``."""
        return self("value.true" if value else "value.false")

    def number(self, value: Any) -> str:
        """A number as it is: ``1.234,5`` in Dutch, ``1,234.5`` in English."""
        return self._separators(f"{Decimal(str(value)).normalize():,f}")

    def euro(self, value: Any) -> str:
        """An amount in euros with cents: ``€ 150.000,00``, ``€150,000.00``."""
        cents = Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        space = " " if self.language is Language.NL else ""
        sign = "-" if cents < 0 else ""
        return f"{sign}€{space}{self._separators(f'{abs(cents):,.2f}')}"

    def percent(self, value: Any) -> str:
        """A percentage: ``12,5%``, ``12.5%``."""
        return f"{self.number(value)}%"

    def _separators(self, english: str) -> str:
        if self.language is Language.EN:
            return english
        return english.translate(str.maketrans(",.", ".,"))
