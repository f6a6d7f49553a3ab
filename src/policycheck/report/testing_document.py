"""What came out of tests, as a document."""

from collections.abc import Sequence
from typing import Any

from policycheck.report.coverage_document import coverage_document
from policycheck.report.document import VERSION, condition_document
from policycheck.report.plain import plain
from policycheck.testing.counts import Counts, by_subject
from policycheck.testing.results import Difference, Kind, Result, State
from policycheck.testing.seen import Coverage


def results_document(
    results: Sequence[Result],
    subjects: Sequence[str],
    coverages: Sequence[Coverage] | None = None,
) -> dict[str, Any]:
    """The document of ``schemas/output/test.schema.json``."""
    return {
        "version": VERSION,
        "subjects": [_counts(each) for each in by_subject(results, subjects)],
        "tests": [_result(each) for each in results],
        "coverage": None if coverages is None else coverage_document(coverages),
    }


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "id": counts.subject,
        "scenarios": counts.kinds[Kind.SCENARIO],
        "rego": counts.kinds[Kind.REGO],
        **{str(state): counts.states[state] for state in State},
        "seconds": round(counts.seconds, 6),
    }


def _result(result: Result) -> dict[str, Any]:
    item = result.item
    return {
        "id": item.id,
        "kind": str(item.kind),
        "name": item.name,
        "subject": item.subject,
        "file": item.file.as_posix(),
        "line": item.line,
        "state": str(result.state),
        "differences": [_difference(each) for each in result.differences],
        "conditions": [condition_document(each) for each in result.conditions],
        "message": result.message,
        "kept": result.kept,
        "seconds": round(result.seconds, 6),
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "what": difference.what,
        "expected": plain(difference.expected),
        "found": plain(difference.found),
    }
