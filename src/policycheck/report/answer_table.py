"""Answers as people read them: each decision in full, or one matrix over several policies."""

from collections import Counter
from collections.abc import Iterable, Mapping

from policycheck.explaining import Detail
from policycheck.model import Decision, Outcome
from policycheck.policies.manifest import PolicyManifest
from policycheck.report.blocks import Block, Line, Tone
from policycheck.report.decision_table import decision_blocks, outcome_word
from policycheck.report.document import Answer
from policycheck.report.explanation_table import explanation_blocks
from policycheck.report.matrix_table import matrix_blocks
from policycheck.report.naming import Naming
from policycheck.report.scope_rows import other_policies
from policycheck.words import Words


def answer_blocks(
    answers: Iterable[Answer],
    policies: Mapping[str, PolicyManifest],
    naming: Naming,
    verbose: bool = False,
    detail: Detail | None = None,
) -> list[Block]:
    """Every answer, and one last line that counts the outcomes.

    Where it was asked which policies are about a case and there are several, their outcomes stand
    in one matrix; the decisions follow in full only if ``verbose``, and explained if they are.
    """
    answers = list(answers)
    blocks: list[Block] = []
    for answer in answers:
        several = bool(answer.scopes) and len({d.policy for d in answer.decisions}) > 1
        if several:
            blocks += matrix_blocks(answer, policies, naming, verbose or detail is not None)
        if detail:
            for told in answer.explanations:
                policy = policies[told.decision.policy]
                blocks += explanation_blocks(answer.case, told, policy, naming, detail)
        elif verbose or not several:
            for each in answer.decisions:
                blocks += decision_blocks(answer.case, each, policies[each.policy], naming, verbose)
        blocks += other_policies(answer.scopes, naming)
    counted = summary((d for answer in answers for d in answer.decisions), naming.words)
    return [*blocks, Line(counted, Tone.STRONG)]


def summary(decisions: Iterable[Decision], words: Words) -> str:
    """All outcomes counted in one line: ``3 decisions: 2 met, 1 refer``."""
    counts = Counter(decision.outcome for decision in decisions)
    parts = [f"{counts[o]} {outcome_word(o, words)}" for o in (*Outcome, None) if counts[o]]
    return f"{words.count('count.decision', counts.total())}: {', '.join(parts)}"
