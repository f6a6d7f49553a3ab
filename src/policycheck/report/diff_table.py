"""What differs between two states of the rules, as people read it."""

from collections.abc import Sequence

from policycheck.changes.model import Kind, PolicyDiff
from policycheck.report.blocks import GAP, Block, Line, Tone, section
from policycheck.report.change_entries import Entry, counts, policy_title, sections_of
from policycheck.report.condition_rows import NOTE, ROW
from policycheck.words import Words

_MARKS = {
    Kind.ADDED: ("+ ", Tone.GOOD),
    Kind.REMOVED: ("- ", Tone.BAD),
    Kind.RENAMED: ("~ ", Tone.DOUBT),
    Kind.CHANGED: ("~ ", Tone.DOUBT),
    Kind.TEXT: ("· ", Tone.PLAIN),
}


def diff_blocks(diffs: Sequence[PolicyDiff], states: tuple[str, str], words: Words) -> list[Block]:
    """Every policy that differs, section by section, and a last line with counts.

    Args:
        diffs: The policies, in the order to show them.
        states: What the two states are called; empty for the work tree.
        words: The language.
    """
    blocks: list[Block] = []
    if any(states):
        blocks += [Line(between(states, words), Tone.FAINT), GAP]
    for diff in diffs:
        if diff.differs:
            blocks += [*_policy(diff, words), GAP]
    if not any(diff.differs for diff in diffs):
        return [*blocks, Line(words("changes.nothing"), Tone.STRONG)]
    return [*blocks, Line(counts(diffs, words), Tone.STRONG)]


def between(states: tuple[str, str], words: Words) -> str:
    """From which state to which."""
    before, after = (state or words("changes.work_tree") for state in states)
    return words("changes.between", before=before, after=after)


def _policy(diff: PolicyDiff, words: Words) -> list[Block]:
    blocks: list[Block] = [Line(policy_title(diff), Tone.STRONG)]
    if diff.before is None or diff.after is None:
        text = words("changes.policy_removed" if diff.before else "changes.policy_added")
        return [*blocks, Line(text, indent=2)]
    for each in sections_of(diff, words):
        blocks += section(each.title, [row for entry in each.entries for row in _entry(entry)])
    return blocks


def _entry(entry: Entry) -> list[Block]:
    mark, tone = _MARKS[entry.kind]
    return [
        Line(entry.text, tone, ROW, mark),
        *(Line(note, Tone.FAINT, NOTE) for note in entry.notes),
    ]
