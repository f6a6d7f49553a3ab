"""Who asks a fact."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from policycheck.handbook.book import Book
from policycheck.model import Text
from policycheck.policies.manifest import DecisionRule


@dataclass(frozen=True)
class Asker:
    """A place that needs a fact.

    Attributes:
        kind: ``condition``, ``scope`` (a condition that every decision of the policy shares),
            ``exemption``, ``result`` or ``asked``.
        id: The id of the condition or exemption; empty for others.
    """

    policy: str
    decision: str
    kind: str
    id: str
    title: Text


def askers(book: Book) -> Mapping[str, tuple[Asker, ...]]:
    """Per pointer in the dictionary, everything that needs the fact, in the order of policies."""
    found: dict[str, dict[Asker, None]] = {}
    for policy, chapter in book.chapters.items():
        for rule in chapter.policy.decisions.values():
            first = rule is next(iter(chapter.policy.decisions.values()))
            for pointer, asker in _asking(policy, rule, chapter.policy.scope, first):
                fact = book.dictionary.at(pointer)
                name = fact.pointer if fact else pointer
                found.setdefault(name, {})[asker] = None
    return {pointer: tuple(each) for pointer, each in found.items()}


def _asking(
    policy: str, rule: DecisionRule, scope: Container[str], first: bool
) -> Iterator[tuple[str, Asker]]:
    for condition in rule.conditions.values():
        shared = condition.id in scope
        if shared and not first:
            continue
        kind = "scope" if shared else "condition"
        for pointer in (*condition.facts, *condition.departure):
            yield pointer, Asker(policy, rule.id, kind, condition.id, condition.title)
    for exemption in rule.exemptions.values():
        for pointer in exemption.facts:
            yield pointer, Asker(policy, rule.id, "exemption", exemption.id, exemption.title)
    for pointer in rule.result_facts:
        yield pointer, Asker(policy, rule.id, "result", "", rule.title)
    for pointer in rule.asked_by:
        yield pointer, Asker(policy, rule.id, "asked", "", rule.title)
