"""What differs as a list of sections with entries, for a table and for Markdown alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policycheck.changes.model import Change, Item, Kind, PolicyDiff, of_kinds
from policycheck.report.change_words import difference_words, source_words, states_words
from policycheck.words import Words


@dataclass(frozen=True)
class Entry:
    """One item that differs.

    Attributes:
        notes: What differs in it, and where both sides stand.
    """

    kind: Kind
    text: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """Entries under a heading."""

    title: str
    entries: tuple[Entry, ...]


def policy_title(diff: PolicyDiff) -> str:
    """The policy, or both of them."""
    ids = [each.id for each in (diff.before, diff.after) if each]
    return " → ".join(dict.fromkeys(ids))


def sections_of(diff: PolicyDiff, words: Words) -> list[Section]:
    """Every section of a policy that has entries: its decisions each have one."""
    told = [change for change in diff.changes if change.kind is not Kind.TEXT]
    whole = [change for change in told if not change.decision]
    titles = {rule.id: words.of(rule.title) for rule in diff.policy.decisions.values()}
    if diff.before:
        old = {rule.id: words.of(rule.title) for rule in diff.before.decisions.values()}
        titles = old | titles
    sections = [
        (words("changes.whole"), _items(whole, Item.POLICY, Item.AMENDMENT)),
        (words("policy.parameters"), _items(whole, Item.PARAMETER)),
        *(
            (
                words("changes.decision", id=id, title=titles[id]),
                [change for change in told if change.decision == id],
            )
            for id in dict.fromkeys(change.decision for change in told if change.decision)
        ),
        (words("policy.clauses"), _items(whole, Item.CLAUSE)),
        (words("policy.milestones"), _items(whole, Item.MILESTONE, Item.TERM)),
        (words("policy.readings"), _items(whole, Item.READING)),
        (words("changes.texts"), of_kinds(diff.changes, Kind.TEXT)),
    ]
    return [
        Section(title, tuple(_entry(change, diff, words) for change in changes))
        for title, changes in sections
        if changes
    ]


def counts(diffs: Iterable[PolicyDiff], words: Words) -> str:
    """How much differs, in one line."""
    changes = [change for diff in diffs for change in diff.changes]
    texts = len(of_kinds(changes, Kind.TEXT))
    counted = words.count("count.change", len(changes) - texts)
    return f"{counted}, {words.count('count.wording', texts)}" if texts else counted


def _items(changes: Iterable[Change], *items: Item) -> list[Change]:
    return [change for change in changes if change.item in items]


def _entry(change: Change, diff: PolicyDiff, words: Words) -> Entry:
    side = change.side
    item = words(f"item.{change.item}")
    title = words.title(side.title)
    if change.kind is Kind.RENAMED and change.before:
        text = words("changes.renamed", item=item, old=change.before.id, id=side.id, title=title)
    else:
        text = words("changes.entry", item=item, id=side.id, title=title)
    return Entry(change.kind, text, tuple(filter(None, _notes(change, diff, words))))


def _notes(change: Change, diff: PolicyDiff, words: Words) -> Iterator[str]:
    if change.before is None or change.after is None:
        yield _only(change, diff, words)
        yield states_words(change.side, change.item, words)
    for difference in change.differences:
        yield difference_words(difference, change, words)
    yield from _citations(change, words)
    if change.read_by:
        yield words("changes.read_by", names=", ".join(change.read_by))


def _only(change: Change, diff: PolicyDiff, words: Words) -> str:
    """In which state it is; between two states of one policy, that it came or went."""
    before, after = diff.before, diff.after
    if before and after and before.id != after.id:
        return words("changes.only", state=after.id if change.after else before.id)
    return words("changes.added" if change.after else "changes.removed")


def _citations(change: Change, words: Words) -> Iterator[str]:
    before, after = (
        source_words(side.source if side else None, words) for side in (change.before, change.after)
    )
    if before and after and before != after:
        yield words("changes.cited_before", citation=before)
        yield words("changes.cited_after", citation=after)
    else:
        yield after or before
