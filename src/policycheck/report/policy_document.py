"""Policies and their decisions as the documents that ``list`` and ``show`` print."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from policycheck.policies.laws import Law
from policycheck.policies.manifest import (
    Clause,
    ConditionRule,
    DecisionRule,
    Exemption,
    Parameter,
    PolicyManifest,
    Reading,
)
from policycheck.policies.milestones import Milestone, Term
from policycheck.policies.moments import days_of, length_of
from policycheck.report.calendar_document import length_document, when_document
from policycheck.report.document import VERSION, text_document
from policycheck.report.plain import plain
from policycheck.report.selection import of_decision


def policies_document(policies: Iterable[PolicyManifest]) -> dict[str, Any]:
    """The document of ``schemas/output/list.schema.json``."""
    return {"version": VERSION, "policies": [_summary(policy) for policy in policies]}


def policy_document(policy: PolicyManifest, decision: DecisionRule | None) -> dict[str, Any]:
    """The document of ``schemas/output/show.schema.json``: one policy, or one of its decisions."""
    shown = of_decision(policy, decision) if decision else policy
    decisions = [decision] if decision else policy.decisions.values()
    return {
        "version": VERSION,
        "policy": _head(policy),
        "decisions": [_decision(rule) for rule in decisions],
        "parameters": [_parameter(p) for p in shown.parameters.values()],
        "milestones": [_milestone(m, policy) for m in shown.milestones],
        "terms": [_term(t, policy) for t in shown.terms],
        "readings": [_reading(r) for r in shown.readings.values()],
        "laws": [_law(law) for law in shown.laws.values()],
        "clauses": [_clause(c) for c in shown.clauses],
    }


def _head(policy: PolicyManifest) -> dict[str, Any]:
    first, last = policy.period
    return {
        "id": policy.id,
        "insurer": policy.insurer,
        "insurer_name": policy.insurer_name,
        "title": text_document(policy.title),
        "sector": policy.sector,
        "contract_year": policy.contract_year,
        "period": {"first": first.isoformat(), "last": last.isoformat()},
        "document": policy.document,
        "published": plain(policy.published),
        "published_note": text_document(policy.published_note),
    }


def _summary(policy: PolicyManifest) -> dict[str, Any]:
    decisions = [
        {
            "id": rule.id,
            "title": text_document(rule.title),
            "question": text_document(rule.question),
            "conditions": len(rule.conditions),
        }
        for rule in policy.decisions.values()
    ]
    return {**_head(policy), "decisions": decisions}


def _decision(rule: DecisionRule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": text_document(rule.title),
        "question": text_document(rule.question),
        "asked_by": list(rule.asked_by),
        "outcomes": {str(o): text_document(meaning) for o, meaning in rule.outcomes.items()},
        "result": plain(rule.result),
        "result_facts": list(rule.result_facts),
        "conditions": [_condition(c) for c in rule.conditions.values()],
        "exemptions": [_exemption(e) for e in rule.exemptions.values()],
    }


def _condition(rule: ConditionRule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "modality": str(rule.modality),
        "title": text_document(rule.title),
        "refs": list(rule.refs),
        "section": rule.section,
        "lines": list(rule.lines),
        "facts": list(rule.facts),
        "departure": list(rule.departure),
        "exempt_by": list(rule.exempt_by),
        "reading": rule.reading,
        "who": str(rule.who),
    }


def _exemption(exemption: Exemption) -> dict[str, Any]:
    return {
        "id": exemption.id,
        "title": text_document(exemption.title),
        "refs": list(exemption.refs),
        "facts": list(exemption.facts),
        "reading": exemption.reading,
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "id": parameter.id,
        "title": text_document(parameter.title),
        "unit": parameter.unit,
        "boundary": parameter.boundary,
        "word": parameter.word,
        "refs": list(parameter.refs),
        "versions": [
            {"value": plain(v.value), "published": plain(v.published)} for v in parameter.versions
        ],
    }


def _milestone(milestone: Milestone, policy: PolicyManifest) -> dict[str, Any]:
    return {
        "id": milestone.id,
        "title": text_document(milestone.title),
        "who": plain(milestone.who),
        "channels": plain(milestone.channels),
        "days": [when_document(when) for when in days_of(milestone, policy, date.max)],
        "parameter": milestone.parameter,
        "note": milestone.note and text_document(milestone.note),
        "refs": list(milestone.refs),
    }


def _term(term: Term, policy: PolicyManifest) -> dict[str, Any]:
    length = length_of(term, policy, date.max)
    return {
        "id": term.id,
        "title": text_document(term.title),
        "who": plain(term.who),
        "channels": plain(term.channels),
        "length": length and length_document(length),
        "since": text_document(term.since),
        "parameter": term.parameter,
        "refs": list(term.refs),
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "id": reading.id,
        "title": text_document(reading.title),
        "refs": list(reading.refs),
        "default": reading.default,
        "argument": text_document(reading.argument),
        "values": [
            {
                "id": value.id,
                "title": text_document(value.title),
                "standing": str(value.standing),
            }
            for value in reading.values.values()
        ],
    }


def _law(law: Law) -> dict[str, Any]:
    return {
        "id": law.id,
        "decision": law.decision,
        "kind": law.kind_name,
        "title": text_document(law.title),
        "refs": list(law.refs),
        "readings": dict(law.readings),
    }


def _clause(clause: Clause) -> dict[str, Any]:
    return {
        "id": clause.id,
        "section": clause.section,
        "lines": list(clause.lines),
        "checksum": clause.checksum,
        "title": text_document(clause.title),
        "decided": clause.decided,
        "conditions": list(clause.conditions),
        "information": clause.information and text_document(clause.information),
        "published": clause.published,
        "withdrawn": clause.withdrawn,
    }
