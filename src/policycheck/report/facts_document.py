"""The fact dictionary as a document, with the conditions that ask for each fact."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from policycheck.policies.manifest import PolicyManifest
from policycheck.report.document import VERSION, text_document
from policycheck.report.plain import plain

if TYPE_CHECKING:
    from policycheck.facts import FactDefinition


def facts_document(
    facts: Iterable["FactDefinition"], asked_by: Mapping[str, tuple[str, ...]]
) -> dict[str, Any]:
    """The document of ``schemas/output/facts.schema.json``."""
    return {
        "version": VERSION,
        "facts": [
            {
                "path": fact.pointer,
                "name": fact.name,
                "title": text_document(fact.title),
                "description": text_document(fact.description),
                "type": fact.type,
                "unit": fact.unit,
                "values": plain(fact.values),
                "value_titles": {
                    value: text_document(title) for value, title in fact.value_titles.items()
                },
                "examples": plain(fact.examples),
                "question": text_document(fact.question) if fact.question else None,
                "supplied_by": plain(fact.supplied_by),
                "change": plain(fact.change),
                "sensitive": fact.sensitive,
                "asked_by": list(asked_by.get(fact.pointer, ())),
            }
            for fact in facts
        ],
    }


def asking(policies: Iterable[PolicyManifest]) -> dict[str, tuple[str, ...]]:
    """For every fact, the conditions that read it, as ``policy.decision/condition``."""
    found: dict[str, dict[str, None]] = {}
    for policy in policies:
        for rule in policy.decisions.values():
            for condition in rule.conditions.values():
                for pointer in (*condition.facts, *condition.departure):
                    name = f"{policy.id}.{rule.id}/{condition.id}"
                    found.setdefault(pointer, {})[name] = None
    return {pointer: tuple(names) for pointer, names in found.items()}
