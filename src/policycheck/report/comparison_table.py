"""Two states of knowledge side by side: only what differs, clause by clause."""

from collections.abc import Iterable, Mapping

from policycheck.model import Comparison, Condition, Decision
from policycheck.policies.manifest import DecisionRule, PolicyManifest
from policycheck.report.blocks import GAP, Block, Line, Rule, Tone, section
from policycheck.report.comparison_document import Compared
from policycheck.report.condition_rows import NOTE, ROW
from policycheck.report.decision_table import MARKS, outcome_words
from policycheck.report.naming import Naming
from policycheck.report.result_rows import result_lines
from policycheck.report.scope_rows import other_policies


def comparison_blocks(
    compared: Iterable[Compared], policies: Mapping[str, PolicyManifest], naming: Naming
) -> list[Block]:
    """Every decision that differs, and one last line that counts them."""
    compared = list(compared)
    blocks: list[Block] = []
    for each in compared:
        for comparison in each.comparisons:
            if comparison.differs:
                before = comparison.before
                rule = policies[before.policy].decisions[before.decision]
                blocks += _comparison(each.case, comparison, rule, naming)
        blocks += other_policies(each.scopes, naming)
    everything = [comparison for each in compared for comparison in each.comparisons]
    counted = naming.words.count("count.decision", len(everything))
    differing = sum(comparison.differs for comparison in everything)
    line = naming.words("compare.summary", count=counted, differing=differing)
    return [*blocks, Line(line, Tone.STRONG)]


def _comparison(
    case: str, comparison: Comparison, rule: DecisionRule, naming: Naming
) -> list[Block]:
    words = naming.words
    before = comparison.before
    as_of = words("head.as_of", as_of=words.day(before.as_of))
    return [
        Line(case, Tone.STRONG),
        Line(f"{before.policy}.{before.decision}: {words.of(rule.title)}", Tone.STRONG),
        Line(words.of(before.question)),
        Line(as_of, Tone.FAINT),
        GAP,
        *_outcome(before, rule, naming),
        *_outcome(comparison.after, rule, naming),
        *section(
            words("compare.conditions"),
            [b for pair in comparison.conditions for b in _condition(*pair, naming)],
        ),
        GAP,
        Rule(),
    ]


def _outcome(decision: Decision, rule: DecisionRule, naming: Naming) -> list[Block]:
    words = naming.words
    mark, tone = MARKS[decision.outcome]
    text = words("head.known_at", known_at=words.day(decision.known_at))
    result = "; ".join(result_lines(decision, rule, naming))
    outcome = outcome_words(decision, words) + (f" ({result})" if result else "")
    return [Line(f"{text}: {outcome}", tone, 2, mark)]


def _condition(before: Condition, after: Condition, naming: Naming) -> list[Block]:
    words = naming.words
    source = before.source
    states = words("compare.states", before=_state(before, naming), after=_state(after, naming))
    return [
        Line(words.title(before.title), indent=ROW, mark="≠ "),
        Line(naming.citation(source.section, source.lines, source.refs), Tone.FAINT, NOTE),
        Line(states, indent=NOTE),
    ]


def _state(condition: Condition, naming: Naming) -> str:
    words = naming.words
    parts = [words(f"status.{condition.status}")]
    if condition.due:
        parts.append(words("due", day=words.day(condition.due)))
    if condition.exempted_by:
        names = "; ".join(words.title(title) for title in condition.exempted_by)
        parts.append(words("exempted_by", names=names))
    if condition.withdrawn_by:
        parts.append(words("withdrawn_by", names=words.title(condition.withdrawn_by)))
    return ", ".join(parts)
