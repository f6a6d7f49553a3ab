"""Whose decision differs between two states of the rules, as a document."""

from collections.abc import Mapping
from typing import Any

from policycheck.changes.expected import Expected, answer_document
from policycheck.changes.findings import Impact, Searched
from policycheck.changes.shifts import Shift
from policycheck.report.document import VERSION
from policycheck.report.equivalence_document import condition_document, proved_document
from policycheck.report.plain import plain
from policycheck.report.scenario_text import scenario_document


def impact_document(impact: Impact, fixtures: bool) -> dict[str, Any]:
    """The document of ``schemas/output/impact.schema.json``."""
    compared = impact.compared
    states = {id(shift): "unexpected" for shift in impact.verdict.unexpected}
    states |= {id(shift): "unexplained" for shift in impact.verdict.unexplained}
    reasons = {id(shift): reason for shift, reason in impact.verdict.expected}
    return {
        "version": VERSION,
        "before": impact.states[0] or None,
        "after": impact.states[1] or None,
        "policies": {
            "differing": list(compared.pairs),
            "same": list(compared.same),
            "added": list(compared.added),
            "removed": list(compared.removed),
        },
        "counts": {
            "cases": len(impact.examined) + len(impact.unread),
            "decisions": impact.decided,
            "flips": len(impact.flips),
            "reasons": len(impact.reasons),
            "failures": len(impact.failures) + len(impact.unread),
        },
        "flips": [
            {
                **_shift(shift),
                "state": states.get(id(shift), "expected"),
                "reason": reasons.get(id(shift)),
            }
            for shift in impact.flips
        ],
        "reasons": [_shift(shift) for shift in impact.reasons],
        "missing": [_expected(each) for each in impact.verdict.missing],
        "failures": [
            *(
                {
                    "case": each.case,
                    "policy": each.policy,
                    "side": each.side,
                    "message": each.message,
                }
                for each in impact.failures
            ),
            *(
                {"case": each.case, "policy": None, "side": "both", "message": each.message}
                for each in impact.unread
            ),
        ],
        "searches": [_searched(each, fixtures) for each in impact.searched],
        "proofs": [proved_document(each) for each in impact.proved],
        "passes": impact.passes,
    }


def _shift(shift: Shift) -> dict[str, Any]:
    return {
        "case": shift.case,
        "policy": shift.after.policy,
        "decision": shift.after.decision,
        "as_of": shift.after.as_of.isoformat(),
        "known_at": shift.after.known_at.isoformat(),
        "from": _answer(shift.before),
        "to": _answer(shift.after),
        "conditions": [condition_document(each) for each in shift.conditions],
    }


def _answer(decision: Any) -> dict[str, Any]:
    return {
        "outcome": plain(decision.outcome),
        "leaning": plain(decision.leaning),
        "result": plain(decision.result),
        "missing": list(decision.missing),
    }


def _expected(expected: Expected) -> dict[str, Any]:
    return {
        "case": expected.case,
        "decision": expected.decision,
        "from": _brief(expected.before),
        "to": _brief(expected.after),
        "reason": expected.reason,
    }


def _brief(answer: Mapping[str, Any]) -> dict[str, Any]:
    """An answer with everything that it can have."""
    empty: dict[str, Any] = {"outcome": None, "leaning": None, "result": {}}
    return {**empty, **plain(answer)}


def _searched(searched: Searched, fixtures: bool) -> dict[str, Any]:
    found = searched.found
    return {
        "policy": searched.policy,
        "decision": searched.decision,
        "tried": searched.tried,
        "stopped": searched.stopped,
        "found": found
        and {
            "case": plain(found.case),
            "base": found.base,
            "from": _brief(answer_document(found.shift.before)),
            "to": _brief(answer_document(found.shift.after)),
            "conditions": [condition_document(each) for each in found.shift.conditions],
            "scenario": scenario_document(searched, found, fixtures),
        },
    }
