"""What checks found, as a document."""

from typing import Any

from policycheck.checks import CHECKS, Finding
from policycheck.report.check_result import BY_ID, CheckResult, page
from policycheck.report.document import VERSION, text_document


def check_document(result: CheckResult) -> dict[str, Any]:
    """The document of ``schemas/output/check.schema.json``."""
    return {
        "version": VERSION,
        "checked": list(result.subjects),
        "fixed": list(result.fixed),
        "findings": [_finding(each) for each in result.findings],
        "checks": [
            {
                "id": each.id,
                "severity": str(each.severity),
                "title": text_document(each.title),
                "page": page(each),
            }
            for each in CHECKS
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "severity": str(finding.severity),
        "title": text_document(BY_ID[finding.check].title),
        "message": finding.message,
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
    }
