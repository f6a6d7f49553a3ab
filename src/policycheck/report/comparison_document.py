"""Decisions side by side, as ``compare`` and ``eval --compare-known-at`` print them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from policycheck.changes.model import Change, PolicyDiff
from policycheck.changes.shifts import because
from policycheck.evaluation.comparison import differing_facts
from policycheck.model import Comparison, Condition, Deadline, Decision, Scope
from policycheck.report.diff_document import change_document
from policycheck.report.document import VERSION, source_document, text_document
from policycheck.report.plain import plain


@dataclass(frozen=True)
class Compared:
    """What was decided on two sides.

    Attributes:
        before: The one case, by the name that the caller used.
        after: The other case; the same where one case was decided twice.
        comparisons: Every decision, whether or not it differs.
        scopes: The scope of every policy on the later side, where it was asked which are about it.
        diffs: By the policies of both sides, what differs between their texts; only where a
            comparison of them differs and their texts may.
    """

    before: str
    after: str
    comparisons: tuple[Comparison, ...]
    scopes: tuple[Scope, ...] = ()
    diffs: Mapping[tuple[str, str], PolicyDiff] = field(default_factory=dict)

    def because(self, comparison: Comparison, condition: Condition) -> tuple[Change, ...]:
        """What the texts of both sides say otherwise of a condition."""
        diff = self.diffs.get((comparison.before.policy, comparison.after.policy))
        return tuple(because(condition.id, comparison.after, diff)) if diff else ()


def comparisons_document(compared: Iterable[Compared]) -> dict[str, Any]:
    """The document of ``schemas/output/compare.schema.json``, keys in a fixed order."""
    return {
        "version": VERSION,
        "results": [_comparison(e, c) for e in compared for c in e.comparisons],
    }


def _comparison(compared: Compared, comparison: Comparison) -> dict[str, Any]:
    return {
        "question": text_document(comparison.after.question),
        "differs": comparison.differs,
        "before": _decision(compared.before, comparison.before),
        "after": _decision(compared.after, comparison.after),
        "conditions": [_condition(compared, comparison, *p) for p in comparison.conditions],
        "deadlines": [_deadlines(*pair) for pair in comparison.deadlines],
    }


def _decision(case: str, decision: Decision) -> dict[str, Any]:
    return {
        "case": case,
        "policy": decision.policy,
        "decision": decision.decision,
        "as_of": decision.as_of.isoformat(),
        "known_at": decision.known_at.isoformat(),
        "outcome": plain(decision.outcome),
        "leaning": plain(decision.leaning),
        "result": plain(decision.result),
        "missing": list(decision.missing),
    }


def _condition(
    compared: Compared, comparison: Comparison, before: Condition | None, after: Condition | None
) -> dict[str, Any]:
    told = one_of(before, after)
    return {
        "id": told.id,
        "modality": str(told.modality),
        "title": text_document(told.title),
        "source": source_document(told.source),
        "before": before and _state(before),
        "after": after and _state(after),
        "facts": [
            {"path": path, "before": plain(old), "after": plain(new)}
            for path, (old, new) in differing_facts(before, after).items()
        ],
        "because": [change_document(each) for each in compared.because(comparison, told)],
    }


def one_of(before: Condition | None, after: Condition | None) -> Condition:
    """The later condition, or the only one."""
    told = after or before
    assert told is not None
    return told


def _state(condition: Condition) -> dict[str, Any]:
    return {
        "status": str(condition.status),
        "due": plain(condition.due),
        "exempted_by": [text_document(title) for title in condition.exempted_by],
        "withdrawn_by": condition.withdrawn_by and text_document(condition.withdrawn_by),
    }


def _deadlines(before: Deadline | None, after: Deadline | None) -> dict[str, Any]:
    told = after or before
    assert told is not None
    return {
        "condition": told.condition,
        "title": text_document(told.title),
        "before": before and _deadline(before),
        "after": after and _deadline(after),
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "by": deadline.by.isoformat(),
        "who": str(deadline.who),
        "state": str(deadline.state),
        "refs": list(deadline.refs),
    }
