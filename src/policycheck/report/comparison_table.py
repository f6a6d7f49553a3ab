"""Two decisions side by side: only what differs, clause by clause."""

from collections.abc import Iterable, Mapping

from policycheck.model import Comparison, Decision
from policycheck.policies.manifest import DecisionRule, PolicyManifest
from policycheck.report.blocks import GAP, Block, Line, Rule, Tone, section
from policycheck.report.comparison_document import Compared
from policycheck.report.comparison_rows import (
    Told,
    answer_words,
    common_day,
    heading,
    labels,
    summary,
    told_conditions,
    told_deadlines,
)
from policycheck.report.condition_rows import NOTE, ROW
from policycheck.report.decision_table import MARKS
from policycheck.report.naming import Naming
from policycheck.report.scope_rows import other_policies

Rules = tuple[DecisionRule, DecisionRule]


def comparison_blocks(
    compared: Iterable[Compared], policies: Mapping[str, PolicyManifest], naming: Naming
) -> list[Block]:
    """Every decision that differs, and one last line that counts them."""
    compared = list(compared)
    blocks: list[Block] = []
    for each in compared:
        for comparison in each.comparisons:
            if comparison.differs:
                blocks += _comparison(each, comparison, rules_of(comparison, policies), naming)
        blocks += other_policies(each.scopes, naming)
    return [*blocks, Line(summary(compared, naming), Tone.STRONG)]


def rules_of(comparison: Comparison, policies: Mapping[str, PolicyManifest]) -> Rules:
    """The manifests of both decisions."""
    before, after = comparison.before, comparison.after
    return (
        policies[before.policy].decisions[before.decision],
        policies[after.policy].decisions[after.decision],
    )


def _comparison(
    compared: Compared, comparison: Comparison, rules: Rules, naming: Naming
) -> list[Block]:
    words = naming.words
    names = " → ".join(dict.fromkeys((compared.before, compared.after)))
    day = common_day(comparison, naming)
    sides = zip(
        (comparison.before, comparison.after),
        rules,
        labels(compared, comparison, naming),
        strict=True,
    )
    conditions = told_conditions(compared, comparison, naming)
    deadlines = told_deadlines(comparison, naming)
    return [
        Line(names, Tone.STRONG),
        Line(heading(comparison, rules[1], naming), Tone.STRONG),
        Line(words.of(comparison.after.question)),
        *([Line(day, Tone.FAINT)] if day else []),
        GAP,
        *(_outcome(decision, rule, label, naming) for decision, rule, label in sides),
        *section(
            words("compare.conditions"), [b for c in conditions for b in _condition(c, naming)]
        ),
        *section(words("section.deadlines"), [b for d in deadlines for b in _deadline(*d)]),
        GAP,
        Rule(),
    ]


def _outcome(decision: Decision, rule: DecisionRule, label: str, naming: Naming) -> Block:
    mark, tone = MARKS[decision.outcome]
    return Line(f"{label}: {answer_words(decision, rule, naming)}", tone, 2, mark)


def _condition(told: Told, naming: Naming) -> list[Block]:
    return [
        Line(told.title, indent=ROW, mark="≠ "),
        *(Line(each, Tone.FAINT, NOTE) for each in told.citations),
        Line(told.states, indent=NOTE),
        *(Line(naming.words("impact.because", what=r), Tone.PLAIN, NOTE) for r in told.reasons),
    ]


def _deadline(title: str, states: str) -> list[Block]:
    return [Line(title, indent=ROW, mark="≠ "), Line(states, indent=NOTE)]
