"""The fixed texts of the pages."""

from types import SimpleNamespace

from policycheck.texts import TEXTS

_PREFIX = "page."


def labels() -> SimpleNamespace:
    """Every fixed text, for templates: ``labels().skip`` is ``page.skip``."""
    names = (key.removeprefix(_PREFIX) for key in TEXTS if key.startswith(_PREFIX))
    return SimpleNamespace(
        **{name: TEXTS[f"page.{name}"] for name in names},
        case=TEXTS["receipt.case"],
        how_read=TEXTS["explain.readings"],
        scope_unknown=TEXTS["scope.unknown"],
        scope_not_met=TEXTS["scope.not_met"],
    )
