"""What a plain YAML scalar means: the core schema of YAML 1.2, and nothing beyond it."""

import re
from decimal import Decimal

from policycheck.facts.documents import number

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEAN = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]++|[0-9]++(?:\.[0-9]*+)?)(?:[eE][-+]?[0-9]++)?")
_OTHER_BASE = re.compile(r"0o[0-7]{1,30}|0x[0-9a-fA-F]{1,30}")
_NO_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


class NotANumber(ValueError):
    """The scalar is ``.nan`` or ``.inf``."""


def plain(text: str) -> str | bool | Decimal | None:
    """The value of a scalar without quotes; a date or a ``yes`` is text.

    Raises:
        NotANumber: It is ``.nan`` or an infinity.
    """
    if text in _NULL:
        return None
    if text in _BOOLEAN:
        return _BOOLEAN[text]
    if _NUMBER.fullmatch(text):
        return number(text)
    if _OTHER_BASE.fullmatch(text):
        return Decimal(int(text, 0))
    if _NO_NUMBER.fullmatch(text):
        raise NotANumber
    return text
