"""A number or a day with its boundary in words, and with what is just within it or just beyond."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from policycheck.model import Language, Text
from policycheck.policies.manifest import Parameter
from policycheck.quantities import quantity
from policycheck.words import Words

_CENT = Decimal("0.01")
# Which amount shows where the boundary lies, in cents from it.
_BESIDE = {"at_least": -_CENT, "less_than": -_CENT, "more_than": _CENT, "until": _CENT}
_DATES = frozenset({"before", "until", "from", "exactly"})
# What is just beyond a number that is whole.
_NEXT = {"at_least": -1, "until": 1}
_TERMS = frozenset({"days", "working_days", "months"})
_PLAIN = frozenset({"at_least", "less_than", "more_than", "until", "from"})


def boundary_text(parameter: Parameter, value: Any) -> Text:
    """Value and boundary: ``before 1 September 2023; 31 August 2023 is the last day``.

    Args:
        parameter: What the value is of: its unit and its boundary.
        value: Its value in the text that applies.
    """
    return Text(*(_words(parameter, value, Words(language)) for language in Language))


def _words(parameter: Parameter, value: Any, words: Words) -> str:
    boundary = parameter.boundary
    shown = quantity(value, parameter.unit, words)
    if isinstance(value, Mapping | list | tuple):
        return shown if boundary == "none" else words(f"boundary.{boundary}", value=shown)
    if parameter.unit == "date" and boundary in _DATES:
        last = words.day(date.fromisoformat(str(value)) - timedelta(days=1))
        return words(f"bound.date.{boundary}", value=shown, last=last)
    if parameter.unit == "euro" and boundary in _BESIDE:
        beside = words.euro(Decimal(str(value)) + _BESIDE[boundary])
        return words(f"bound.euro.{boundary}", value=shown, beside=beside)
    if parameter.unit in ("year", "code"):
        return shown if boundary == "exactly" else words(f"boundary.{boundary}", value=shown)
    if parameter.unit in _TERMS and boundary == "until":
        return words("bound.term.until", value=shown)
    if parameter.unit == "count" and boundary in _NEXT:
        beside = quantity(value + _NEXT[boundary], parameter.unit, words)
        return words(f"bound.count.{boundary}", value=shown, beside=beside)
    if parameter.unit == "level" and boundary == "at_least":
        beside = quantity(value - 1, parameter.unit, words)
        return words("bound.level.at_least", value=shown, beside=beside)
    if boundary in _PLAIN:
        return words(f"bound.{boundary}", value=shown)
    return words(f"boundary.{boundary}", value=shown)
