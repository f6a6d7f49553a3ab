"""The clauses of a policy."""

from collections.abc import Iterable

from policycheck.policies.manifest import Clause
from policycheck.report.blocks import Block, Line, Tone
from policycheck.report.condition_rows import NOTE, ROW
from policycheck.report.naming import Naming
from policycheck.words import Words


def clause_rows(clauses: Iterable[Clause], naming: Naming) -> list[Block]:
    """Every clause: what it says, where it stands, and what decides it."""
    return [row for clause in clauses for row in _clause(clause, naming)]


def where_it_went(clause: Clause, words: Words) -> str:
    """What decides a clause, else why nothing does, else that it is missing."""
    if clause.conditions:
        return words("clause.decided", names=", ".join(clause.conditions))
    if clause.information:
        return words("clause.information", why=words.of(clause.information))
    return words("clause.missing")


def _clause(clause: Clause, naming: Naming) -> list[Block]:
    words = naming.words
    return [
        Line(words.of(clause.title), Tone.PLAIN, ROW, "§ "),
        Line(naming.citation(clause.section, clause.lines, (clause.id,)), Tone.FAINT, NOTE),
        Line(where_it_went(clause, words), Tone.FAINT, NOTE),
    ]
