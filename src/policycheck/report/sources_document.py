"""Where the clauses and lines of documents went, as a document."""

from collections.abc import Iterable
from typing import Any

from policycheck.model import Language, Text
from policycheck.policies.manifest import Amendment, Clause, NotNormative
from policycheck.policies.reasons import LINE_KINDS
from policycheck.policies.sources import Accounts, Finding
from policycheck.report.document import VERSION, text_document
from policycheck.report.finding_text import finding_message
from policycheck.report.plain import plain
from policycheck.words import Words


def sources_document(accounts: Iterable[Accounts]) -> dict[str, Any]:
    """The document of ``schemas/output/sources.schema.json``."""
    listed = list(accounts)
    return {
        "version": VERSION,
        "policies": [_policy(each) for each in listed],
        "findings": [_finding(finding) for each in listed for finding in each.findings],
    }


def _policy(accounts: Accounts) -> dict[str, Any]:
    policy = accounts.policy
    return {
        "id": policy.id,
        "document": policy.document,
        "clauses": [_clause(clause) for clause in policy.clauses],
        "amendments": [_amendment(each) for each in policy.amendments.values()],
        "not_normative": [_group(group) for group in policy.not_normative],
        "lines": None if accounts.document is None else _lines(accounts),
    }


def _clause(clause: Clause) -> dict[str, Any]:
    state = "decided" if clause.decided else "missing" if clause.missing else "information"
    return {
        "id": clause.id,
        "section": clause.section,
        "lines": list(clause.lines),
        "checksum": clause.checksum,
        "title": text_document(clause.title),
        "state": state,
        "conditions": list(clause.conditions),
        "reason": clause.reason,
        "information": clause.information and text_document(clause.information),
    }


def _amendment(amendment: Amendment) -> dict[str, Any]:
    return {
        "id": amendment.id,
        "title": text_document(amendment.title),
        "published": plain(amendment.published),
        "lines": list(amendment.lines),
        "checksum": amendment.checksum,
    }


def _group(group: NotNormative) -> dict[str, Any]:
    return {
        "kind": group.kind,
        "meaning": text_document(LINE_KINDS[group.kind]),
        "lines": list(group.lines),
        "checksum": group.checksum,
        "argument": group.argument and text_document(group.argument),
    }


def _lines(accounts: Accounts) -> dict[str, Any]:
    return {
        "written": len(accounts.written),
        "claimed": len(accounts.claimed),
        "not_normative": len(accounts.not_normative),
        "unclaimed": sorted(accounts.unclaimed),
        "drifted": len(accounts.drifted),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    message = Text(*(finding_message(finding, Words(language)) for language in Language))
    return {
        "kind": str(finding.kind),
        "policy": finding.policy,
        "place": finding.locator and str(finding.locator.place),
        "name": finding.locator and finding.locator.name,
        "lines": list(finding.lines),
        "detail": finding.detail,
        "message": text_document(message),
    }
