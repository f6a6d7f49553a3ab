"""How a decision about a case differs, in the words of a language."""

from collections.abc import Iterator

from policycheck.changes.model import Aspect, Change, Difference, Kind
from policycheck.changes.shifts import ConditionShift, Shift
from policycheck.model import Condition, Decision, Fact
from policycheck.policies.manifest import PolicyManifest
from policycheck.report.change_words import difference_words
from policycheck.report.decision_table import outcome_words
from policycheck.report.naming import Naming
from policycheck.report.result_rows import result_lines


def answer_words(decision: Decision, policy: PolicyManifest, naming: Naming) -> str:
    """The outcome, which way it leans, and the result."""
    outcome = outcome_words(decision, naming.words)
    result = result_lines(decision, policy.decisions[decision.decision], naming)
    return f"{outcome} ({'; '.join(result)})" if result else outcome


def condition_words(shift: ConditionShift, naming: Naming) -> str:
    """A condition with its status on both sides."""
    words = naming.words
    before, after = (_status(each, naming) for each in (shift.before, shift.after))
    condition = shift.condition
    title = words.title(condition.title)
    if before == after:
        text = words("impact.condition_same", id=condition.id, status=after, title=title)
    else:
        text = words("impact.condition", id=condition.id, before=before, after=after, title=title)
    due = [words.day(side.due) for side in (shift.before, shift.after) if side and side.due]
    if len(set(due)) > 1:
        return words("impact.due", text=text, before=due[0], after=due[1])
    return text


def reasons_of(shift: ConditionShift, naming: Naming) -> list[str]:
    """Why a condition differs, the first reason first: a fact, a parameter, or its rules."""
    return [text for change in shift.because for text in _change(change, shift, naming)]


def first_reason(shift: Shift, naming: Naming) -> str:
    """The first condition on which it rests, with its first reason; empty without any."""
    for each in shift.conditions:
        reasons = reasons_of(each, naming)
        return "; ".join([condition_words(each, naming), *reasons[:1]])
    return ""


def citation_of(condition: Condition, naming: Naming) -> str:
    """Where a condition stands."""
    source = condition.source
    return naming.citation(source.section, source.lines, source.refs)


def _status(condition: Condition | None, naming: Naming) -> str:
    if condition is None:
        return naming.words("impact.absent")
    return naming.words(f"status.{condition.status}")


def _change(change: Change, shift: ConditionShift, naming: Naming) -> Iterator[str]:
    words = naming.words
    if change.kind in (Kind.ADDED, Kind.REMOVED):
        said = words("changes.added" if change.after else "changes.removed")
        item = words(f"item.{change.item}")
        title = words.title(change.side.title)
        text = words("changes.entry", item=item, id=change.side.id, title=title)
        yield f"{text}: {said}"
    for difference in change.differences:
        if difference.aspect is Aspect.FACTS:
            yield from _facts(difference, shift, naming)
        else:
            yield f"{change.side.id}: {difference_words(difference, change, words)}"


def _facts(difference: Difference, shift: ConditionShift, naming: Naming) -> Iterator[str]:
    words = naming.words
    sides = (shift.before, shift.after)
    values = {fact.path: fact for side in sides if side for fact in side.facts}
    for path in difference.after:
        if path not in difference.before:
            yield words("impact.fact_new", fact=_fact(path, values.get(path), naming))
    for path in difference.before:
        if path not in difference.after:
            yield words("impact.fact_gone", fact=_fact(path, values.get(path), naming))


def _fact(path: str, fact: Fact | None, naming: Naming) -> str:
    shown = naming.content(path, fact.value if fact else None)
    return naming.words("impact.fact", fact=naming.fact(path), value=shown)
