"""What the search finds: everything that has a name, in both languages."""

import json
from collections.abc import Iterator

from policycheck.handbook import addresses
from policycheck.handbook.addresses import anchor
from policycheck.handbook.book import Book, Chapter
from policycheck.model import Language, Text
from policycheck.policies.manifest import DecisionRule
from policycheck.report.parameter_rows import version_words
from policycheck.words import Words

Entry = tuple[str, str, str, str, str]
"""What it is, its titles in Dutch and English, other words to find it by, and its address."""


def search_script(book: Book) -> str:
    """The index as a script: a page that was opened from disk can load no other file."""
    lines = ",\n".join(json.dumps(entry) for entry in entries(book))
    return f"window.policycheckIndex = [\n{lines}\n];\n"


def entries(book: Book) -> list[Entry]:
    """Every entry, in the order of the handbook."""
    found = [entry for chapter in book.chapters.values() for entry in _chapter(chapter)]
    for fact in book.dictionary.values():
        names = fact.name
        if fact.question:
            names = f"{names} {fact.question.nl} {fact.question.en}"
        found.append(_entry("fact", fact.title, names, addresses.fact_page(fact.pointer)))
    return found


def _entry(kind: str, title: Text, names: str, page: str, to: str = "") -> Entry:
    return (kind, title.nl, title.en, names, f"{page}#{to}" if to else page)


def _chapter(chapter: Chapter) -> Iterator[Entry]:
    policy = chapter.policy
    home = addresses.policy_page(policy.id)
    names = f"{policy.id} {policy.insurer_name} {policy.contract_year} {policy.document}"
    yield _entry("policy", policy.title, names, home)
    seen: set[str] = set()
    for rule in policy.decisions.values():
        yield from _decision(chapter, rule, seen)
    clauses = addresses.clauses_page(policy.id)
    for clause in policy.clauses:
        names = f"{clause.id} {policy.id} {clause.section}"
        yield _entry("clause", clause.title, names, clauses, anchor("clause", clause.id))
    for parameter in policy.parameters.values():
        values = " ".join(
            version_words(version, parameter, Words(language))
            for version in parameter.versions
            for language in Language
        )
        names = f"{parameter.id} {policy.id} {values}"
        to = anchor("parameter", parameter.id)
        yield _entry("parameter", parameter.title, names, home, to)
    for reading in policy.readings.values():
        names = f"{reading.id} {policy.id}"
        yield _entry("reading", reading.title, names, home, anchor("reading", reading.id))
    for moment in policy.milestones:
        names = f"{moment.id} {policy.id}"
        yield _entry("milestone", moment.title, names, home, anchor("milestone", moment.id))
    for term in policy.terms:
        yield _entry("term", term.title, f"{term.id} {policy.id}", home, anchor("term", term.id))
    for law in policy.laws.values():
        page = addresses.decision_page(policy.id, law.decision)
        yield _entry("law", law.title, f"{law.id} {policy.id}", page, anchor("law", law.id))


def _decision(chapter: Chapter, rule: DecisionRule, seen: set[str]) -> Iterator[Entry]:
    """A decision with its conditions; those that every decision shares only once."""
    policy = chapter.policy
    page = addresses.decision_page(policy.id, rule.id)
    names = f"{rule.id} {policy.id} {rule.question.nl} {rule.question.en}"
    yield _entry("decision", rule.title, names, page)
    for condition in rule.conditions.values():
        if condition.id not in seen:
            names = f"{condition.id} {policy.id} {' '.join(condition.refs)}"
            to = anchor("condition", condition.id)
            yield _entry("condition", condition.title, names, page, to)
        if condition.id in policy.scope:
            seen.add(condition.id)
    for exemption in rule.exemptions.values():
        names = f"{exemption.id} {policy.id}"
        to = anchor("exemption", exemption.id)
        yield _entry("exemption", exemption.title, names, page, to)
