"""Policies in a list, and one policy in full, as people read them."""

from collections.abc import Iterable

from policycheck.policies.manifest import PolicyManifest
from policycheck.report.blocks import GAP, Block, Grid, Line, Tone, section
from policycheck.report.calendar_rows import milestone_rows, term_rows
from policycheck.report.catalogue_rows import clause_rows
from policycheck.report.law_rows import law_rows
from policycheck.report.naming import Naming
from policycheck.report.parameter_rows import parameter_rows
from policycheck.report.reading_rows import reading_rows
from policycheck.words import Words


def policies_blocks(policies: Iterable[PolicyManifest], words: Words) -> list[Block]:
    """Every policy with its decisions, and one last line that counts both."""
    listed = list(policies)
    blocks: list[Block] = []
    for policy in listed:
        blocks += [Line(policy.id, Tone.STRONG), *_head(policy, words, indent=2)]
        blocks += [_decisions(policy, words), GAP]
    decisions = sum(len(policy.decisions) for policy in listed)
    counts = (words.count("count.policy", len(listed)), words.count("count.decision", decisions))
    return [*blocks, Line(", ".join(counts), Tone.STRONG)]


def policy_blocks(policy: PolicyManifest, naming: Naming) -> list[Block]:
    """A policy: its decisions, parameters, calendar, readings and every clause."""
    words = naming.words
    return [
        Line(policy.id, Tone.STRONG),
        *_head(policy, words),
        Line(words.of(policy.published_note), Tone.FAINT),
        *section(words("policy.decisions"), [_decisions(policy, words)]),
        *catalogue_blocks(policy, naming),
    ]


def catalogue_blocks(policy: PolicyManifest, naming: Naming) -> list[Block]:
    """What a policy, or the part of it that a decision is about, states beside its conditions."""
    words = naming.words
    return [
        *section(words("policy.parameters"), parameter_rows(policy, naming)),
        *section(words("policy.milestones"), milestone_rows(policy, words)),
        *section(words("timeline.terms"), term_rows(policy, words)),
        *section(words("policy.readings"), reading_rows(policy.readings.values(), words)),
        *section(words("policy.laws"), law_rows(policy.laws.values(), words)),
        *section(words("policy.clauses"), clause_rows(policy.clauses, naming)),
    ]


def _head(policy: PolicyManifest, words: Words, indent: int = 0) -> list[Block]:
    first, last = policy.period
    period = words("policy.period", first=words.day(first), last=words.day(last))
    document = words("policy.document", id=policy.document)
    if policy.published:
        document += f", {words('policy.published', day=words.day(policy.published))}"
    return [
        Line(f"{policy.insurer_name}: {words.of(policy.title)}", indent=indent),
        Line(
            words("policy.contract", year=policy.contract_year, period=period),
            Tone.FAINT,
            indent,
        ),
        Line(document, Tone.FAINT, indent),
    ]


def _decisions(policy: PolicyManifest, words: Words) -> Grid:
    rows = tuple((rule.id, words.of(rule.title)) for rule in policy.decisions.values())
    return Grid(("", ""), rows, indent=4)
