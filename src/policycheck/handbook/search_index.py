"""What the search finds: everything that has a name, in both languages."""

import json
from collections.abc import Iterable, Iterator

from policycheck.handbook import addresses
from policycheck.handbook.addresses import anchor
from policycheck.handbook.book import Book, Chapter
from policycheck.model import Language, Text
from policycheck.policies.manifest import DecisionRule
from policycheck.report.parameter_rows import version_words
from policycheck.words import Words

Entry = tuple[str, str, str, str, str, str, str]
"""What it is, its titles in Dutch and English, its id, its policy (empty for a fact), other words
to find it by, and its address below the folder of a language."""


def search_script(book: Book) -> str:
    """The index as a script: a page that was opened from disk can load no other file."""
    lines = ",\n".join(json.dumps(entry) for entry in entries(book))
    return f"window.policycheckIndex = [\n{lines}\n];\n"


def entries(book: Book) -> list[Entry]:
    """Every entry, in the order of the handbook."""
    found = [entry for chapter in book.chapters.values() for entry in _chapter(chapter)]
    for fact in book.dictionary.values():
        more = (fact.question.nl, fact.question.en) if fact.question else ()
        page = addresses.fact_page(fact.pointer)
        found.append(_entry("fact", fact.title, (fact.name, ""), page, more=more))
    return found


def _entry(
    kind: str,
    title: Text,
    id: tuple[str, str],
    page: str,
    to: str = "",
    more: Iterable[str] = (),
) -> Entry:
    address = f"{page}#{to}" if to else page
    return (kind, title.nl, title.en, *id, " ".join(more), address)


def _chapter(chapter: Chapter) -> Iterator[Entry]:
    policy = chapter.policy
    home = addresses.policy_page(policy.id)
    more = (policy.insurer_name, str(policy.contract_year), policy.document)
    yield _entry("policy", policy.title, (policy.id, policy.id), home, more=more)
    seen: set[str] = set()
    for rule in policy.decisions.values():
        yield from _decision(chapter, rule, seen)
    page = addresses.clauses_page(policy.id)
    for clause in policy.clauses:
        id, to = (clause.id, policy.id), anchor("clause", clause.id)
        yield _entry("clause", clause.title, id, page, to, [clause.section])
    for parameter in policy.parameters.values():
        values = [
            version_words(version, parameter, Words(language))
            for version in parameter.versions
            for language in Language
        ]
        id, to = (parameter.id, policy.id), anchor("parameter", parameter.id)
        yield _entry("parameter", parameter.title, id, home, to, values)
    for law in policy.laws.values():
        page = addresses.decision_page(policy.id, law.decision)
        yield _entry("law", law.title, (law.id, policy.id), page, anchor("law", law.id))
    for kind, things in (
        ("reading", policy.readings.values()),
        ("milestone", policy.milestones),
        ("term", policy.terms),
    ):
        for thing in things:
            yield _entry(kind, thing.title, (thing.id, policy.id), home, anchor(kind, thing.id))


def _decision(chapter: Chapter, rule: DecisionRule, seen: set[str]) -> Iterator[Entry]:
    """A decision with its conditions; those that every decision shares only once."""
    policy = chapter.policy
    page = addresses.decision_page(policy.id, rule.id)
    more = (rule.question.nl, rule.question.en)
    yield _entry("decision", rule.title, (rule.id, policy.id), page, more=more)
    for condition in rule.conditions.values():
        if condition.id not in seen:
            id, to = (condition.id, policy.id), anchor("condition", condition.id)
            yield _entry("condition", condition.title, id, page, to, condition.refs)
        if condition.id in policy.scope:
            seen.add(condition.id)
    for exemption in rule.exemptions.values():
        id, to = (exemption.id, policy.id), anchor("exemption", exemption.id)
        yield _entry("exemption", exemption.title, id, page, to)
