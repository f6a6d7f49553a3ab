"""The laws of a policy."""

from collections.abc import Iterable

from policycheck.policies.laws import Law
from policycheck.report.blocks import Block, Line, Tone
from policycheck.report.condition_rows import NOTE, ROW
from policycheck.words import Words


def law_rows(laws: Iterable[Law], words: Words) -> list[Block]:
    """Every law: what it says, of which decision, in which manner, and the clauses it is from."""
    return [row for law in laws for row in _law(law, words)]


def _law(law: Law, words: Words) -> list[Block]:
    cited = f" ({', '.join(law.refs)})" if law.refs else ""
    return [
        Line(words.of(law.title), Tone.PLAIN, ROW, "• "),
        Line(f"{law.decision}/{law.id} [{words(f'law.{law.kind_name}')}]{cited}", Tone.FAINT, NOTE),
    ]
