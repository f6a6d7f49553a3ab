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
        return words(f"boundary.{boundary}", value=shown)
    if boundary in _PLAIN:
        return words(f"bound.{boundary}", value=shown)
    return words(f"boundary.{boundary}", value=shown)
