"""Every word that policycheck shows to its users, in Dutch and in English.

One catalogue, so that a command says the same thing everywhere and a missing translation is a
failing test. Error messages are not here: they are English only, and stay with their errors.
"""

from collections.abc import Mapping
from types import MappingProxyType

from policycheck.model import Text
from policycheck.texts import (
    asking,
    batch,
    changes,
    checks,
    comparing,
    decisions,
    explaining,
    flipping,
    general,
    handbook,
    laws,
    mutation,
    new,
    pages,
    policies,
    proving,
    sources,
    testing,
    timeline,
    workbook,
)

_PARTS = (
    asking,
    batch,
    changes,
    checks,
    comparing,
    decisions,
    explaining,
    flipping,
    general,
    handbook,
    laws,
    mutation,
    new,
    pages,
    policies,
    proving,
    sources,
    testing,
    timeline,
    workbook,
)

TEXTS: Mapping[str, Text] = MappingProxyType(
    {key: text for part in _PARTS for key, text in part.TEXTS.items()}
)
