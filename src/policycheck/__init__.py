"""What Dutch health insurers' care-purchasing policies decide about a care provider.

::

    import policycheck

    policies = policycheck.load()
    case = policycheck.read_case("case.yaml")
    decision = policies.decide("asr.ggz_2024", "eligibility", case)
    decision.outcome                                  # Outcome.REFER
    decision.conditions["trade-register"].status      # Status.MET

The names are imported when they are first used, so that a command which needs no engine starts
without one.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from policycheck.version import __version__

if TYPE_CHECKING:
    from policycheck.errors import (
        EngineError,
        InvalidCase,
        PolicycheckError,
        RulesError,
        UsageError,
    )
    from policycheck.evaluation import Policies, load
    from policycheck.explaining import Explanation
    from policycheck.explaining.making import explain
    from policycheck.facts import Case, read_case
    from policycheck.model import Decision, Outcome, Status
    from policycheck.redacting import redact

__all__ = [
    "Case",
    "Decision",
    "EngineError",
    "Explanation",
    "InvalidCase",
    "Outcome",
    "Policies",
    "PolicycheckError",
    "RulesError",
    "Status",
    "UsageError",
    "__version__",
    "explain",
    "load",
    "read_case",
    "redact",
]

_HOMES = {
    "Case": "policycheck.facts",
    "Decision": "policycheck.model",
    "EngineError": "policycheck.errors",
    "Explanation": "policycheck.explaining",
    "InvalidCase": "policycheck.errors",
    "Outcome": "policycheck.model",
    "Policies": "policycheck.evaluation",
    "PolicycheckError": "policycheck.errors",
    "RulesError": "policycheck.errors",
    "Status": "policycheck.model",
    "UsageError": "policycheck.errors",
    "explain": "policycheck.explaining.making",
    "load": "policycheck.evaluation",
    "read_case": "policycheck.facts",
    "redact": "policycheck.redacting",
}


def __getattr__(name: str) -> Any:
    """Import a public name from the module that defines it."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
