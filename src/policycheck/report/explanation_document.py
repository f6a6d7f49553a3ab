"""Why a decision is as it is, as the member ``explanation`` of a result of ``eval``."""

from typing import Any

from policycheck.explaining import (
    ConditionExplained,
    Detail,
    ExemptionUse,
    Explanation,
    ReadingExplained,
    Requirement,
    ValueGives,
)
from policycheck.report.members import source_document, text_document
from policycheck.report.plain import plain


def explanation_document(explanation: Explanation, detail: Detail) -> dict[str, Any]:
    """An explanation; in short with the conditions and readings that decide, and no others."""
    full = detail is Detail.FULL
    conditions = explanation.conditions if full else explanation.deciding
    readings = [each for each in explanation.readings if full or each.decides]
    return {
        "detail": str(detail),
        "sentence": text_document(explanation.sentence),
        "conditions": [_condition(each) for each in conditions],
        "readings": [_reading(each) for each in readings],
    }


def _condition(each: ConditionExplained) -> dict[str, Any]:
    condition = each.condition
    return {
        "id": condition.id,
        "decides": each.decides,
        "status": str(condition.status),
        "modality": str(condition.modality),
        "title": text_document(condition.title),
        "why": text_document(each.why),
        "source": source_document(condition.source),
        "facts": [
            {
                "path": fact.path,
                "value": plain(fact.value),
                "line": fact.line,
                "column": fact.column,
                "cell": fact.cell,
            }
            for fact in each.facts
        ],
        "missing": list(condition.missing),
        "due": plain(condition.due),
        "required": [_required(required) for required in each.required],
        "exemptions": [_exemption(exemption) for exemption in each.exemptions],
        "readings": list(each.readings),
    }


def _required(required: Requirement) -> dict[str, Any]:
    return {
        "parameter": required.parameter,
        "title": text_document(required.title),
        "value": plain(required.value),
        "unit": required.unit,
        "boundary": required.boundary,
        "words": text_document(required.words),
        "word": required.word,
        "refs": list(required.refs),
    }


def _exemption(exemption: ExemptionUse) -> dict[str, Any]:
    return {
        "id": exemption.id,
        "title": text_document(exemption.title),
        "state": str(exemption.state),
        "refs": list(exemption.refs),
        "missing": list(exemption.missing),
        "required": [_required(required) for required in exemption.required],
    }


def _reading(reading: ReadingExplained) -> dict[str, Any]:
    return {
        "id": reading.id,
        "title": text_document(reading.title),
        "decides": reading.decides,
        "argument": text_document(reading.argument),
        "refs": list(reading.refs),
        "values": [_value(value) for value in reading.values],
    }


def _value(value: ValueGives) -> dict[str, Any]:
    return {
        "value": value.value,
        "title": text_document(value.title),
        "used": value.used,
        "outcome": plain(value.outcome),
        "leaning": plain(value.leaning),
        "result": plain(value.result),
        "changed": {id: str(status) for id, status in value.changed.items()},
    }
