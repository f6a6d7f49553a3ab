"""What tests have seen of rules, as a part of the document of ``test``."""

from collections.abc import Sequence
from typing import Any

from policycheck.report.document import text_document
from policycheck.testing.seen import (
    ComparisonCoverage,
    ConditionCoverage,
    Coverage,
    FileCoverage,
    percentage,
)


def coverage_document(coverages: Sequence[Coverage]) -> dict[str, Any]:
    """The member ``coverage`` of ``schemas/output/test.schema.json``."""
    return {
        "percent": round(percentage(coverages), 4),
        "subjects": [_coverage(each) for each in coverages],
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "id": coverage.subject,
        "percent": round(percentage([coverage]), 4) if coverage.possible else None,
        "conditions": [_condition(each) for each in coverage.conditions],
        "comparisons": [_comparison(each) for each in coverage.comparisons],
        "files": [_file(each) for each in coverage.files],
        "not_compared": list(coverage.unused),
    }


def _condition(condition: ConditionCoverage) -> dict[str, Any]:
    return {
        "decision": condition.decision,
        "id": condition.id,
        "title": text_document(condition.title),
        "possible": [str(each) for each in condition.possible],
        "seen": [str(each) for each in condition.seen],
    }


def _comparison(comparison: ComparisonCoverage) -> dict[str, Any]:
    return {
        "parameters": list(comparison.parameters),
        "operator": comparison.operator,
        "file": comparison.file,
        "line": comparison.row,
        "possible": [str(each) for each in comparison.possible],
        "seen": [str(each) for each in comparison.seen],
    }


def _file(file: FileCoverage) -> dict[str, Any]:
    return {"file": file.file, "lines": list(file.rows), "not_reached": list(file.lacking)}
