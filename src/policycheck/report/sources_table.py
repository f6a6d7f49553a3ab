"""Where the clauses and lines of documents went, as people read it."""

from collections.abc import Sequence

from policycheck.policies.manifest import Clause, NotNormative, PolicyManifest
from policycheck.policies.reasons import LINE_KINDS
from policycheck.policies.sources import Accounts
from policycheck.report.blocks import GAP, Block, Line, Tone, section
from policycheck.report.catalogue_rows import where_it_went
from policycheck.report.condition_rows import NOTE, ROW
from policycheck.report.finding_text import finding_line
from policycheck.report.plain import line_ranges
from policycheck.words import Words


def sources_blocks(accounts: Sequence[Accounts], words: Words, quiet: bool) -> list[Block]:
    """Every policy with its clauses, other lines, findings and counts, and a last line.

    Args:
        accounts: The policies, in the order to show them.
        words: The language.
        quiet: Leave out the clauses and the lines; findings and counts stay.
    """
    blocks: list[Block] = []
    for each in accounts:
        blocks += [*_policy(each, words, quiet), GAP]
    policies = words.count("count.policy", len(accounts))
    findings = sum(len(each.findings) for each in accounts)
    tone = Tone.BAD if findings else Tone.STRONG
    return [*blocks, Line(f"{policies}, {words.count('count.finding', findings)}", tone)]


def _policy(accounts: Accounts, words: Words, quiet: bool) -> list[Block]:
    policy = accounts.policy
    found = [Line(finding_line(f, words), Tone.BAD, ROW, "✗ ") for f in accounts.findings]
    return [
        Line(policy.id, Tone.STRONG),
        Line(words("policy.document", id=policy.document), Tone.FAINT, 2),
        *([] if quiet else _everything(policy, words)),
        *section(words("sources.findings"), list[Block](found)),
        *([] if quiet and not found else [GAP]),
        *_counts(accounts, words),
    ]


def _everything(policy: PolicyManifest, words: Words) -> list[Block]:
    clauses = [row for clause in policy.clauses for row in _clause(clause, words)]
    groups = [_group(group, words) for group in policy.not_normative]
    return [
        *section(words("policy.clauses"), clauses),
        *section(words("sources.not_normative"), list[Block](groups)),
    ]


def _clause(clause: Clause, words: Words) -> list[Block]:
    lines = line_ranges(clause.lines)
    title = words("sources.at", place=clause.id, lines=lines, what=words.of(clause.title))
    return [
        Line(title, indent=ROW, mark="§ "),
        Line(where_it_went(clause, words), Tone.FAINT, NOTE),
    ]


def _group(group: NotNormative, words: Words) -> Line:
    why = words.of(group.argument or LINE_KINDS[group.kind])
    lines = line_ranges(group.lines)
    return Line(words("sources.at", place=group.kind, lines=lines, what=why), Tone.FAINT, ROW, "- ")


def _counts(accounts: Accounts, words: Words) -> list[Block]:
    clauses = accounts.policy.clauses
    missing = sum(clause.missing for clause in clauses)
    decided = sum(clause.decided for clause in clauses)
    counted = words(
        "sources.clauses",
        count=words.count("count.clause", len(clauses)),
        decided=decided,
        information=len(clauses) - decided - missing,
        missing=missing,
    )
    blocks: list[Block] = [Line(counted, indent=2)]
    if accounts.document is not None:
        lines = words(
            "sources.document",
            count=words.count("count.line", len(accounts.written)),
            claimed=len(accounts.claimed),
            not_normative=len(accounts.not_normative),
            unclaimed=len(accounts.unclaimed),
            drifted=len(accounts.drifted),
        )
        blocks.append(Line(lines, indent=2))
    return blocks
