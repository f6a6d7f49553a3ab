"""What was proved of two decisions in every case, as a document."""

from collections.abc import Sequence
from typing import Any

from policycheck.changes.proved import ProvedChange, conditions_in, shift_in
from policycheck.changes.shifts import ConditionShift
from policycheck.model import Condition
from policycheck.proving.differences import Equivalence, Example, Finding
from policycheck.proving.proofs import Replayed
from policycheck.report.diff_document import change_document
from policycheck.report.document import source_document, text_document
from policycheck.report.plain import plain


def proofs_document(proved: Sequence[ProvedChange], same: Sequence[str]) -> dict[str, Any]:
    """All decisions, and the names of those whose rules are the same."""
    return {"decisions": [proved_document(each) for each in proved], "same": list(same)}


def proved_document(proved: ProvedChange) -> dict[str, Any]:
    """One decision, or two that were compared; ``proofs`` in the documents of diff and impact."""
    return {
        "before": proved.answers[0].before,
        "after": proved.answers[0].after,
        "answers": [_answer(proved, each) for each in proved.answers],
    }


def _answer(proved: ProvedChange, answer: Equivalence) -> dict[str, Any]:
    assumed = answer.assumed
    return {
        "where": str(answer.where),
        "verdict": str(answer.verdict),
        "only_before": list(answer.only_before),
        "only_after": list(answer.only_after),
        "reason": answer.reason or None,
        "seconds": round(answer.seconds, 3),
        "assumed": {
            "published": plain(assumed.published),
            "lists": dict(sorted(assumed.lists.items())),
            "slow": list(assumed.slow),
        },
        "ways": [_finding(proved, each) for each in answer.findings],
    }


def _finding(proved: ProvedChange, finding: Finding) -> dict[str, Any]:
    example = finding.example
    return {
        "way": str(finding.way),
        "found": example is not None,
        "reason": finding.reason or None,
        "seconds": round(finding.seconds, 3),
        "example": example and _example(proved, example),
    }


def _example(proved: ProvedChange, example: Example) -> dict[str, Any]:
    shift = shift_in(proved, example)
    return {
        "before": _side(example.before),
        "after": _side(example.after),
        "statuses_differ": list(example.conditions),
        "decisive": list(example.decisive),
        "told": example.told,
        "conditions": [condition_document(each) for each in conditions_in(shift, example)],
    }


def _side(replayed: Replayed) -> dict[str, Any]:
    decision = replayed.decision
    return {
        "case": plain(replayed.case),
        "as_of": replayed.as_of.isoformat(),
        "known_at": replayed.known_at.isoformat(),
        "outcome": plain(decision.outcome),
        "leaning": plain(decision.leaning),
        "result": plain(decision.result),
        "missing": list(decision.missing),
    }


def condition_document(shift: ConditionShift) -> dict[str, Any]:
    """A condition on both sides, and what differs in it."""
    condition = shift.condition
    return {
        "id": condition.id,
        "modality": str(condition.modality),
        "title": text_document(condition.title),
        "source": source_document(condition.source),
        "before": shift.before and _state(shift.before),
        "after": shift.after and _state(shift.after),
        "because": [change_document(each) for each in shift.because],
    }


def _state(condition: Condition) -> dict[str, Any]:
    return {
        "status": str(condition.status),
        "due": plain(condition.due),
        "missing": list(condition.missing),
    }
