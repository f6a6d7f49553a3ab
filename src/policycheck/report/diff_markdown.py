"""What differs between two states of the rules, as Markdown."""

from collections.abc import Sequence

from policycheck.changes.model import Kind, PolicyDiff
from policycheck.report.change_entries import Entry, counts, policy_title, sections_of
from policycheck.report.diff_table import between
from policycheck.report.markdown import text
from policycheck.words import Words

_MARKS = {Kind.ADDED: "(+) ", Kind.REMOVED: "(-) "}


def diff_markdown(diffs: Sequence[PolicyDiff], states: tuple[str, str], words: Words) -> str:
    """Every policy that differs, with a heading for each section."""
    lines: list[str] = []
    if any(states):
        lines += [text(between(states, words)), ""]
    for diff in diffs:
        if diff.differs:
            lines += _policy(diff, words)
    differs = any(diff.differs for diff in diffs)
    last = counts(diffs, words) if differs else words("changes.nothing")
    return "\n".join([*lines, f"**{text(last)}**", ""])


def _policy(diff: PolicyDiff, words: Words) -> list[str]:
    lines = [f"## {text(policy_title(diff))}", ""]
    if diff.before is None or diff.after is None:
        said = words("changes.policy_removed" if diff.before else "changes.policy_added")
        return [*lines, text(said), ""]
    for each in sections_of(diff, words):
        entries = [line for entry in each.entries for line in _entry(entry)]
        lines += [f"### {text(each.title)}", "", *entries, ""]
    return lines


def _entry(entry: Entry) -> list[str]:
    mark = _MARKS.get(entry.kind, "")
    return [f"- {mark}**{text(entry.text)}**", *(f"  - {text(note)}" for note in entry.notes)]
