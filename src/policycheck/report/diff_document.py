"""What differs between two states of the rules, as a document."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from policycheck.changes.model import Change, Difference, PolicyDiff, Side
from policycheck.model import Text
from policycheck.policies.manifest import ParameterVersion
from policycheck.policies.milestones import Length
from policycheck.policies.moments import When
from policycheck.report.calendar_document import length_document, when_document
from policycheck.report.document import VERSION, source_document, text_document
from policycheck.report.plain import plain


def diff_document(diffs: Iterable[PolicyDiff], states: tuple[str, str]) -> dict[str, Any]:
    """The document of ``schemas/output/diff.schema.json``, without what was proved."""
    return {
        "version": VERSION,
        "before": states[0] or None,
        "after": states[1] or None,
        "policies": [policy_diff_document(diff) for diff in diffs if diff.differs],
        "proofs": None,
    }


def policy_diff_document(diff: PolicyDiff) -> dict[str, Any]:
    """One policy with every change."""
    return {
        "before": diff.before and diff.before.id,
        "after": diff.after and diff.after.id,
        "changes": [change_document(change) for change in diff.changes],
    }


def change_document(change: Change) -> dict[str, Any]:
    """One item that differs."""
    return {
        "item": str(change.item),
        "kind": str(change.kind),
        "decision": change.decision or None,
        "before": change.before and _side(change.before),
        "after": change.after and _side(change.after),
        "differences": [_difference(each) for each in change.differences],
        "read_by": list(change.read_by),
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "id": side.id,
        "title": text_document(side.title),
        "source": side.source and source_document(side.source),
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "aspect": str(difference.aspect),
        "before": _value(difference.before),
        "after": _value(difference.after),
    }


def _value(value: Any) -> Any:
    match value:
        case Text():
            return text_document(value)
        case When():
            return when_document(value)
        case Length():
            return length_document(value)
        case ParameterVersion():
            return {"value": plain(value.value), "published": plain(value.published)}
        case Mapping():
            return {str(key): _value(item) for key, item in value.items()}
        case str():
            return str(value)
        case Sequence():
            return [_value(item) for item in value]
    return plain(value)
