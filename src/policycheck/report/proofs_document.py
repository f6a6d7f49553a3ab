"""What holds for every case, as a document."""

from collections.abc import Sequence
from typing import Any

from policycheck.proving.proofs import Assumed, Proof, Proved, Replayed, Unanswered
from policycheck.report.document import VERSION, decision_document, text_document
from policycheck.report.plain import plain


def proofs_document(proved: Sequence[Proved]) -> dict[str, Any]:
    """The document of ``schemas/output/prove.schema.json``."""
    return {
        "version": VERSION,
        "holds": all(each.holds for each in proved),
        "decisions": [
            {
                "policy": each.policy,
                "decision": each.decision,
                "holds": each.holds,
                "assumed": _assumed(each.assumed),
                "laws": [_proof(proof) for proof in each.proofs],
            }
            for each in proved
        ],
    }


def _assumed(assumed: Assumed) -> dict[str, Any]:
    return {
        "published": plain(assumed.published),
        "lists": dict(sorted(assumed.lists.items())),
        "slow": list(assumed.slow),
    }


def _proof(proof: Proof) -> dict[str, Any]:
    return {
        "id": proof.id,
        "title": text_document(proof.title),
        "refs": list(proof.refs),
        "verdict": str(proof.verdict),
        "note": proof.note,
        "holds": proof.holds,
        "seconds": round(proof.seconds, 3),
        "kept": proof.kept,
        "reason": proof.reason or None,
        "cases": [case_document(each) for each in proof.cases],
    }


def case_document(replayed: Replayed | Unanswered) -> dict[str, Any]:
    """A case that was found, and what the engine decides of it."""
    return {
        "case": {
            **plain(replayed.case),
            "as_of": replayed.as_of.isoformat(),
            "known_at": replayed.known_at.isoformat(),
        },
        "decision": (
            decision_document("found by the solver", replayed.decision)
            if isinstance(replayed, Replayed)
            else None
        ),
        "error": replayed.error if isinstance(replayed, Unanswered) else None,
    }
