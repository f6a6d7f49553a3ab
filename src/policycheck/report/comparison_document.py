"""Two states of knowledge side by side, as ``eval --compare-known-at`` prints them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from policycheck.model import Comparison, Condition, Decision, Scope
from policycheck.report.document import VERSION, source_document, text_document
from policycheck.report.plain import plain


@dataclass(frozen=True)
class Compared:
    """What was decided about one case by two texts.

    Attributes:
        case: The case, by the name that the caller used.
        comparisons: Every decision, whether or not it differs.
        scopes: The scope of every policy, where it was asked which ones are about the case.
    """

    case: str
    comparisons: tuple[Comparison, ...]
    scopes: tuple[Scope, ...] = ()


def comparisons_document(compared: Iterable[Compared]) -> dict[str, Any]:
    """The document of ``schemas/output/compare.schema.json``, keys in a fixed order."""
    return {
        "version": VERSION,
        "results": [_comparison(e.case, c) for e in compared for c in e.comparisons],
    }


def _comparison(case: str, comparison: Comparison) -> dict[str, Any]:
    before = comparison.before
    return {
        "case": case,
        "policy": before.policy,
        "decision": before.decision,
        "question": text_document(before.question),
        "as_of": before.as_of.isoformat(),
        "differs": comparison.differs,
        "before": _decision(before),
        "after": _decision(comparison.after),
        "conditions": [
            {
                "id": before.id,
                "modality": str(before.modality),
                "title": text_document(before.title),
                "source": source_document(before.source),
                "before": _state(before),
                "after": _state(after),
            }
            for before, after in comparison.conditions
        ],
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "known_at": decision.known_at.isoformat(),
        "outcome": plain(decision.outcome),
        "leaning": plain(decision.leaning),
        "result": plain(decision.result),
        "missing": list(decision.missing),
    }


def _state(condition: Condition) -> dict[str, Any]:
    return {
        "status": str(condition.status),
        "due": plain(condition.due),
        "exempted_by": [text_document(title) for title in condition.exempted_by],
        "withdrawn_by": condition.withdrawn_by and text_document(condition.withdrawn_by),
    }
