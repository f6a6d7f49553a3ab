"""What differs between two decisions in the words of a language, for a table and for Markdown."""

from collections.abc import Iterator
from dataclasses import dataclass

from policycheck.changes.model import Aspect
from policycheck.evaluation.comparison import differing_facts
from policycheck.explaining.sentences import waits
from policycheck.model import Comparison, Condition, Deadline, Decision
from policycheck.policies.manifest import DecisionRule
from policycheck.report.change_words import difference_words
from policycheck.report.comparison_document import Compared, one_of
from policycheck.report.decision_table import outcome_words
from policycheck.report.naming import Naming
from policycheck.report.result_rows import result_lines


@dataclass(frozen=True)
class Told:
    """A condition that differs.

    Attributes:
        citations: Where it stands, on either side.
        states: What it was and is.
        reasons: Why, as far as that can be told.
    """

    title: str
    citations: tuple[str, ...]
    states: str
    reasons: tuple[str, ...]


def heading(comparison: Comparison, rule: DecisionRule, naming: Naming) -> str:
    """The decision, or both of them, with its title."""
    names = dict.fromkeys(f"{d.policy}.{d.decision}" for d in (comparison.before, comparison.after))
    return f"{' → '.join(names)}: {naming.words.of(rule.title)}"


def common_day(comparison: Comparison, naming: Naming) -> str:
    """The day on which both are judged; empty where there are two."""
    before, after = comparison.before, comparison.after
    if before.as_of != after.as_of:
        return ""
    return naming.words("head.as_of", as_of=naming.words.day(after.as_of))


def labels(compared: Compared, comparison: Comparison, naming: Naming) -> tuple[str, str]:
    """What tells the two sides apart: the case, the policy, the day, the text."""
    before, after = comparison.before, comparison.after
    names = [(compared.before, compared.after), (before.policy, after.policy)]
    days = [_both(before, after, "as_of", naming)]
    texts = _both(before, after, "known_at", naming)
    if any(each.known_at != each.as_of for each in (before, after)):
        days.append(texts)
    told = [pair for pair in (*names, *days) if pair[0] != pair[1]] or [texts]
    first, second = (", ".join(pair[side] for pair in told) for side in (0, 1))
    if told[0] in names:
        return first, second
    return _capital(first), _capital(second)


def answer_words(decision: Decision, rule: DecisionRule, naming: Naming) -> str:
    """The outcome with its result."""
    result = "; ".join(result_lines(decision, rule, naming))
    return outcome_words(decision, naming.words) + (f" ({result})" if result else "")


def told_conditions(compared: Compared, comparison: Comparison, naming: Naming) -> list[Told]:
    """Every condition that differs."""
    return [_told(compared, comparison, *pair, naming) for pair in comparison.conditions]


def told_deadlines(comparison: Comparison, naming: Naming) -> list[tuple[str, str]]:
    """Every deadline that differs: its title, and what it was and is."""
    words = naming.words
    return [
        (
            words.title((after or before).title),  # type: ignore[union-attr]
            words(
                "compare.states", before=_deadline(before, naming), after=_deadline(after, naming)
            ),
        )
        for before, after in comparison.deadlines
    ]


def summary(compared: list[Compared], naming: Naming) -> str:
    """How many decisions there are, and how many differ."""
    everything = [comparison for each in compared for comparison in each.comparisons]
    counted = naming.words.count("count.decision", len(everything))
    n = sum(comparison.differs for comparison in everything)
    differing = naming.words.count("compare.differing", n)
    return naming.words("compare.summary", count=counted, differing=differing)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _both(before: Decision, after: Decision, day: str, naming: Naming) -> tuple[str, str]:
    words = naming.words
    first, second = (
        words(f"compare.{day}", **{day: words.day(getattr(each, day))}) for each in (before, after)
    )
    return first, second


def _told(
    compared: Compared,
    comparison: Comparison,
    before: Condition | None,
    after: Condition | None,
    naming: Naming,
) -> Told:
    words = naming.words
    told = one_of(before, after)
    # The same place once, with all the clauses that either side cites there.
    cited = {
        (source.section, source.lines): naming.citation(source.section, source.lines, source.refs)
        for source in sorted((c.source for c in (before, after) if c), key=lambda s: len(s.refs))
    }
    moved = before is None or after is None or before.due != after.due
    was, now = (_state(each, naming, due=moved) for each in (before, after))
    states = words("compare.states", before=was, after=now)
    reasons = dict.fromkeys(_reasons(compared, comparison, before, after, naming))
    return Told(words.title(told.title), tuple(cited.values()), states, tuple(reasons))


def _reasons(
    compared: Compared,
    comparison: Comparison,
    before: Condition | None,
    after: Condition | None,
    naming: Naming,
) -> Iterator[str]:
    words = naming.words
    if before is None or after is None:
        yield words("compare.only", policy=_owner(comparison, before))
        return
    told = False
    for path, values in differing_facts(before, after).items():
        old, new = (
            words("compare.not_known") if each is None else naming.content(path, each)
            for each in values
        )
        told = True
        yield words("compare.fact", fact=naming.fact(path), before=old, after=new)
    for change in compared.because(comparison, after):
        for difference in change.differences:
            if difference.aspect is not Aspect.RULES:
                told = True
            title = words.title(change.side.title)
            yield words(
                "compare.text", title=title, what=difference_words(difference, change, words)
            )
    if not told and comparison.before.as_of != comparison.after.as_of:
        yield words("compare.day")


def _owner(comparison: Comparison, before: Condition | None) -> str:
    return (comparison.before if before else comparison.after).policy


def _state(condition: Condition | None, naming: Naming, *, due: bool) -> str:
    words = naming.words
    if condition is None:
        return words("compare.absent")
    if waits(condition) and condition.due:
        return words("not_due", day=words.day(condition.due))
    parts = [words(f"status.{condition.status}")]
    if condition.due and due:
        parts.append(words("due", day=words.day(condition.due)))
    if condition.exempted_by:
        names = "; ".join(words.title(title) for title in condition.exempted_by)
        parts.append(words("exempted_by", names=names))
    if condition.withdrawn_by:
        parts.append(words("withdrawn_by", names=words.title(condition.withdrawn_by)))
    return ", ".join(parts)


def _deadline(deadline: Deadline | None, naming: Naming) -> str:
    words = naming.words
    if deadline is None:
        return words("value.none")
    return f"{words.day(deadline.by)} ({words(f'deadline.{deadline.state}')})"
