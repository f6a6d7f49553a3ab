"""The fixed texts of the pages."""

from collections.abc import Mapping

from policycheck.model import Text
from policycheck.texts import TEXTS

_PREFIX = "page."


def labels() -> Mapping[str, Text]:
    """Every fixed text without placeholders, by its key: ``labels["skip"]`` is ``page.skip``."""
    names = (key.removeprefix(_PREFIX) for key in TEXTS if key.startswith(_PREFIX))
    return {
        **{name: TEXTS[f"page.{name}"] for name in names},
        "case": TEXTS["receipt.case"],
        "scope_unknown": TEXTS["scope.unknown"],
        "scope_not_met": TEXTS["scope.not_met"],
    }
