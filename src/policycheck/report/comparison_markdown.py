"""Two decisions side by side, as Markdown."""

from collections.abc import Iterable, Mapping

from policycheck.model import Comparison
from policycheck.policies.manifest import PolicyManifest
from policycheck.report.comparison_document import Compared
from policycheck.report.comparison_rows import (
    answer_words,
    common_day,
    heading,
    labels,
    summary,
    told_conditions,
    told_deadlines,
)
from policycheck.report.comparison_table import rules_of
from policycheck.report.decision_table import MARKS
from policycheck.report.markdown import table, text
from policycheck.report.naming import Naming


def comparison_markdown(
    compared: Iterable[Compared], policies: Mapping[str, PolicyManifest], naming: Naming
) -> str:
    """Every decision that differs, and how many there are."""
    compared = list(compared)
    lines: list[str] = []
    for each in compared:
        for comparison in each.comparisons:
            if comparison.differs:
                lines += _comparison(each, comparison, policies, naming)
    return "\n".join([*lines, f"**{text(summary(compared, naming))}**", ""])


def _comparison(
    compared: Compared,
    comparison: Comparison,
    policies: Mapping[str, PolicyManifest],
    naming: Naming,
) -> list[str]:
    words = naming.words
    rules = rules_of(comparison, policies)
    day = common_day(comparison, naming)
    sides = zip(
        (comparison.before, comparison.after),
        rules,
        labels(compared, comparison, naming),
        strict=True,
    )
    lines = [
        f"## {text(heading(comparison, rules[1], naming))}",
        "",
        text(words.of(comparison.after.question)),
        *(["", text(day)] if day else []),
        "",
        *(
            f"- {MARKS[decision.outcome][0]}{text(label)}: "
            f"**{text(answer_words(decision, rule, naming))}**"
            for decision, rule, label in sides
        ),
        "",
    ]
    conditions = [
        (
            f"**{text(told.title)}**<br>{'<br>'.join(map(text, told.citations))}",
            text(told.states),
            "<br>".join(map(text, told.reasons)),
        )
        for told in told_conditions(compared, comparison, naming)
    ]
    if conditions:
        heads = [words("compare.condition"), words("compare.conditions"), words("compare.why")]
        lines += [*table(heads, conditions), ""]
    deadlines = told_deadlines(comparison, naming)
    if deadlines:
        lines += [f"### {text(words('section.deadlines'))}", ""]
        lines += [*(f"- **{text(title)}**: {text(states)}" for title, states in deadlines), ""]
    return lines
