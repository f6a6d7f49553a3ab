"""What is still to be asked about a case, as a document."""

from typing import Any

from policycheck.asking.model import Asking, OpenFact, Reason, Standing
from policycheck.facts import FactDefinition
from policycheck.report.document import VERSION, text_document
from policycheck.report.plain import plain


def asking_document(asking: Asking, every: bool) -> dict[str, Any]:
    """The document of ``schemas/output/ask.schema.json``.

    Args:
        asking: What is to be asked.
        every: Whether the facts are there too that change nothing any more.
    """
    return {
        "version": VERSION,
        "case": asking.case,
        "as_of": asking.as_of.isoformat(),
        "known_at": asking.known_at.isoformat(),
        "exact": asking.exact,
        "decisions": [_standing(each) for each in asking.standings],
        "facts": [_fact(each) for each in asking.facts],
        "others": [_fact(each) for each in asking.others] if every else None,
    }


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "policy": standing.rule.policy,
        "decision": standing.rule.id,
        "outcome": plain(standing.outcome),
        "leaning": plain(standing.leaning),
        "final": standing.final,
        "exact": standing.exact,
    }


def _fact(fact: OpenFact) -> dict[str, Any]:
    return {
        **_asked(fact.definition),
        "members": [_asked(each) for each in fact.members],
        "reasons": [_reason(each) for each in fact.reasons],
    }


def _asked(fact: FactDefinition) -> dict[str, Any]:
    return {
        "path": fact.pointer,
        "name": fact.name,
        "title": text_document(fact.title),
        "question": text_document(fact.question) if fact.question else None,
        "type": fact.type,
        "unit": fact.unit,
        "values": [
            {
                "value": value,
                "title": text_document(fact.value_titles[value])
                if value in fact.value_titles
                else None,
            }
            for value in fact.values
        ],
        "supplied_by": plain(fact.supplied_by),
        "sensitive": fact.sensitive,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "policy": reason.rule.policy,
        "decision": reason.rule.id,
        "settles": reason.settles,
        "result": reason.result,
        "conditions": [
            {
                "id": each.id,
                "modality": str(each.modality),
                "title": text_document(each.title),
                "refs": list(each.refs),
                "section": each.section,
                "lines": list(each.lines),
            }
            for each in reason.conditions
        ],
    }
