"""What checks found, as SARIF 2.1.0 (OASIS), which code-review tools read."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from policycheck.checks import CHECKS, Check, Finding
from policycheck.report.check_result import CheckResult, page
from policycheck.version import __version__

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "ROOT"


def sarif_document(result: CheckResult) -> dict[str, Any]:
    """One run: every check as a rule, and every finding as a result at its place.

    Files are named relative to the working directory. Columns count characters.
    """
    places = {check.id: place for place, check in enumerate(CHECKS)}
    return sarif_run(
        [_rule(check) for check in CHECKS], [_result(each, places) for each in result.findings]
    )


def sarif_run(rules: list[dict[str, Any]], results: list[dict[str, Any]]) -> dict[str, Any]:
    """A document of one run of policycheck."""
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "policycheck",
                        "semanticVersion": __version__,
                        "rules": rules,
                    }
                },
                "originalUriBaseIds": {
                    _ROOT: {"description": {"text": "The directory that policycheck ran in."}}
                },
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }


def _rule(check: Check) -> dict[str, Any]:
    return {
        "id": check.id,
        "shortDescription": {"text": check.title.en},
        "fullDescription": {"text": f"{check.title.en}."},
        "help": {"text": f"Avoid, prefer and why: {page(check)}"},
        "helpUri": page(check),
        "defaultConfiguration": {"level": str(check.severity)},
        "properties": {"titles": {"nl": check.title.nl, "en": check.title.en}},
    }


def _result(finding: Finding, places: Mapping[str, int]) -> dict[str, Any]:
    return {
        "ruleId": finding.check,
        "ruleIndex": places[finding.check],
        "level": str(finding.severity),
        "message": {"text": finding.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": artifact(finding.file),
                    "region": {"startLine": finding.line, "startColumn": finding.column},
                }
            }
        ],
    }


def artifact(file: str) -> dict[str, Any]:
    """A file, relative to the working directory where it lies in it."""
    if PurePosixPath(file).is_absolute() or file[1:2] == ":":
        return {"uri": "file://" + quote("/" + file.lstrip("/"))}
    return {"uri": quote(file), "uriBaseId": _ROOT}
